import type { EventOf } from '../incident/event.ts';
import type { IncidentState, RunState } from '../incident/state.ts';
import { targetWords as pointedAt } from '../run/target.ts';
import type { IncidentView } from './incident-view.ts';
import { group, leaf } from './tree-node.ts';
import type { TreeNode } from './tree-node.ts';
import { runResult } from './words.ts';

/** What is damaged in its record: it is shown as far as it can be read, and this is said. */
export function damageNode({ state, damage = [] }: IncidentView): TreeNode | undefined {
  if (damage.length === 0) return undefined;
  const children = damage.map(({ file, line, message }) =>
    leaf(state, `damage/${file}/${line}`, message, 'warning', line > 0 ? `${file}:${line}` : file),
  );
  return {
    ...group(state, 'damage', 'The record is damaged', children),
    icon: 'warning',
    description: children.length === 1 ? '1 place' : `${children.length} places`,
  };
}

/** Why nothing typed by hand is kept; undefined while it is. */
const notKept: Readonly<Record<NonNullable<IncidentView['typing']>, string>> = {
  off: 'not kept: it is turned off',
  impossible: 'not kept: this terminal has no shell integration',
};

/** What was typed by hand; or why none of it is kept. */
export function offGuideNode({ state, typing }: IncidentView): TreeNode | undefined {
  if (state.adhoc.length === 0)
    return typing && leaf(state, 'off-the-guide', 'Off the guide', 'terminal', notKept[typing]);
  const words = state.adhoc.length === 1 ? '1 command' : `${state.adhoc.length} commands`;
  const children = state.adhoc.map((run) =>
    leaf(
      state,
      `adhoc/${run.id}`,
      run.command,
      run.exitCode === 0 ? 'pass' : 'terminal',
      run.exitCode === undefined ? undefined : `exit ${run.exitCode}`,
    ),
  );
  return { ...group(state, 'off-the-guide', 'Off the guide', children), description: words };
}

/** Pinned outputs and what was attached. */
export function evidenceNode(state: IncidentState): TreeNode | undefined {
  const pinned = state.evidence.map((pin): TreeNode => {
    const run = state.runs.get(pin.run);
    const address = { incident: state.incident, run: pin.run };
    return {
      ...leaf(state, `pin/${pin.id}`, run?.title ?? pin.run, 'pin', pinWords(pin, run)),
      context: 'run',
      address,
    };
  });
  const attached = state.attached.map((one): TreeNode => {
    const icon = { link: 'link', picture: 'file-media', file: 'file' }[one.kind];
    return {
      ...leaf(state, `attached/${one.id}`, one.title, icon, one.link ?? one.file?.split('/').at(-1)),
      context: 'attachment',
      address: { incident: state.incident, event: one.id },
    };
  });
  if (pinned.length + attached.length === 0) return undefined;
  const counts = [
    pinned.length > 0 && `${pinned.length} pinned`,
    attached.length > 0 && `${attached.length} attached`,
  ];
  return {
    ...group(state, 'evidence', 'Evidence', [...pinned, ...attached]),
    description: counts.filter(Boolean).join(' · '),
  };
}

function pinWords({ lines }: EventOf<'evidence-pinned'>, run: RunState | undefined): string {
  return [lines && `lines ${lines}`, run && runResult(run)].filter(Boolean).join(' · ');
}

/** What people wrote. */
export function notesNode(state: IncidentState): TreeNode | undefined {
  if (state.notes.length === 0) return undefined;
  const children = state.notes.map((note) =>
    leaf(state, `note/${note.id}`, note.text, 'note', note.by ?? note.actor.name),
  );
  return { ...group(state, 'notes', 'Notes', children), description: String(state.notes.length) };
}

/** How the incident was noticed. */
export function detectionNode(state: IncidentState): TreeNode | undefined {
  const { detection } = state.opened ?? {};
  return detection === undefined ? undefined : leaf(state, 'detection', 'Detection', 'bell', detection);
}

/** What settings give the terminal: it changes what programs do, so it is no secret. */
export function environmentNode({ state, environment = {} }: IncidentView): TreeNode | undefined {
  const all = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  if (all.length === 0) return undefined;
  return {
    ...leaf(state, 'environment', 'Environment', 'symbol-variable', all.join(' ')),
    tooltip: all.join('\n'),
  };
}

/** Whom the guide says to call. */
export function contactNode(state: IncidentState): TreeNode | undefined {
  const { contact } = state.opened ?? {};
  if (!contact) return undefined;
  const order = [contact.primary, contact.secondary].filter((name) => name !== undefined).join(', then ');
  const words = contact.notes === undefined ? order : `${order} (${contact.notes.toLowerCase()})`;
  return { ...leaf(state, 'contact', 'Call', 'call-outgoing', words), context: 'contact' };
}

/** What its steps were pointed at last. */
export function targetWords(state: IncidentState): string | undefined {
  if (state.target) return pointedAt(state.target.target);
  const target = state.opened?.target;
  return target && `${target.user} on ${target.host} · ${target.folder}`;
}
