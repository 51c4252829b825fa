import type { PhaseKind } from './guide.ts';
import type { TeamWords } from './team.ts';
import { displayText } from './words.ts';

/** The words that name a phase, by its kind. Longer ones stand for themselves: "Post-Recovery checks" is no "Post-Recovery". */
const phaseWords: Readonly<Record<Exclude<PhaseKind, 'other'>, readonly string[]>> = {
  immediate: [
    'immediate action',
    'immediate actions',
    'immediate response',
    'immediate steps',
    'mitigation',
    'mitigate',
    'triage',
    'first response',
    'first responder',
    'containment',
    'workaround',
    'workarounds',
  ],
  diagnose: [
    'root cause analysis',
    'root cause',
    'investigation',
    'investigate',
    'diagnosis',
    'diagnose',
    'diagnostic',
    'diagnostics',
    'debugging',
    'debug',
    'troubleshooting',
    'troubleshoot',
  ],
  recover: [
    'recovery',
    'recover',
    'solution',
    'solutions',
    'resolution',
    'resolve',
    'resolving',
    'remediation',
    'remediate',
    'rollback',
    'roll back',
    'fix',
    'fixes',
    'restore',
    'restoration',
    'eradication',
    'repair',
  ],
  verify: [
    'verification',
    'verify',
    'post recovery checks',
    'post recovery check',
    'validation',
    'validate',
    'checks',
  ],
  monitor: ['post recovery', 'monitoring', 'monitor'],
};

const kinds: ReadonlyMap<string, PhaseKind> = new Map(
  Object.entries(phaseWords).flatMap(([kind, words]) =>
    words.map((word): [string, PhaseKind] => [word, kind as PhaseKind]),
  ),
);

/** Words around a phase's name that don't change what it is: "Initial triage steps". */
const before =
  /^(?:initial|further|quick|basic|common|additional|general|possible|detailed|suggested|recommended|the|your)\s+/;
const behind =
  /\s+(?:steps?|procedures?|actions?|plan|process|phase|section|checklist|options?|tasks?|instructions?|commands?|guide|checks?)$/;
/** A number, "Step 2:", "Part", "Phase" in front of the name. */
const counter = /^(?:(?:step|part|phase)\s*)?(?:\d+(?:\.\d+)*|[ivx]+(?=[.):]))?\s*[.):–—-]*\s*/i;

/** The kind of phase that a heading or label names; undefined when it names none. */
export type PhaseKindOf = (label: string) => PhaseKind | undefined;

/** The same, where a team has words of its own: theirs stand as they are, and before the usual ones. */
export function phaseKindsWith(own: TeamWords['phases']): PhaseKindOf {
  const theirs = new Map(
    Object.entries(own).flatMap(([kind, words]) =>
      words.map((word): [string, PhaseKind] => [normalized(word), kind as PhaseKind]),
    ),
  );
  return theirs.size === 0 ? phaseKind : (label) => theirs.get(normalized(label)) ?? phaseKind(label);
}

function phaseKind(label: string): PhaseKind | undefined {
  const name = normalized(label);
  if (name === '' || name.length > 60) return undefined;
  const parts = name.split(/\s*(?:\band\b|&|\/|\+|,)\s*/).filter((part) => part !== '');
  const found = parts.map(kindOf);
  return found.every((kind) => kind !== undefined) ? found[0] : undefined;
}

/** Words alone, the first no counter: as most headings and labels are. */
const isWords = /^(?!step|part|phase)[a-z]+(?: [a-z]+)*$/i;

function normalized(label: string): string {
  if (isWords.test(label)) return label.toLowerCase();
  const shown = displayText(label)
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .trim()
    .toLowerCase();
  const counted = shown.replace(counter, '');
  const name = (counted === '' ? shown : counted).split(/\s*:|\s+[–—-]\s+/, 1)[0] ?? '';
  return name
    .replace(/[-_]/g, ' ')
    .replace(/[.!*…]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function kindOf(part: string): PhaseKind | undefined {
  const exact = kinds.get(part);
  if (exact) return exact;
  const shorter = part.replace(before, '').replace(behind, '');
  return shorter === part ? undefined : kindOf(shorter);
}

/** Names under which guides tell how an incident is noticed; the earlier counts more. */
const detectionNames = ['detection', 'alert', 'trigger', 'symptom', 'meaning', 'impact'] as const;

/** How much a label or heading counts as detection, 0 the most; undefined when it is none. */
export function detectionRank(label: string): number | undefined {
  const name = normalized(label).replace(/s$/, '');
  const rank = detectionNames.findIndex((each) => each === name);
  return rank < 0 ? undefined : rank;
}

/** Levels that headings name when the guide has no matrix. */
export const commonLevels: readonly string[] = [
  'Critical',
  'High',
  'Medium',
  'Low',
  ...[0, 1, 2, 3, 4, 5].flatMap((number) => [`SEV${number}`, `P${number}`]),
];

/** Labels that say something about the guide or playbook, not about a step. */
const facts =
  /^(?:severity|priority|version|status|(?:last |next )?(?:updated?|review(?:ed)?)|review schedule|owners?|author|team|service|tags?|note|warning|important|caution|tip|see also|links?)$/;

/** True for labels of facts and remarks: they start nothing and name no step. */
export function isFact(label: string): boolean {
  return facts.test(normalized(label)) || detectionRank(label) !== undefined;
}

const failing =
  /\b(?:down|outages?|fail(?:s|ed|ing|ures?)?|unavailable|unreachable|not (?:responding|starting|working|available|reachable)|crash(?:es|ed|ing|loop\w*)?|exhausted|incidents?|emergency|breach|degraded|timeouts?|errors?|full|leak(?:s|ed|ing|age)?|lost|stuck|slow|can'?t|cannot|high|low|offline|broken|missing|corrupt(?:ed|ion)?|overload(?:ed)?|alerts?|expired|backlog|lag(?:ging)?)\b/i;

/** Whether a title calls what its section is for an incident. */
export function callsIncident(title: string): boolean {
  return failing.test(title);
}
