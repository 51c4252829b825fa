import { isVerification } from '../../guide/walk.ts';
import { hasOption } from '../calls.ts';
import type { Call } from '../calls.ts';
import { curlTells } from '../../shell/exit-tells.ts';
import { block } from '../examples.ts';
import { replaceIn } from '../fix.ts';
import { linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const pipeHidesFailure: Rule = {
  id: 'pipe-hides-failure',
  severity: 'warning',
  doc: 'A pipe that ends in a counter ends with 0 whatever happened before it: when its first part fails the count is 0, which reads as "none". Look at the first part’s own exit code, or set -o pipefail.',
  bad: block('docker logs api | grep ERROR | wc -l', 'Diagnosis'),
  good: block(
    'set -o pipefail; docker logs api > api.log && grep -c ERROR api.log; docker logs api | tail -5',
    'Diagnosis',
  ),
  *check({ commands }) {
    for (const { command, step } of commands) {
      const told = step.commands.some(({ text }) => text.includes('pipefail'));
      if (!told && /\|\s*grep\b[^|]*\|\s*wc\s+-l\b/.test(command.text)) {
        yield {
          ...linesOf(command),
          message: 'When the first part fails this counts 0, which reads as "none".',
        };
      }
    }
  },
};

export const watchAndList: Rule = {
  id: 'watch-and-list',
  severity: 'warning',
  doc: 'watch runs "a && b": when the first part fails the second is never shown. Use ";" so that both are seen.',
  bad: block("watch -n 5 'docker ps && curl -fsS http://localhost/health'", 'Diagnosis'),
  good: block("watch -n 5 'docker ps; curl -fsS http://localhost/health'", 'Diagnosis'),
  mends: 'writes ";" for "&&"',
  *check({ text, commands }) {
    for (const { command } of commands) {
      if (!/^\s*watch\b[^'"]*(['"])[^'"]*&&/.test(command.text)) continue;
      const fix = replaceIn(text, command, 'Show both with ";"', { words: ' && ', other: '; ' });
      yield {
        ...linesOf(command),
        message: 'When the part before && fails, the part after it is never shown.',
        ...(fix && { fix }),
      };
    }
  },
};

function cannotFail({ program, words, operands }: Call): boolean {
  return (
    program === 'curl' &&
    curlTells(words) === 'nothing' &&
    operands.some((operand) => /^(?:https?:\/\/|localhost\b|[\w-]+(?:\.[\w-]+)+[:/])/.test(operand))
  );
}

export const verifyCannotFail: Rule = {
  id: 'verify-cannot-fail',
  severity: 'warning',
  doc: 'curl without -f ends with 0 on an HTTP error, so this verification passes while the service is broken. Use curl -fsS.',
  bad: block('# Verify recovery\ncurl http://localhost:8080/health'),
  good: block('# Verify recovery\ncurl -fsS http://localhost:8080/health'),
  mends: 'adds -f, and -sS where curl is not silent',
  *check({ text, commands }) {
    for (const { phase, step, command, calls } of commands) {
      if (!isVerification(phase, step) || !command.text.includes('curl')) continue;
      if (/[|`]|\$\(/.test(command.text)) continue; // what reads its output decides
      const call = calls().find(cannotFail);
      if (!call) continue;
      const added = hasOption(call, '-s', '--silent') ? 'curl -f ' : 'curl -fsS ';
      const fix = replaceIn(text, command, 'Let curl fail on an HTTP error', {
        words: 'curl ',
        other: added,
      });
      yield {
        ...linesOf(command),
        message: 'curl without -f ends with 0 on an HTTP error: this verification can’t fail.',
        ...(fix && calls().filter(cannotFail).length === 1 && { fix }),
      };
    }
  },
};

/** git calls that open an editor for a message, and what keeps it closed. */
function opensMessage({ program, operands: [verb], options }: Call): boolean {
  const closed = [
    '--no-edit',
    '--no-commit',
    '-n',
    '-m',
    '--message',
    '-F',
    '--file',
    '--abort',
    '--continue',
    '--quit',
    '--skip',
  ];
  if (program !== 'git' || closed.some((option) => options.has(option))) return false;
  const asksAlways = verb === 'revert' || (verb === 'commit' && options.has('--amend'));
  return asksAlways || ((verb === 'cherry-pick' || verb === 'merge') && options.has('--edit'));
}

export const opensEditor: Rule = {
  id: 'opens-editor',
  severity: 'warning',
  doc: 'git opens an editor in a terminal and waits. --no-edit takes the message as it is.',
  bad: block('# Option 1: Roll back\ngit revert HEAD\n# Verify\ngit log -1'),
  good: block('# Option 1: Roll back\ngit revert --no-edit HEAD\n# Verify\ngit log -1'),
  mends: 'adds --no-edit',
  *check({ text, commands }) {
    for (const { command, calls } of commands) {
      if (!command.text.includes('git')) continue;
      const call = calls().find(opensMessage);
      const words = /\bgit\b.*?\b(?:revert|cherry-pick|merge|commit)\b(?: --edit| --amend)?/.exec(
        command.text,
      )?.[0];
      if (!call || words === undefined) continue;
      const fix = replaceIn(text, command, 'Add --no-edit', {
        words,
        other: `${words.replace(' --edit', '')} --no-edit`,
      });
      yield {
        ...linesOf(command),
        message: `"git ${call.operands[0] ?? ''}" opens an editor and waits.`,
        ...(fix && { fix }),
      };
    }
  },
};
