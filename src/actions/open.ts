import type { Guide, Playbook } from '../core/guide/guide.ts';
import type { Fact } from '../core/incident/event.ts';
import type { Redactor } from '../core/run/secrets.ts';
import type { Clock, Disposable, Journal, Journals, Place, Shell } from '../ports.ts';
import { recordTyped } from './typed.ts';
import { LiveIncident } from './live.ts';
import { finishRemovals } from './remove.ts';
import type { Change } from './live.ts';
import { shellOfAnswers } from './shell-of-answers.ts';
import { createQueue } from './queue.ts';
import type { Queue } from './queue.ts';
import type { RunningStep } from './running.ts';

/** A click joins an incident that was written to within this time; an older one is named, not joined. */
const joinWithinMs = 12 * 60 * 60 * 1000;

/** An incident that this process has open: its record, its shell, and what is under way in it. */
export interface OpenIncident {
  live: LiveIncident;
  shell: Shell & Disposable;
  redactor: Redactor;
  /** Steps that wait for the terminal. */
  queue: Queue;
  /** Runs that this process started or picked up and that have not ended. */
  running: Map<string, RunningStep>;
  /** When a run that is under way last printed something, by the clock that only goes forward (ms). */
  heard: Map<string, number>;
}

/** What the door gives: how a record gets its shell and its redactor. */
export interface Wiring {
  clock: Clock;
  place: Place;
  shellOf(live: LiveIncident): Shell & Disposable;
  /** Reads the values to be learnt, so it waits. */
  redactorOf(incident: string): Promise<Redactor>;
}

/** The guide that an incident is opened from: its text on screen, or its file's bytes. `guide.sha256` is of just these. */
export interface GuideSource {
  guide: Guide;
  text: string | Uint8Array;
  /** The guide's path as it goes into the record. */
  path: string;
}

/** Which incident a click belongs to. */
export type Choice = { kind: 'join'; incident: OpenIncident } | { kind: 'new'; older?: string };

