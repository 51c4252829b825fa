const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A person who waits for longer than this takes the command for one that does not end. */
export const longSeconds = 60;

/** A duration as sleep and timeout take it (`600`, `5m`, `1.5h`, `infinity`); 0 for any other text. */
export function seconds(text: string): number {
  if (text === 'infinity' || text === 'inf') return Infinity;
  const [, number, unit = ''] = /^([\d.]+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? 0 : Number(number) * (unitSeconds[unit] ?? 1);
}
