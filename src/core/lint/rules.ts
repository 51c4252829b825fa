import type { Rule } from './rule.ts';
import { composeDownService, composeWithoutFile, scaleSingleContainer } from './rules/compose.ts';
import { opensEditor, pipeHidesFailure, verifyCannotFail, watchAndList } from './rules/outcomes.ts';
import { psqlOtherDatabase, sqlRemovedColumn, sqlUnknownColumn } from './rules/sql.ts';
import {
  datePassed,
  destructiveFirst,
  noContact,
  noVerification,
  numberSkips,
  phaseLimit,
  volatileDatabaseVolume,
} from './rules/structure.ts';

/** Every rule, general ones first. A new rule is one row here, one in its test table. */
export const rules: readonly Rule[] = [
  noVerification,
  destructiveFirst,
  pipeHidesFailure,
  verifyCannotFail,
  opensEditor,
  watchAndList,
  numberSkips,
  phaseLimit,
  noContact,
  datePassed,
  volatileDatabaseVolume,
  composeWithoutFile,
  composeDownService,
  scaleSingleContainer,
  sqlRemovedColumn,
  sqlUnknownColumn,
  psqlOtherDatabase,
];