/** The incidents that this process has open: the one owner of which is current. */
export class OpenIncidents implements Disposable {
  readonly #wiring: Wiring;
  readonly #open = new Map<string, OpenIncident>();
  readonly #listeners = new Set<(news: News) => void>();
  #current: string | undefined;

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
  }

  /** Those not closed come first; then by opening, newest first. */
  get all(): readonly OpenIncident[] {
    return [...this.#open.values()].sort(
      (a, b) =>
        Number(a.live.state.closedAt !== undefined) - Number(b.live.state.closedAt !== undefined) ||
        (b.live.state.opened?.at ?? '').localeCompare(a.live.state.opened?.at ?? ''),
    );
  }

  get current(): OpenIncident | undefined {
    return this.#current === undefined ? undefined : this.#open.get(this.#current);
  }

  find(incident: string): OpenIncident | undefined {
    return this.#open.get(incident);
  }

  /** The newest open incident of a playbook that is not closed: whose state its lenses show. */
  ofPlaybook(guidePath: string, playbook: string): OpenIncident | undefined {
    const fits = (one: OpenIncident): boolean => isLiveOf(one.live, guidePath, playbook);
    return this.current && fits(this.current) ? this.current : this.all.find(fits);
  }

  makeCurrent(incident: OpenIncident): void {
    if (this.#current === incident.live.id) return; // nothing to draw: the end of a run would have to wait behind it
    this.#current = incident.live.id;
    this.#tell();
  }

  /** Stops a run; one that is stopping already is ended. */
  stop({ running }: OpenIncident, run: string): void {
    running.get(run)?.stop();
    this.#tell();
  }

  /** Called when anything that is shown may have changed. */
  onChange(listener: (news: News) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Which incident a run of this playbook joins, by how lately it was written to; nothing is opened. */
  choose(guidePath: string, playbook: Playbook): Choice {
    const { current } = this;
    if (current && current.live.state.closedAt === undefined && !current.live.state.rehearsal) {
      if (playbook.kind === 'tool' || isLiveOf(current.live, guidePath, playbook.id))
        return { kind: 'join', incident: current };
    }
    const [last] = this.all
      .filter((one) => isLiveOf(one.live, guidePath, playbook.id))
      .sort((a, b) => lastWrittenAt(b.live).localeCompare(lastWrittenAt(a.live)));
    if (!last) return { kind: 'new' };
    const age = this.#wiring.clock.now().getTime() - Date.parse(lastWrittenAt(last.live));
    return age <= joinWithinMs ? { kind: 'join', incident: last } : { kind: 'new', older: last.live.id };
  }

  /** Opens a new incident of a playbook and makes it the current one. Rejects, with words, when the disk says no. */
  async start(
    journals: Journals,
    source: GuideSource,
    playbook: Playbook,
    detectedAt?: string,
  ): Promise<OpenIncident> {
    const incident = await this.#take(await this.#create(journals, source, playbook));
    await incident.live.record(openedFact(source, playbook, this.#wiring, detectedAt));
    this.makeCurrent(incident);
    return incident;
  }

  /** Opens a rehearsal of a playbook, with a shell that runs nothing. An incident that is current and not closed stays current. */
  async rehearse(
    journals: Journals,
    source: GuideSource,
    playbook: Playbook,
    shell: Shell & Disposable,
  ): Promise<OpenIncident> {
    const incident = await this.#take(await this.#create(journals, source, playbook), shell);
    const { responseSeconds: _, ...opened } = openedFact(source, playbook, this.#wiring);
    await incident.live.record({ ...opened, title: `Rehearsal: ${playbook.title}`, rehearsal: true });
    if (this.current?.live.state.closedAt !== undefined || !this.current) this.makeCurrent(incident);
    return incident;
  }

  /** The rehearsal of a playbook that goes on. */
  rehearsalOf(guidePath: string, playbook: string): OpenIncident | undefined {
    return this.all.find(({ live }) => live.state.rehearsal && isOpenOf(live, guidePath, playbook));
  }

  /** Opens a record that is there; one that is already open comes back as it is. */
  async open(journals: Journals, id: string): Promise<OpenIncident> {
    const known = this.#open.get(id);
    if (known) return known;
    const incident = await this.#take(await journals.open(id));
    await finishRemovals(incident.live);
    return incident;
  }

  dispose(): void {
    for (const { live, shell } of this.#open.values()) {
      shell.dispose();
      live.dispose();
    }
    this.#open.clear();
    this.#listeners.clear();
  }

  #create(journals: Journals, { text }: GuideSource, { id }: Playbook): Promise<Journal> {
    return journals.create({ playbook: id, openedAt: this.#wiring.clock.now(), guideText: text });
  }

  async #take(journal: Journal, shell?: Shell & Disposable): Promise<OpenIncident> {
    const redactor = await this.#wiring.redactorOf(journal.incident);
    const live = await LiveIncident.open({ journal, redactText: (text) => redactor.redactText(text).text });
    const tell = (): void => this.#tell();
    live.onChange((change) => this.#tell(newsOf(change)));
    const incident: OpenIncident = {
      live,
      redactor,
      shell: shell ?? (live.state.rehearsal ? shellOfAnswers(() => undefined) : this.#wiring.shellOf(live)),
      queue: createQueue(() => this.#tell('begins')),
      running: new Map(),
      heard: new Map(),
    };
    incident.shell.onTyped((typed) => recordTyped(incident, typed, this.#wiring.clock));
    this.#open.set(live.id, incident);
    tell();
    return incident;
  }

  #tell(news: News = 'more'): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

function isLiveOf(live: LiveIncident, guidePath: string, playbook: string): boolean {
  return !live.state.rehearsal && isOpenOf(live, guidePath, playbook);
}

function isOpenOf(live: LiveIncident, guidePath: string, playbook: string): boolean {
  const { opened, closedAt } = live.state;
  return closedAt === undefined && opened?.guide === guidePath && opened.playbook === playbook;
}

/** When the record was last written to; empty when it holds nothing. */
function lastWrittenAt(live: LiveIncident): string {
  return live.state.events.at(-1)?.at ?? '';
}

function openedFact(
  { guide, path }: GuideSource,
  playbook: Playbook,
  { clock, place }: Wiring,
  detectedAt?: string,
): Extract<Fact, { type: 'opened' }> {
  const severity = guide.severities.find(({ name }) => name === playbook.severity);
  const contact = playbook.contact === undefined ? undefined : guide.contacts[playbook.contact];
  const { line: _, ...called } = contact ?? { line: 0, issue: '' };
  return {
    type: 'opened',
    playbook: playbook.id,
    title: playbook.title,
    ...(playbook.kind === 'tool' && { kind: 'tool' }),
    ...(playbook.severity !== undefined && { severity: playbook.severity }),
    guide: path,
    guideSha256: guide.sha256,
    ...(detectedAt !== undefined && { detectedAt }),
    ...(severity?.responseSeconds !== undefined && { responseSeconds: severity.responseSeconds }),
    ...(severity?.impact !== undefined && { impact: severity.impact }),
    ...(contact && { contact: called }),
    ...(playbook.detection && { detection: playbook.detection.text }),
    target: { host: place.host, user: place.user, folder: place.folder },
    timezone: clock.timezone(),
  };
}

/** `begins`: only that a run begins or has printed, whose end may be the next moment's news. */
export type News = 'begins' | 'more';

const beginnings: ReadonlySet<string> = new Set([
  'placeholder-set',
  'option-chosen',
  'run-started',
  'output',
]);

function newsOf(change: Change): News {
  return change.kind === 'events' && change.events.every(({ type }) => beginnings.has(type))
    ? 'begins'
    : 'more';
}
