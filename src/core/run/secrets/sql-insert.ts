import { secretName } from './names.ts';
import type { Found, Rule } from './rule.ts';
import { standsIn } from './values.ts';

const columns = /insert[ \t]+into[ \t]+[\w."`[\]-]{1,120}[ \t]*\(([^()\n]{1,2000})\)[ \t]*values[ \t]*/iy;
const row = /\(((?:[^()'\n]|'(?:[^'\\\n]|\\.|'')*'|\([^()\n]*\)){1,4000})\)(?:,[ \t]*)?/y;
const cell = /'((?:[^'\\]|\\.|'')*)'|\([^()]*\)|[^,']+/g;
const ROWS = 100;

/** `INSERT INTO users (email, password) VALUES ('…', '…')`: a value's name stands in the list before. */
export const sqlInsertRule: Rule = {
  literals: ['INSERT INTO ', 'insert into ', 'Insert into '],
  find: (text, at) => {
    columns.lastIndex = at;
    const names = columns.exec(text)?.[1]?.split(',');
    const secret = names?.map((name) => secretName(name.trim().replace(/["`[\]]/g, '')));
    if (secret?.some((name) => name?.says === 'sure') !== true) return [];
    const found: Found[] = [];
    row.lastIndex = columns.lastIndex;
    for (let count = 0; count < ROWS; count += 1) {
      const from = row.lastIndex + 1;
      const cells = row.exec(text)?.[1];
      if (cells === undefined) break;
      [...cells.matchAll(cell)]
        .filter(([all]) => all.trim() !== '')
        .forEach(({ 1: value, index }, column) => {
          const name = secret[column];
          if (name?.says !== 'sure' || value === undefined || value === '' || standsIn(value)) return;
          found.push({ kind: name.kind, start: from + index + 1, end: from + index + 1 + value.length });
        });
    }
    return found;
  },
};
