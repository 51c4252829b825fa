import type { Fact, IncidentEvent } from '../core/incident/event.ts';
import { compareEvents } from '../core/incident/order.ts';
import { stateOf } from '../core/incident/state.ts';
import type { IncidentState } from '../core/incident/state.ts';
import type { Disposable, Finding, Journal, NotOnDisk } from '../ports.ts';
import { redactFact } from './redact-fact.ts';

function isNotOnDisk(error: unknown): error is NotOnDisk {
  return error instanceof Error && error.name === 'NotOnDisk' && 'written' in error;
}

/** What changed: facts of ours or of another writer, or what can't be written. */
export type Change = { kind: 'events'; events: readonly IncidentEvent[] } | { kind: 'trouble' };

export interface LiveIncidentOptions {
  journal: Journal;
  /** Takes secrets out of words: every fact passes it on its way to the disk. */
  redactText: (text: string) => string;
}

/**
 * One open incident: records facts, owns its state, tells who listens.
 * A fact is on disk, then in the state, then on screen; never in another order.
 */
export class LiveIncident implements Disposable {
  readonly journal: Journal;
  readonly #redactText: (text: string) => string;
  readonly #listeners = new Set<(change: Change) => void>();
  #others: Disposable | undefined;
  #events: IncidentEvent[];
  #state: IncidentState;
  #trouble: string | undefined;
  readonly findings: readonly Finding[];
  /** Written by a newer version: it is shown, nothing is added. */
  readonly readOnly: boolean;

  private constructor(
    options: LiveIncidentOptions,
    events: readonly IncidentEvent[],
    findings: readonly Finding[],
    newer: { newer: boolean },
  ) {
    this.journal = options.journal;
    this.#redactText = options.redactText;
    this.#events = [...events];
    this.#state = stateOf(this.journal.incident, this.#events);
    this.findings = findings;
    this.readOnly = newer.newer;
  }

  /** Reads what is on disk and listens for what other writers add. Whoever opens it disposes it. */
  static async open(options: LiveIncidentOptions): Promise<LiveIncident> {
    const early: IncidentEvent[] = [];
    const incident: { opened?: LiveIncident } = {};
    const others = options.journal.onOthers((events) => {
      if (incident.opened) incident.opened.#add(events);
      else early.push(...events);
    });
    const contents = await options.journal.read();
    const live = new LiveIncident(options, contents.events, contents.findings, contents);
    live.#others = others;
    incident.opened = live;
    live.#add(early);
    return live;
  }

  get id(): string {
    return this.journal.incident;
  }

  get state(): IncidentState {
    return this.#state;
  }

  /** Why facts can't be written at the moment; undefined when all is on disk. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Rejects, with nothing shown, when the disk said no. */
  async record(fact: Fact): Promise<IncidentEvent> {
    try {
      const event = await this.journal.append(redactFact(fact, this.#redactText));
      this.#setTrouble(undefined);
      this.#add([event]);
      return event;
    } catch (error) {
      this.#setTrouble(error instanceof Error ? error.message : String(error));
      if (isNotOnDisk(error)) this.#whenWritten(error.written);
      throw error;
    }
  }

  /** A fact that the disk refused is written when it is back: only then it is shown. */
  #whenWritten(written: Promise<IncidentEvent>): void {
    written.then(
      (event) => {
        this.#setTrouble(undefined);
        this.#add([event]);
      },
      (error: unknown) => {
        this.#setTrouble(error instanceof Error ? error.message : String(error));
      },
    );
  }

  onChange(listener: (change: Change) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#others?.dispose();
    this.#listeners.clear();
  }

  #add(events: readonly IncidentEvent[]): void {
    const known = new Set(this.#events.map((event) => event.id));
    const fresh = events.filter((event) => !known.has(event.id));
    if (fresh.length === 0) return;
    this.#events = [...this.#events, ...fresh].sort(compareEvents);
    this.#state = stateOf(this.id, this.#events);
    this.#tell({ kind: 'events', events: fresh });
  }

  #setTrouble(trouble: string | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    this.#tell({ kind: 'trouble' });
  }

  #tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
