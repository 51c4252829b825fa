const TIME = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;

/** What programs put before the lines of others, each in its own words: the first that fits is the prefix. */
const prefix = new RegExp(
  [
    String.raw`[\w.-]{1,60}-\d{1,4} {1,8}\| `, // docker compose logs: `api-1  | `
    String.raw`\[pod\/[^\]\s]{1,160}\] `, // kubectl logs --prefix
    String.raw`${TIME} (?:(?:stdout|stderr) [FP] )?`, // containerd's files; kubectl and docker logs --timestamps
    String.raw`(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|${TIME}) [\w.-]{1,64} [\w./@-]{1,64}(?:\[\d{1,9}\])?: `, // syslog, journalctl
    String.raw`[\w./-]{1,160}\.[a-z]{1,10}[:-](?:\d{1,7}[:-])?`, // grep: a file, its line
    String.raw`\d{1,7}[:-](?!\d)`, // grep -n
    String.raw`[><#] `, // quotes, curl -v, comments
    '\xe2(?:\x94\x82|\x94\x83|\x95\x91) ', // `│ `, `┃ `, `║ `: boxes
  ].join('|'),
  'y',
);

/** How long the prefix of a line is that says whose it is and when: what follows is the line as its program wrote it. */
export function prefixChars(line: string): number {
  prefix.lastIndex = 0;
  return prefix.test(line) ? prefix.lastIndex : 0;
}
