import assert from 'node:assert/strict';
import { exitCannotTell } from '../../../src/core/shell/exit-tells.ts';

const cases: readonly [command: string, cannot: boolean, why: string][] = [
  ['curl http://localhost/health', true, '0 on an HTTP 500'],
  ['curl -s http://localhost/health', true, 'silent, and no wiser'],
  ['curl -fsS http://localhost/health', false, '-f ends with 22'],
  ['curl --fail-with-body http://localhost/health', false, 'so does its longer form'],
  ['curl -s http://localhost/health | grep ok', false, 'the pipe tells'],
  [
    'curl -so /dev/null -w "%{http_code}" http://localhost',
    true,
    'it prints a status, which a person judges',
  ],
  ['curl -I http://localhost', true, 'so do the headers'],
  ['curl -sSfo /dev/null http://localhost/health', false, '-f among other letters'],
  ['curl -s -ofile http://localhost/health', true, 'the f of a file is no option'],
  ['sudo curl http://localhost/health', true, 'through another program'],
  ['curl -f http://a && curl http://b', true, 'the second one'],
  ['curl http://a || exit 1', true, 'a chain is no pipe'],
  ['curl http://a; rm -f b', true, 'the -f of another program'],
  ['curl -s \\\n  -f http://a', false, 'over two lines'],
  ['echo "see curlrc"', false, 'another word'],
  ['wget -q http://localhost/health', false, 'wget fails by itself'],
];

describe('whether an exit code can tell', () => {
  for (const [command, cannot, why] of cases)
    it(`${command}: ${cannot ? 'no' : 'yes'} (${why})`, () => {
      assert.equal(exitCannotTell(command), cannot);
    });
});
