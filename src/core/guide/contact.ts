import type { Contact } from './guide.ts';

/** Words that tell nothing about what is broken. */
const silent = new Set(
  'a an and any are as at by for from has high in is it its low medium critical of on or over problem problems issue issues incident incidents the to type with'.split(
    ' ',
  ),
);

/** Words for the same: something does not work any more. */
const broken = new Set(
  'down outage unavailable unreachable offline dead crash crashed crashing crashloop failure failing failed fail fails broken lost'.split(
    ' ',
  ),
);

/** At least so much of a contact's issue must be in the playbook's words: "API Down" shares only half with "API Response Time". */
const enough = 0.6;

/** One issue of a contact: a row may name several ("Redis / cache"). */
interface Issue {
  contact: number;
  size: number;
}

/**
 * Finds, for a playbook's title and detection, the contact whose issue shares the most telling words with one of them, as index;
 * undefined rather than a wrong one.
 */
export function contactFinder(
  contacts: readonly Contact[],
): (title: string, detection: string) => number | undefined {
  const byWord = new Map<string, Issue[]>();
  for (const [contact, { issue }] of contacts.entries()) {
    for (const part of issue.split(/\s*[/,;|]\s*|\s+or\s+/)) addIssue(part, contact, byWord);
  }
  return (title, detection) => {
    const scores = new Map<number, number>();
    score(tellingWords(title), 1, byWord, scores);
    score(tellingWords(detection), 0.9, byWord, scores);
    const best = [...scores].sort(([a, x], [b, y]) => y - x || a - b)[0];
    return best?.[0];
  };
}

function addIssue(text: string, contact: number, byWord: Map<string, Issue[]>): void {
  const words = tellingWords(text);
  const issue = { contact, size: words.size };
  for (const word of words) {
    const known = byWord.get(word);
    if (known) known.push(issue);
    else byWord.set(word, [issue]);
  }
}

/** Notes the score of each contact that enough words point at; "down" alone points at nobody. */
function score(
  words: ReadonlySet<string>,
  weight: number,
  byWord: ReadonlyMap<string, Issue[]>,
  scores: Map<number, number>,
): void {
  const shared = new Map<Issue, number>();
  for (const word of words) {
    if (word === 'down') continue;
    for (const issue of byWord.get(word) ?? []) shared.set(issue, (shared.get(issue) ?? 0) + 1);
  }
  if (words.has('down')) {
    for (const issue of byWord.get('down') ?? []) {
      const others = shared.get(issue);
      if (others !== undefined) shared.set(issue, others + 1);
    }
  }
  for (const [{ contact, size }, count] of shared) {
    if (count < size * enough) continue;
    scores.set(contact, Math.max(scores.get(contact) ?? 0, weight * (count + count / size)));
  }
}

function tellingWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.filter((word) => !silent.has(word)).map((word) => (broken.has(word) ? 'down' : singular(word))),
  );
}

function singular(word: string): string {
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}
