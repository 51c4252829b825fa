import { databases } from './databases.ts';
import { files } from './files.ts';
import { infra } from './infra.ts';
import { network } from './network.ts';
import { processes } from './processes.ts';
import type { Specials } from './rows.ts';
import { services } from './services.ts';
import { builtins, interpreters } from './shell.ts';
import { wrappers } from './wrappers.ts';

/** Every program of which rows can't tell all: each family's stand in the file beside its rows. */
export const specials: Specials = {
  ...builtins,
  ...databases,
  ...files,
  ...infra,
  ...interpreters,
  ...network,
  ...processes,
  ...services,
  ...wrappers,
};
