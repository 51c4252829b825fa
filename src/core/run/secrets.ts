import { utf8, bytesOf, byteString, textOf } from './secrets/encodings.ts';
import { assignmentRule } from './secrets/assignments.ts';
import { nothing } from './secrets/expectations.ts';
import { formatRules } from './secrets/formats.ts';
import { keyLiterals } from './secrets/key-blocks.ts';
import { learntRules, type LearntSecret } from './secrets/learnt.ts';
import type { Mark } from './secrets/lines.ts';
import type { Rule } from './secrets/rule.ts';
import { scanFor } from './secrets/scan.ts';
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
  void extraPatterns;
  const scan = scanFor([...learntRules(learnt), ...formatRules(), assignmentRule(), keyBlockRule]);
  const mark = (kind: string, value: string): string => `[secret ${kind} ${fingerprint(value)}]`;

  function stream({ onMark = ignore }: StreamOptions = {}): RedactionStream {
    return redactionStream({ scan, mark, onMark, always: nothing });
  }

  function redactText(text: string): { text: string; marks: readonly Mark[] } {
    const marks: Mark[] = [];
    const { push, end } = stream({ onMark: (found) => marks.push(found) });
    const redacted = byteString(push(bytesOf(utf8(text)))) + byteString(end());
    return { text: marks.length === 0 ? text : textOf(redacted), marks };
  }

  return { stream, redactText };
}

function ignore(): void {
  // Nobody asked where the marks are.
}

/** Brings up the lines in which a private key begins; its lines are found by their place. */
const keyBlockRule: Rule = { literals: keyLiterals, find: () => [] };
