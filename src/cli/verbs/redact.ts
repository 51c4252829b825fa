import { createReadStream } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Mark } from '../../core/run/secrets.ts';
import { redactorFor } from '../../node/redaction.ts';
import type { ExitCode } from '../exit.ts';
import { fileTrouble } from '../file-trouble.ts';
import type { Workplace } from '../workplace.ts';

/** `redact --check FILE`: what would be marked, by kind and place, never the value. The file is read as output is: in pieces. */
export async function checkRedaction({ terminal }: Workplace, typed: string): Promise<ExitCode> {
  const path = resolve(terminal.cwd, typed);
  const redactor = await redactorFor({
    incident: 'check',
    folders: [terminal.cwd, dirname(path)],
    extraPatterns: [],
  });
  let found = 0;
  const onMark = ({ kind, line, column }: Mark): void => {
    found++;
    terminal.write(`${typed}:${line}:${column}: ${kind}\n`);
  };
  const stream = redactor.stream({ onMark });
  try {
    for await (const chunk of createReadStream(path)) stream.push(chunk as Uint8Array);
  } catch (error) {
    terminal.tell(`${typed} can't be read: ${fileTrouble(error)}`);
    return 2;
  }
  stream.end();
  return found === 0 ? 0 : 1;
}
