import type { Actor, Fact, IncidentEvent } from './core/incident/event.ts';
import type { Finding } from './core/incident/chain.ts';
import type { RecordContents, Verification } from './core/incident/verify.ts';
import type { Danger, DangerLevel } from './core/shell/danger.ts';
import type { ComposeProgram } from './core/guide/compose.ts';
import type { Placeholder, ShellLanguage } from './core/guide/guide.ts';
import type { RunEnd } from './core/run/outcome.ts';
import type { ScreenSize } from './core/run/screen.ts';
import type { TargetChange } from './core/run/target.ts';
import type { Where } from './core/run/where.ts';

export type { Finding, Verification };

/** What must be ended by whoever owns it. */
export interface Disposable {
  dispose(): void;
}

// ---------------------------------------------------------------- Journal

/** Everything on disk, of all writers. Reading never refuses. */
export type JournalContents = RecordContents;

/**
 * Why `append` rejected, in words for people. The fact is not given up: it stands in memory, in its place, and is written
 * first when the disk is back. Whoever shows it marks it as not on disk until `written` resolves; when the process ends
 * before that, `written` never does.
 */
export interface NotOnDisk extends Error {
  readonly name: 'NotOnDisk';
  readonly written: Promise<IncidentEvent>;
}

/** Bytes that are in the record. */
export interface Stored {
  bytes: number;
  sha256: string;
}

/** The record of one incident, as one process writes and reads it. */
export interface Journal {
  /** The incident's id: the folder's name. */
  readonly incident: string;
  /** Where it lies, for people to see. */
  readonly folder: string;
  /**
   * Resolves once the fact is on disk, with everything appended before it. Rejects with `NotOnDisk` when it is not; with
   * another error, in words for people, when it never will be: a record of a newer version, a fact no reader would accept.
   */
  append(fact: Fact): Promise<IncidentEvent>;
  /**
   * Keeps one more piece of a run's output, already redacted. Pieces of one run are kept in the order of the calls.
   * When it rejects nothing of the piece was kept, and all pieces before it were: it may be given again.
   */
  keep(run: string, chunk: Uint8Array): Promise<void>;
  /** Ends what was kept of a run so far as one blob; another keep begins the next part. Undefined when there was nothing. */
  seal(run: string): Promise<Stored | undefined>;
  /** Everything on disk now, of all writers. */
  read(): Promise<JournalContents>;
  /** The same, and every output and the copy of the guide held against their hashes. Never writes. */
  verify(): Promise<Verification>;
  /** The stored bytes; undefined when they are not here, or are not what their name says. */
  blob(sha256: string): Promise<Uint8Array | undefined>;
  /** Deletes an output by its hash, or an attached file, for good; what is not there is no error. A `tombstone` says so first. */
  remove(kept: { sha256: string; file?: string }): Promise<void>;
  /** Puts bytes into the record by their hash: the text of a changed guide. */
  store(bytes: Uint8Array): Promise<Stored>;
  /** Puts a file into the record under its own name; `file` is its path there. One that is there already is not written again. */
  attach(name: string, bytes: Uint8Array): Promise<Stored & { file: string }>;
  /** An attached file's bytes; undefined when they are not here, or are not what was attached. */
  attachment(attached: { file: string; sha256: string }): Promise<Uint8Array | undefined>;
  /**
   * Called with the events of other writers, in order, within a second of their being written. Those that nobody was told
   * of before, by this or by `read`, come first.
   */
  onOthers(listener: (events: readonly IncidentEvent[]) => void): Disposable;
  /** Waits for what is under way; writes nothing that could matter. */
  close(): Promise<void>;
}

/** What the first line of a new incident needs beside its `opened` fact. */
export interface NewIncident {
  playbook: string;
  openedAt: Date;
  /** The guide as it was: its text on screen, or its file's bytes. `opened` names the hash of just this. */
  guideText: string | Uint8Array;
}

export interface IncidentSummary {
  id: string;
  folder: string;
}

/** The place that holds incidents. */
export interface Journals {
  /** Where they lie. */
  readonly folder: string;
  /** Newest first. */
  list(): Promise<readonly IncidentSummary[]>;
  create(incident: NewIncident): Promise<Journal>;
  /** By its id. */
  open(id: string): Promise<Journal>;
}

// ---------------------------------------------------------------- Shell

/** What a shell is asked to run: one step. */
export interface RunRequest {
  run: string;
  /** The step's title: for notices and the names of terminals. */
  title: string;
  /** In order; placeholders filled. */
  commands: readonly string[];
  /** The shell the text is written for. */
  language: ShellLanguage;
  /** Run as one file by this interpreter: `scriptText` is the whole file. */
  script?: { interpreter: string; text: string };
  /** Whether the step ends at its first failed command. */
  onFailure: 'go-on' | 'stop';
  /** A long-running step gets a terminal of its own. */
  lane: 'main' | 'watch';
  /** How it goes past what has the terminal: sent as one line into that, or in a fresh terminal. */
  past?: PastTheWay;
  /** End it after this time: by the guide (`time`) or by the person's option (`timeout`). */
  limit?: { seconds: number; reason: 'time' | 'timeout' };
}

/** How a step goes past what has its terminal: sent into that, whose words are known, or in a terminal of its own. */
export type PastTheWay = { kind: 'inline'; within: string } | { kind: 'fresh' };

