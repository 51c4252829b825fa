import { indexLines, lineText } from '../../text.ts';
import { hasOption } from '../calls.ts';
import type { Call } from '../calls.ts';
import { block } from '../examples.ts';
import { atLine, linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const secretInText: Rule = {
  id: 'secret-in-text',
  severity: 'warning',
  doc: 'A secret stands in a block: everyone who can read the guide has it, and so has its history. Change the secret, and write a placeholder such as `<token>` in its place.',
  bad: block('curl -fsS -u admin:hunter2-Kq83vTz https://api.example.com/health', 'Triage'),
  good: block('curl -fsS -u admin:<password> https://api.example.com/health', 'Triage'),
  *check({ guide, text, facts: { secrets = [] } }) {
    const index = indexLines(text);
    let last = 0;
    for (const { kind, line, column } of secrets) {
      const isInBlock = guide.fences.some((fence) => fence.line < line && line < fence.endLine);
      const source = lineText(index, line);
      const at = unitsOf(source, column);
      if (!isInBlock || line === last || !looksReal(/^[^\s"'`,;<>]*/.exec(source.slice(at))?.[0] ?? ''))
        continue;
      last = line;
      yield {
        ...atLine(line),
        column: at + 1,
        message: `A secret (${kind}) stands here for everyone who reads the guide.`,
      };
    }
  },
};

/**
 * Guides are full of words that only stand for a secret. What looks made by a machine is none of them: letters and digits mixed,
 * and no word in it that says what is to be put there.
 */
function looksReal(value: string): boolean {
  const isMixed = value.length >= 8 && /[a-z]/i.test(value) && (value.match(/\d/g) ?? []).length >= 2;
  const standsFor =
    /secret|token|passw?|key|example|change|your|dummy|sample|test|x{3}|0{4}|\.{3}|[$%{}()[\]*|]|^sha\d|^-|^[\da-f]{8}(?:-[\da-f]{4}){3}-|^[\dA-F]{8}$|^[\dA-F]{40}$/i;
  const isName = /^[a-z\d]+(?:-[a-z\d]+){2,}$/.test(value); // of a resource: shop-api-dockercfg-6wl6b
  return isMixed && !isName && !standsFor.test(value);
}

/** A column that counts bytes from 1, as an offset in UTF-16 units. */
function unitsOf(line: string, column: number): number {
  let bytes = column - 1;
  let at = 0;
  for (const character of line) {
    if (bytes <= 0) break;
    const code = character.codePointAt(0) ?? 0;
    bytes -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += character.length;
  }
  return at;
}

const secretName =
  /(?:^|_)(?:SECRETS?|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?|DATABASE_URL|DB_URL|CONNECTION_STRING)(?:_|$)/i;
const isSecretName = (word: string): boolean => /^[A-Z_][A-Z0-9_]*$/.test(word) && secretName.test(word);

/** The variable that a command prints at its end, when it is called like a secret. */
function printedBy(calls: readonly Call[]): string | undefined {
  const last = calls.findLast((call) => !runsOther(call));
  if (!last) return undefined;
  switch (last.program) {
    case 'echo':
    case 'printf':
      return last.words.map((word) => /\$\{?(\w+)\}?/.exec(word)?.[1] ?? '').find(isSecretName);
    case 'printenv':
      return last.operands.find(isSecretName);
    case 'grep':
      return hasOption(last, '-q', '--quiet', '-c', '--count') || !calls.some(listsVariables)
        ? undefined
        : last.operands
            .slice(0, 1)
            .map((one) => one.replace(/^\^|=$/g, ''))
            .find(isSecretName);
    default:
      return undefined;
  }
}

const listsVariables = ({ program, operands }: Call): boolean =>
  /^(?:env|printenv|set|export)$/.test(program) && operands.length === 0;

/** Calls that are only the way to another: what is printed is the other's. */
const runsOther = ({ program, operands }: Call): boolean =>
  /^(?:sudo|ssh|sh|bash)$/.test(program) || operands[0] === 'exec' || operands[0] === 'compose';

export const printsSecret: Rule = {
  id: 'prints-secret',
  severity: 'warning',
  doc: 'A command prints a secret where others look over the shoulder, share the screen or read the terminal’s history. Test that it is set without showing it.',
  bad: block('docker exec api env | grep JWT_SECRET', 'Diagnosis'),
  good: block('docker exec api sh -c \'test -n "$JWT_SECRET"\'', 'Diagnosis'),
  *check({ commands }) {
    for (const { command, calls } of commands) {
      if (!/secret|passw|passphrase|token|key|credential|_url|connection/i.test(command.text)) continue;
      if (/\$\(|`|<<<|>/.test(command.text)) continue; // it goes somewhere else
      const name = printedBy(calls());
      if (name === undefined) continue;
      yield { ...linesOf(command), message: `This prints ${name} into the terminal.` };
    }
  },
};
