import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Fact } from '../src/core/incident/event.ts';
import { searchHistory } from '../src/core/incident/history.ts';
import type { PastIncident } from '../src/core/incident/history.ts';
import { readRecord } from '../src/core/incident/verify.ts';
import { readHistory } from '../src/node/history-index.ts';
import { folderJournals } from '../src/node/journal-folder.ts';
import { systemClock } from '../src/node/system.ts';
import type { Journal } from '../src/ports.ts';
import { buildChild, severalAtOnce, writeInChild } from '../test/node/journal-children.ts';
import type { ChildPlace } from '../test/node/journal-children.ts';
import { linesOfAll, notes, recordOf } from '../test/records.ts';
import { seeded } from '../test/secret-set.ts';

/** What the journal's figures of the docs are made from. Times are of this machine and its disk. */
export interface JournalFigures {
  /** One line after another, each synced before the next. */
  readonly append: { events: number; medianMs: number; p99Ms: number };
  /** The same, with two other windows open on the incident that write too. */
  readonly appendAmongOthers: { events: number; medianMs: number; p99Ms: number };
  /** From nothing to events, findings and head: all lines read, hashed, checked and put in order. */
  readonly open: { events: number; medianMs: number };
  /** A list of all incidents with their words: without an index, and with one that is there already. */
  readonly history: { incidents: number; withoutMs: number; withMs: number; searchMs: number };
  readonly kills: { kills: number; acknowledged: number; lost: number; unreadable: number };
  readonly writers: { writers: number; events: number; lost: number; orders: number; seconds: number };
  readonly truncations: { points: number; wrong: number };
  readonly flips: { bytes: number; unnoticed: number };
  /** A large output, kept in pieces: what it adds to the memory at most, and how fast it is on disk. */
  readonly output: { megabytes: number; memoryMegabytes: number; ms: number };
}

/** How much is measured. The figures that are promised are those of `whole`; `sample` takes a minute. */
export type Extent = 'whole' | 'sample';

const extents = {
  whole: { appends: 1000, opened: 10_000, rounds: 10, killsARound: 100, writers: 8, each: 2000, every: 1 },
  sample: { appends: 200, opened: 10_000, rounds: 1, killsARound: 20, writers: 4, each: 100, every: 211 },
} as const;

const actor = { name: 'bench', host: 'here', via: 'cli' } as const;
const clock = systemClock();

