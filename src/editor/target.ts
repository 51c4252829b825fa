import type { OpenIncident } from '../actions/open.ts';
import { composeFileOf } from '../core/guide/compose.ts';
import type { Target } from '../core/run/target.ts';
import { readTarget } from '../node/target.ts';
import type { OpenGuide } from './guides.ts';
import { setting } from './settings.ts';
import type { IncidentWindow } from './window.ts';

/**
 * What a step of a guide would be pointed at: in the folder and with the exported variables of its incident's terminal, as its
 * shell says; before that has run a step, as a new one would begin.
 */
export async function readTargetOf(
  { place }: IncidentWindow,
  { guide }: OpenGuide,
  incident: OpenIncident | undefined,
): Promise<Target> {
  const where = await incident?.shell.where?.();
  const composeFile = composeFileOf(guide);
  return readTarget({
    host: place.host,
    user: place.user,
    folder: where?.folder ?? place.folder,
    env: where?.env ?? { ...process.env, ...setting('environment') },
    ...(composeFile !== undefined && { composeFile }),
  });
}
