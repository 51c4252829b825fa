import type { Assessment } from '../harm.ts';
import type { Language } from './call.ts';
import { assessCode } from './code.ts';
import { assessHaproxy, assessZookeeper } from './lines.ts';
import { assessMongo } from './mongo.ts';
import { assessRedis } from './redis.ts';
import { assessSql } from './sql.ts';

/** Readers of the languages that are not the shell's own. `shell` runs what a text hands back to the shell (psql's `\!`). */
export const languageReaders: Readonly<
  Record<Exclude<Language, 'shell'>, (text: string, shell: (text: string) => Assessment) => Assessment>
> = {
  sql: assessSql,
  psql: assessSql,
  sqlite: assessSql,
  redis: assessRedis,
  mongo: assessMongo,
  code: assessCode,
  haproxy: assessHaproxy,
  zookeeper: assessZookeeper,
};
