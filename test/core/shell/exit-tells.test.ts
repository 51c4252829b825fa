import assert from 'node:assert/strict';
import { exitCannotTell } from '../../../src/core/shell/exit-tells.ts';

const cases: readonly [command: string, cannot: boolean, why: string][] = [
  ['curl http://localhost/health', true, '0 on an HTTP 500'],
  ['curl -s http://localhost/health', true, 'silent, and no wiser'],
  ['curl -fsS http://localhost/health', false, '-f ends with 22'],
  ['curl --fail-with-body http://localhost/health', false, 'so does its longer form'],
  ['curl -s http://localhost/health | grep ok', false, 'the pipe tells'],
  ['curl -s -o /dev/null -w "%{http_code}" http://localhost', false, 'it prints what a person reads'],
  ['wget -q http://localhost/health', false, 'wget fails by itself'],
];

describe('whether an exit code can tell', () => {
  for (const [command, cannot, why] of cases)
    it(`${command}: ${cannot ? 'no' : 'yes'} (${why})`, () => {
      assert.equal(exitCannotTell(command), cannot);
    });
});
