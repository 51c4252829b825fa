import { changes, destroys, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';
import { brief } from './rows.ts';

/** How a text reaches a file: in place of what was there, behind it, or nothing in place of it. */
export type Manner = 'overwrite' | 'append' | 'empty';

const harmless =
  /^(?:\/dev\/(?:null|zero|full|stdout|stderr|tty|fd\/\d+|pts\/\d+|tcp\/.+|udp\/.+)|\/proc\/self\/fd\/\d+|-)$/;
const disk =
  /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|md|dm-|mapper\/|disk\/|loop|rbd|drbd|zvol\/|sr|nbd|vg|pmem|mem$|kmem$)/;

export const isDisk = (path: string): boolean => disk.test(path);

/** Files through which a text steers the kernel instead of being kept. */
const kernelFiles: readonly [RegExp, Assessment][] = [
  [
    /^\/proc\/sysrq-trigger$/,
    destroys('makes the kernel act at once: the machine may reset, crash or kill processes'),
  ],
  [/^\/sys\/.*\/(?:delete|remove|unbind)$/, destroys('takes a device away from the running system')],
  [/^\/sys\/.*\/cgroup\.(?:kill|freeze)$/, destroys('stops every process of a control group')],
  [/^\/sys\/power\//, destroys('puts the machine to sleep')],
  [/^\/(?:proc|sys)\//, changes('changes a setting of the running kernel')],
];

/** What writing to a path changes or loses; no question is asked about what the file holds. */
export function writes(path: string, manner: Manner): Assessment {
  if (harmless.test(path)) return reads;
  for (const [pattern, assessment] of kernelFiles) if (pattern.test(path)) return assessment;
  const name = brief(path);
  if (disk.test(path)) return destroys(`overwrites the disk ${name}: what is on it is lost`);
  if (/^\/dev\/(?!shm\/)/.test(path))
    return notKnown(`writes to the device ${name}: what it does with it is not known`);
  if (manner === 'empty') return destroys(`empties ${name}: what it holds is lost`);
  if (manner === 'append') return changes(`appends to ${name}`);
  return vital.test(path)
    ? destroys(`overwrites ${name}, which the system needs`)
    : changes(`writes ${name} in place of what it held`);
}

const vital =
  /^\/(?:etc\/(?:passwd|shadow|group|gshadow|sudoers|fstab)|boot\/.*|(?:root|home\/[^/]+|~)\/\.ssh\/authorized_keys)$/;
