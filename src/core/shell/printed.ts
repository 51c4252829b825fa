import type { Input } from './programs/call.ts';
import type { Word } from './word.ts';

/** What a command prints, as far as its words tell. `whole` is false where there is more. */
export interface Printed {
  text: string;
  whole: boolean;
}

const printers: ReadonlySet<string> = new Set(['echo', 'printf', 'cat', 'true', ':', 'which', 'command']);

/** The output of the few programs that print what they were given; undefined for all others. */
export function printedByCall(program: string, args: readonly Word[], input: Input): Printed | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (!printers.has(name)) return undefined;
  const whole = args.every(({ known }) => known);
  const texts = args.map(({ text }) => text);
  switch (name) {
    case 'echo': {
      const skip = texts.findIndex((text) => !/^-[neE]+$/.test(text));
      const words = skip < 0 ? [] : texts.slice(skip);
      const lineEnd = texts.some((text, at) => /^-[eE]*n/.test(text) && at < (skip < 0 ? texts.length : skip))
        ? ''
        : '\n';
      return { text: `${words.join(' ').replaceAll('\\n', '\n')}${lineEnd}`, whole };
    }
    case 'printf':
      return { text: formatted(texts), whole };
    case 'cat':
      if (texts.length === 0) return input.from === 'text' ? input : undefined;
      return texts.every((text) => text === '/dev/null') ? { text: '', whole: true } : undefined;
    case 'true':
    case ':':
      return { text: '', whole: true };
    case 'which':
    case 'command':
      return program.endsWith('which') || texts[0] === '-v' ? { text: texts.at(-1) ?? '', whole } : undefined;
    default:
      return undefined;
  }
}

const directive = /%[-+ #0-9.]*[a-zA-Z]/g;

/** printf's format, used again for as long as there are arguments. */
function formatted([format = '', ...args]: readonly string[]): string {
  const plain = format.replace(/\\r\\n|\\n|\\r/g, '\n').replaceAll('\\t', '\t');
  const holes = plain.match(directive)?.length ?? 0;
  if (holes === 0) return plain;
  let text = '';
  let at = 0;
  do {
    text += plain.replace(directive, () => args[at++] ?? '');
  } while (at < args.length);
  return text;
}
