import { utf8, bytesOf, byteString, textOf } from './secrets/encodings.ts';
import { assignmentRule } from './secrets/assignments.ts';
import { configurationRules } from './secrets/configurations.ts';
import { nothing, type Expectation } from './secrets/expectations.ts';
import { formatRules } from './secrets/formats.ts';
import { headerRules } from './secrets/headers.ts';
import { keyLiterals } from './secrets/key-blocks.ts';
import { learntRules, type LearntSecret } from './secrets/learnt.ts';
import type { Mark } from './secrets/lines.ts';
import { nestedRule } from './secrets/nested.ts';
import { printedSecret, printerLiterals } from './secrets/printed.ts';
import { phraseRules } from './secrets/phrases.ts';
import { programRules } from './secrets/programs.ts';
import { joined, type RankedFound, type Rule } from './secrets/rule.ts';
import { scanFor, type Scan } from './secrets/scan.ts';
import { shapeRules } from './secrets/shapes.ts';
import { sqlInsertRule } from './secrets/sql-insert.ts';
import { urlRules } from './secrets/urls.ts';
import { redactionStream, type RedactionStream } from './secrets/stream.ts';

export { learntFrom, type LearntSecret } from './secrets/learnt.ts';
export type { Mark } from './secrets/lines.ts';
export type { RedactionStream } from './secrets/stream.ts';

/** What redaction knows besides its own rules. */
export interface Secrets {
  /** Values to find wherever they stand (`learntFrom`). */
  readonly learnt: readonly LearntSecret[];
  /** Regular expressions of the team's; one that is none is left out. */
  readonly extraPatterns: readonly string[];
  /** Some hexadecimal digits that tell whether two secrets are the same, and nothing else: a keyed hash. */
  readonly fingerprint: (value: string) => string;
}

export interface StreamOptions {
  /** The commands whose output it is: `echo $JWT_SECRET` says what its bare line is. */
  readonly commands?: readonly string[];
  readonly onMark?: (mark: Mark) => void;
}

/** Takes secrets out of texts and output. Each becomes `[secret KIND FINGERPRINT]`. */
export interface Redactor {
  redactText(text: string): { readonly text: string; readonly marks: readonly Mark[] };
  stream(options?: StreamOptions): RedactionStream;
}

/** Builds all rules: some milliseconds, so one redactor serves an incident. */
export function createRedactor({ learnt, extraPatterns, fingerprint }: Secrets): Redactor {
  const nested = nestedRule((text) => rules.find(text));
  const rules = scanFor([...learntRules(learnt), ...ownRules(), nested]);
  const scan = withPatterns(rules, extraPatterns);
  const mark = (kind: string, value: string): string => `[secret ${kind} ${fingerprint(value)}]`;

  function stream({ commands = [], onMark = ignore }: StreamOptions = {}): RedactionStream {
    const printed = printedSecret(commands);
    const always: Expectation = printed === undefined ? nothing : { kind: 'alone', of: printed, lines: 1 };
    return redactionStream({ scan, mark, onMark, always });
  }

  function redactText(text: string): { text: string; marks: readonly Mark[] } {
    const marks: Mark[] = [];
    const { push, end } = stream({ onMark: (found) => marks.push(found) });
    const redacted = byteString(push(bytesOf(utf8(text)))) + byteString(end());
    return { text: marks.length === 0 ? text : textOf(redacted), marks };
  }

  return { stream, redactText };
}

function ownRules(): readonly Rule[] {
  return [
    ...formatRules(),
    ...shapeRules(),
    ...urlRules(),
    ...headerRules(),
    ...programRules(),
    ...configurationRules(),
    ...phraseRules(),
    sqlInsertRule,
    assignmentRule(),
    neighbourRule,
  ];
}

/** The team's own patterns have no literal to look for first: with them every line is searched. */
function withPatterns(scan: Scan, patterns: readonly string[]): Scan {
  const expressions = patterns.flatMap(expressionOf);
  if (expressions.length === 0) return scan;
  const own = (line: string): readonly RankedFound[] =>
    expressions.flatMap((expression) =>
      [...line.matchAll(expression)].map(({ 0: all, index }) => ({
        kind: 'pattern',
        rank: Infinity,
        start: index,
        end: index + all.length,
      })),
    );
  return {
    look: (...args) => ({ ...scan.look(...args), mayHold: true }),
    find: (line, hits) =>
      joined([...scan.find(line, hits), ...own(line).filter(({ start, end }) => end > start)]),
  };
}

function expressionOf(source: string): readonly RegExp[] {
  try {
    return [new RegExp(source, 'g')];
  } catch {
    return []; // Settings are checked where they are read; redaction goes on with the others.
  }
}

function ignore(): void {
  // Nobody asked where the marks are.
}

/** Brings up the lines that say what comes after them: where a private key begins, what prints a secret. */
const neighbourRule: Rule = {
  literals: [...keyLiterals, ...printerLiterals, 'UGFzc3dvcmQ6'],
  find: () => [],
};
