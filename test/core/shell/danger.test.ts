import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { assessText } from '../../../src/core/shell/danger.ts';
import { grammar } from '../../grammar.ts';

const level = v.picklist(['safe', 'changes', 'destructive']);
const rowSchema = v.object({
  command: v.string(),
  level,
  alternatives: v.optional(v.array(level), []),
  reason: v.string(),
  interactive: v.exactOptional(v.boolean()),
  longRunning: v.exactOptional(v.boolean()),
});
const tableSchema = v.object({ commands: v.array(rowSchema) });

const readTable = (name: string): v.InferOutput<typeof tableSchema>['commands'] =>
  v.parse(tableSchema, parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'))).commands;

for (const name of ['danger-sample.yaml', 'danger-own.yaml']) {
  describe(`how dangerous a command is: ${name}`, () => {
    for (const row of readTable(name)) {
      it(`${row.level}: ${row.command.replaceAll('\n', '⏎')} (${row.reason})`, () => {
        const { danger, interactive, longRunning } = assessText(row.command, grammar);
        assert.ok(
          [row.level, ...row.alternatives].includes(danger.level),
          `${danger.level}: ${danger.reason ?? 'reads only'}`,
        );
        if (row.interactive !== undefined) assert.equal(interactive, row.interactive, 'interactive');
        if (row.longRunning !== undefined) assert.equal(longRunning, row.longRunning, 'longRunning');
      });
    }
  });
}