/** What has the terminal, so that a step would be typed into it. */
export interface InTheWay {
  /** Its words, `ssh db1`; undefined when nothing was seen, but the step was not read either. */
  program?: string;
  /** Why a step can't be sent into it as one line; absent where it can. */
  notInline?: string;
}

/** A run that is going on. */
export interface Execution {
  /** Raw bytes as the terminal shows them, in order, ending when the run has ended. */
  readonly output: AsyncIterable<Uint8Array>;
  readonly ended: Promise<RunEnd>;
  /** How large its terminal is now; undefined where it has none. */
  size?(): Promise<ScreenSize | undefined>;
  /** Things a person should be told about the way it runs ("in a bash child: variables do not carry over"). */
  readonly notices: readonly string[];
  /** Called once all is in the record: empties the raw files. Until then another process could read them. */
  release(): Promise<void>;
  /** The same as aborting the signal it was started with; while it is being stopped: end at once. */
  stop(): void;
}

export type StartResult =
  | { kind: 'started'; execution: Execution; spool?: string }
  /** Nothing ran: what is in the way, in words. */
  | { kind: 'refused'; reason: string; inTheWay?: InTheWay };

/** What became of a run whose first owner is not this process. */
export type PickUp =
  | { kind: 'found'; execution: Execution }
  /** Another process that is alive reads it. */
  | { kind: 'owned' }
  /** Its files are gone, or the host was started anew: what is said of its end. */
  | { kind: 'lost'; reason: string };

/** What a person ran by hand at the terminal's prompt. */
export interface TypedCommand {
  command: string;
  danger: DangerLevel;
  exitCode?: number;
  durationMs?: number;
  /** To be read before the listener's promise resolves. */
  output: AsyncIterable<Uint8Array>;
}

export interface Shell {
  /** Prepares the run's folder; its path goes into run-started before anything runs. */
  prepare(request: RunRequest): Promise<{ spool?: string }>;
  /** What has the terminal that a step would be sent to; nothing is opened, sent or written to find out. */
  inTheWay?(
    request: Pick<RunRequest, 'lane' | 'commands' | 'language' | 'script'>,
  ): Promise<InTheWay | undefined>;
  /** Starts a prepared run. An aborted signal stops it. */
  start(request: RunRequest, signal: AbortSignal): Promise<StartResult>;
  /** Reads on, from its first byte, a run that another process started on this host. */
  pickUp(run: { run: string; spool: string; commands: readonly string[] }): Promise<PickUp>;
  /** Where its next step would run, as far as its shell said; undefined before it said anything. */
  where?(): Promise<Where | undefined>;
  /** Variables that its steps start with, beside the person's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Why nothing of what is typed by hand is kept, where it is so. */
  typing?(): 'off' | 'impossible' | undefined;
  /** What is run by hand at the terminal's prompt, one after the other. */
  onTyped(listener: (typed: TypedCommand) => Promise<void>): Disposable;
}

// ---------------------------------------------------------------- Ask

/** What must be asked before something happens. Each answer is a value; closing the question is `no`. */
export type Question =
  | {
      kind: 'confirm-danger';
      title: string;
      danger: Danger;
      commands: readonly string[];
      target: string;
      button: string;
      notices: readonly string[];
    }
  | { kind: 'confirm-hidden'; title: string; escaped: string }
  | { kind: 'fill-placeholder'; title: string; placeholder: Placeholder; suggestions: readonly string[] }
  /** Goes on with a `text` that is just this name. */
  | { kind: 'type-target'; title: string; target: string }
  /** It is pointed at something else than the steps before it. */
  | { kind: 'target-changed'; title: string; changes: readonly TargetChange[] }
  | { kind: 'run-elsewhere'; title: string; where: string }
  /** Compose is not here by the name that the step calls it, but by the other: a `text` of the name to call it by. */
  | { kind: 'other-compose'; title: string; written: ComposeProgram; here: ComposeProgram }
  /** Something else has its terminal: a `text` of `inline` or `fresh`; else *no*, also when the text was copied: nothing ran. */
  | { kind: 'in-the-way'; title: string; commands: readonly string[]; inTheWay: InTheWay }
  /** Its exit code can't tell: *no* is not passed. `output` is the end of what it printed, without secrets. */
  | { kind: 'passed'; title: string; output: string }
  | { kind: 'reason'; title: string }
  /** What the step came to in a rehearsal: a `text` of `succeeded`, `failed` or `skip`; *no* ends the rehearsal. */
  | { kind: 'rehearse'; title: string; commands: readonly string[] };

export type Answer = { kind: 'yes' } | { kind: 'no' } | { kind: 'text'; text: string };

export type Ask = (question: Question) => Promise<Answer>;

// ---------------------------------------------------------------- Clock

/** The time, new ids, and the one timer. */
export interface Clock {
  now(): Date;
  /** Milliseconds that only go forward. */
  monotonicMs(): number;
  /** Short, unique, made of `[a-z0-9]`. */
  newId(): string;
  timezone(): string;
  everySecond(listener: () => void): Disposable;
}

/** Where and as whom this process works. */
export interface Place {
  actor: Actor;
  host: string;
  user: string;
  folder: string;
}
