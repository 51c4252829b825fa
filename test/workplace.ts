import { createRedactor } from '../src/core/run/secrets.ts';
import { OpenIncidents } from '../src/actions/open.ts';
import type { GuideSource, OpenIncident } from '../src/actions/open.ts';
import type { Answer, Ask, Journals, Place, Question } from '../src/ports.ts';
import type { Guide, Playbook } from '../src/core/guide/guide.ts';
import type { StepInGuide } from '../src/actions/run.ts';
import { stepsOf } from '../src/core/guide/walk.ts';
import { memoryJournals } from './memory-journal.ts';
import { guideOf } from './guides.ts';
import { handClock } from './hand-clock.ts';
import type { HandClock } from './hand-clock.ts';
import { scriptedShell } from './scripted-shell.ts';
import type { ScriptedAnswer, ScriptedShell } from './scripted-shell.ts';

const place: Place = {
  actor: { name: 'ana', host: 'web-1', via: 'editor' },
  host: 'web-1',
  user: 'ana',
  folder: '/srv/shop',
};

/** Answers questions from a list, in order, and keeps what was asked. */
export function answering(...answers: readonly Answer[]): { ask: Ask; asked: Question[] } {
  const asked: Question[] = [];
  return {
    asked,
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answers[asked.length - 1] ?? { kind: 'no' });
    },
  };
}

export interface TestWorkplace {
  clock: HandClock;
  journals: Journals;
  incidents: OpenIncidents;
  shell: ScriptedShell;
  guide: Guide;
  playbook: Playbook;
  source: GuideSource;
  /** What happened, in order. */
  happened: string[];
  start(): Promise<OpenIncident>;
  step(address: string): StepInGuide;
}

/** A whole workplace in memory: journal, scripted shell, clock, and the guide's first playbook. */
export function workplace(
  markdown: string,
  answers: Readonly<Record<string, ScriptedAnswer>> = {},
): TestWorkplace {
  const clock = handClock();
  const happened: string[] = [];
  const log = (what: string): void => void happened.push(what);
  const journals = memoryJournals({ actor: place.actor, clock });
  const shell = scriptedShell(answers, log);
  const incidents = new OpenIncidents({
    clock,
    place,
    shellOf: () => shell,
    redactorOf: () =>
      Promise.resolve(createRedactor({ learnt: [], extraPatterns: [], fingerprint: () => '0badcafe' })),
  });
  const guide = guideOf(markdown);
  const [playbook] = guide.playbooks;
  if (!playbook) throw new Error('The guide has no playbook.');
  const source = { guide, text: markdown, path: 'guide.md' };
  return {
    clock,
    journals,
    incidents,
    shell,
    guide,
    playbook,
    source,
    happened,
    async start() {
      const incident = await incidents.start(journals, source, playbook);
      incident.live.onChange((change) => {
        if (change.kind !== 'events') return;
        for (const event of change.events) log(`screen ${event.type}`);
      });
      return incident;
    },
    step(address) {
      for (const phase of playbook.phases) {
        const found = stepsOf(phase).find(({ step }) => `${phase.id}/${step.id}` === address);
        if (found) return { phase, ...found };
      }
      throw new Error(`There is no step ${address}.`);
    },
  };
}
