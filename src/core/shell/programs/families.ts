import { backups } from './backups.ts';
import { clouds } from './clouds.ts';
import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { disks } from './disks.ts';
import { files } from './files.ts';
import { git } from './git.ts';
import { host } from './host.ts';
import { infra } from './infra.ts';
import { kubernetes } from './kubernetes.ts';
import { messaging } from './messaging.ts';
import { network } from './network.ts';
import { packages } from './packages.ts';
import { processes } from './processes.ts';
import type { Family } from './rows.ts';
import { services } from './services.ts';
import { builtins, interpreters } from './shell.ts';
import { readers } from './text.ts';
import { wrappers } from './wrappers.ts';

/** Every table, in no particular order: a program stands in one of them. */
export const families: readonly Family[] = [
  backups,
  builtins,
  clouds,
  containers,
  databases,
  disks,
  files,
  git,
  host,
  infra,
  interpreters,
  kubernetes,
  messaging,
  network,
  packages,
  processes,
  readers,
  services,
  wrappers,
];
