import type { Rule } from './rule.ts';
import {
  composeDownService,
  composeOptionBehind,
  composeWithoutFile,
  containerName,
  scaleSingleContainer,
  stackLeftDown,
} from './rules/compose.ts';
import { envNeedsRecreate } from './rules/environment.ts';
import { linkNotFound, pathNotFound } from './rules/files.ts';
import { unprovenStep } from './rules/freshness.ts';
import { opensEditor, pipeHidesFailure, verifyCannotFail, watchAndList } from './rules/outcomes.ts';
import { writesToProduction } from './rules/production.ts';
import { removedUse } from './rules/removed.ts';
import { noTty, scriptCannotFail } from './rules/scripts.ts';
import { printsSecret, secretInText } from './rules/secrets.ts';
import {
  notRepeatable,
  psqlOtherDatabase,
  sqlRemovedColumn,
  sqlRemovedFunction,
  sqlUnknownColumn,
} from './rules/sql.ts';
import {
  datePassed,
  destructiveFirst,
  noContact,
  noVerification,
  numberSkips,
  phaseLimit,
  volatileDatabaseVolume,
} from './rules/structure.ts';

/** Every rule, general ones first. A new rule is one row here; its examples are its tests. */
export const rules: readonly Rule[] = [
  noVerification,
  destructiveFirst,
  pipeHidesFailure,
  verifyCannotFail,
  opensEditor,
  watchAndList,
  scriptCannotFail,
  numberSkips,
  phaseLimit,
  noContact,
  datePassed,
  unprovenStep,
  linkNotFound,
  pathNotFound,
  secretInText,
  printsSecret,
  writesToProduction,
  removedUse,
  volatileDatabaseVolume,
  envNeedsRecreate,
  composeWithoutFile,
  composeDownService,
  composeOptionBehind,
  scaleSingleContainer,
  stackLeftDown,
  containerName,
  noTty,
  sqlRemovedColumn,
  sqlRemovedFunction,
  sqlUnknownColumn,
  psqlOtherDatabase,
  notRepeatable,
];