export async function measureJournal(extent: Extent): Promise<JournalFigures> {
  const size = extents[extent];
  const scratch = mkdtempSync(path.join(tmpdir(), 'journal-bench-'));
  const program = buildChild(scratch);
  const place = async (name: string): Promise<ChildPlace & { journal: Journal }> => {
    const folder = path.join(scratch, name);
    const journals = folderJournals({ folder, clock, actor });
    const journal = await journals.create({ playbook: 'bench', openedAt: clock.now(), guideText: '' });
    return { program, folder, incident: journal.incident, journal };
  };
  try {
    return {
      append: await measureAppend((await place('append')).journal, size.appends),
      appendAmongOthers: await measureAmongOthers(await place('among-others'), size.appends),
      open: await measureOpen(await place('open'), size.opened),
      history: await measureHistory(path.join(scratch, 'history')),
      kills: await measureKills(() => place(`kills-${clock.newId()}`), size),
      writers: await measureWriters(await place('writers'), size),
      ...measureDamage(size.every),
      output: await measureOutput((await place('output')).journal),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    clock.dispose();
  }
}

const note = (text: string): Fact => ({ type: 'note', text });

async function measureAppend(journal: Journal, events: number): Promise<JournalFigures['append']> {
  const times: number[] = [];
  for (let number = 0; number < events; number++)
    times.push(await msOf(() => journal.append(note(`number ${number} of those that are measured`))));
  await journal.close();
  return { events, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

async function measureAmongOthers(
  place: ChildPlace & { journal: Journal },
  events: number,
): Promise<JournalFigures['append']> {
  const others = [1, 2].map(() => writeInChild(place, { count: events }));
  const figures = await measureAppend(place.journal, events);
  await Promise.all(others);
  return figures;
}

async function measureOpen(
  { folder, incident, journal }: ChildPlace & { journal: Journal },
  events: number,
): Promise<JournalFigures['open']> {
  await Promise.all(
    Array.from({ length: events }, (_, number) =>
      journal.append(note(`number ${number}, as long as notes are`)),
    ),
  );
  await journal.close();
  const times: number[] = [];
  for (let count = 0; count < 5; count++)
    times.push(
      await msOf(async () => {
        const opened = await folderJournals({ folder, clock, actor }).open(incident);
        const contents = await opened.read();
        if (contents.events.length !== events || contents.findings.length > 0)
          throw new Error('It is not what was written.');
        await opened.close();
      }),
    );
  return { events, medianMs: quantile(times, 0.5) };
}

/** Hundreds of nights of fifty events each. */
async function measureHistory(folder: string): Promise<JournalFigures['history']> {
  const incidents = 300;
  const journals = folderJournals({ folder, clock, actor });
  for (let number = 0; number < incidents; number++) {
    const journal = await journals.create({ playbook: 'bench', openedAt: clock.now(), guideText: '' });
    const facts = Array.from({ length: 50 }, (_, index) => note(`note ${index} of incident ${number}`));
    await Promise.all(facts.map((fact) => journal.append(fact)));
    await journal.close();
  }
  const index = path.join(folder, 'history.json');
  const read = async (): Promise<PastIncident[]> =>
    (await readHistory(journals, index)).flatMap((entry) => (entry.kind === 'past' ? [entry.past] : []));
  const withoutMs = await msOf(read);
  const withMs = quantile([await msOf(read), await msOf(read), await msOf(read)], 0.5);
  const history = await read();
  const searchMs = await msOf(() => Promise.resolve(searchHistory(history, 'note 17 299')));
  return { incidents, withoutMs, withMs, searchMs };
}

/** Processes that write and are killed without warning, four at a time, each at a random fact. */
async function measureKills(
  newPlace: () => Promise<ChildPlace & { journal: Journal }>,
  { rounds, killsARound }: { rounds: number; killsARound: number },
): Promise<JournalFigures['kills']> {
  const random = seeded(1);
  const figures = { kills: 0, acknowledged: 0, lost: 0, unreadable: 0 };
  for (let round = 0; round < rounds; round++) {
    const place = await newPlace();
    const moments = Array.from({ length: killsARound }, () => 1 + Math.floor(random() * 25));
    const written = await severalAtOnce(moments, 4, (killAfter) =>
      writeInChild(place, { count: 1e9, killAfter }),
    );
    const { events, findings } = await place.journal.verify();
    const there = new Set(events.map(({ id }) => id));
    const acknowledged = written.flatMap(({ ids }) => ids);
    figures.kills += written.filter(({ signal }) => signal === 'SIGKILL').length;
    figures.acknowledged += acknowledged.length;
    figures.lost += acknowledged.filter((id) => !there.has(id)).length;
    figures.unreadable += findings.filter(({ kind }) => kind !== 'torn').length;
    await place.journal.close();
  }
  return figures;
}

/** Several processes on one incident; afterwards three readers, each of which must see all in one order. */
async function measureWriters(
  place: ChildPlace & { journal: Journal },
  { writers, each }: { writers: number; each: number },
): Promise<JournalFigures['writers']> {
  const started = performance.now();
  const written = await Promise.all(
    Array.from({ length: writers }, () => writeInChild(place, { count: each })),
  );
  const seconds = (performance.now() - started) / 1000;
  const orders = new Set<string>();
  let lost = 0;
  for (let reader = 0; reader < 3; reader++) {
    const journal = await folderJournals({ folder: place.folder, clock, actor }).open(place.incident);
    const { events, findings } = await journal.read();
    const there = new Set(events.map(({ id }) => id));
    lost += written.flatMap(({ ids }) => ids).filter((id) => !there.has(id)).length + findings.length;
    orders.add(events.map(({ id }) => id).join());
    await journal.close();
  }
  await place.journal.close();
  return { writers, events: written.flatMap(({ ids }) => ids).length, lost, orders: orders.size, seconds };
}

/** A journal of 200 events cut at each place, and with each byte flipped. */
function measureDamage(every: number): Pick<JournalFigures, 'truncations' | 'flips'> {
  const name = 'writer-a.jsonl';
  const whole = recordOf(notes(200)).get(name) ?? Buffer.alloc(0);
  const read = (bytes: Buffer): ReturnType<typeof readRecord> =>
    readRecord(linesOfAll(new Map([[name, bytes]])));
  const truncations = { points: 0, wrong: 0 };
  const flips = { bytes: 0, unnoticed: 0 };
  let line = 1;
  for (let offset = 0; offset < whole.length; offset++) {
    const isLineStart = offset === 0 || whole[offset - 1] === 0x0a;
    if (offset > 0 && isLineStart) line++;
    if (offset % every !== 0) continue;
    const cut = read(whole.subarray(0, offset));
    const named = cut.findings.map((finding) => `${finding.kind}:${finding.line}`).join();
    truncations.points++;
    if (cut.events.length !== line - 1 || named !== (isLineStart ? '' : `torn:${line}`)) truncations.wrong++;
    const flipped = Buffer.from(whole);
    flipped[offset] = (whole[offset] ?? 0) ^ 0x01;
    const { events, findings } = read(flipped);
    flips.bytes++;
    if (events.length < 198 || !findings.some((finding) => finding.line === line)) flips.unnoticed++;
  }
  return { truncations, flips };
}

async function measureOutput(journal: Journal): Promise<JournalFigures['output']> {
  const piece = Buffer.from('2026-11-24T02:14:07Z api GET /api/health 502 12 ms\n'.repeat(1250));
  const pieces = Math.ceil(10_000_000 / piece.length);
  const used = (): number => process.memoryUsage.rss();
  const before = used();
  let most = 0;
  const ms = await msOf(async () => {
    for (let count = 0; count < pieces; count++) {
      await journal.keep('run', piece);
      most = Math.max(most, used() - before);
    }
    const stored = await journal.seal('run');
    if (stored?.bytes !== pieces * piece.length) throw new Error('It is not what was kept.');
    most = Math.max(most, used() - before);
  });
  await journal.close();
  return { megabytes: (pieces * piece.length) / 1e6, memoryMegabytes: most / 1e6, ms };
}

async function msOf(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
