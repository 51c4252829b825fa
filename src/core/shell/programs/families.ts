import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { disks } from './disks.ts';
import { files } from './files.ts';
import { git } from './git.ts';
import { kubernetes } from './kubernetes.ts';
import { network } from './network.ts';
import type { Family } from './rows.ts';
import { services } from './services.ts';
import { builtins, interpreters, wrappers } from './shell.ts';
import { readers } from './text.ts';

/** Every table, in no particular order: a program stands in one of them. */
export const families: readonly Family[] = [
  builtins,
  containers,
  databases,
  disks,
  files,
  git,
  interpreters,
  kubernetes,
  network,
  readers,
  services,
  wrappers,
];
