/** What tells that an HTTP request was answered with an error: curl's exit code, something that it prints of the answer's head, or nothing. */
export type Tells = 'exit' | 'output' | 'nothing';

/** Letters of options without a value that may stand before one in a cluster: `-sSf`. */
const cluster = '-[#0-46aBgGiIjklLnNOqRsSvZ]*';
const byExit = new RegExp(`^(?:${cluster}f|--fail(?:-with-body)?$)`);
const byOutput = new RegExp(`^(?:${cluster}[wIiv]|--(?:write-out|head|include|verbose)(?:=|$))`);

/** How a call of curl tells of an HTTP error, from its arguments. */
export function curlTells(args: readonly string[]): Tells {
  if (args.some((word) => byExit.test(word))) return 'exit';
  return args.some((word) => byOutput.test(word)) ? 'output' : 'nothing';
}

/**
 * Whether a command ends with 0 although what it asked answered with an error, as curl without `-f` does on an HTTP 500.
 * In a pipe, what reads its output decides.
 */
export function exitCannotTell(command: string): boolean {
  if (/(?<!\|)\|(?!\|)/.test(command)) return false;
  const [, ...calls] = command.split(/(?<![^\s;&(/'"`])curl(?=\s)/);
  return calls.some((call) => {
    const [args = ''] = call.split(/\s(?:&&?|\|\|)\s|;\s|(?<!\\)\n/, 1);
    return curlTells(args.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []) !== 'exit';
  });
}
