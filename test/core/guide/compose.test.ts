import assert from 'node:assert/strict';
import { composeProgramsIn, renameCompose } from '../../../src/core/guide/compose.ts';

describe('compose’s two names', () => {
  const second = new Map([['docker-compose', 'docker compose']]);
  const first = new Map([['docker compose', 'docker-compose']]);
  const rows: readonly [text: string, names: ReadonlyMap<string, string>, renamed: string, why: string][] = [
    ['docker-compose ps', second, 'docker compose ps', 'a call'],
    ['docker compose -f x.yml ps', first, 'docker-compose -f x.yml ps', 'a call of the second version'],
    [
      'cd a && docker-compose -f docker-compose.yml up -d',
      second,
      'cd a && docker compose -f docker-compose.yml up -d',
      'its file keeps its name',
    ],
    ["watch 'docker-compose ps'", second, "watch 'docker compose ps'", 'a call inside quotes'],
    [
      'docker-compose logs api | grep x; docker-compose ps',
      second,
      'docker compose logs api | grep x; docker compose ps',
      'each call',
    ],
    ['docker compose ps', second, 'docker compose ps', 'one that has its name already'],
    [
      '/opt/docker-compose up -d',
      second,
      '/opt/docker-compose up -d',
      'a program at a place is just that one',
    ],
    ['ls docker-compose.yml', second, 'ls docker-compose.yml', 'a file'],
    [
      'docker-compose ps',
      new Map([['docker-compose', 'rm -rf']]),
      'docker-compose ps',
      'no other program can take its place',
    ],
  ];
  for (const [text, names, renamed, why] of rows) {
    it(`${text} (${why})`, () => {
      assert.equal(renameCompose(text, names), renamed);
    });
  }

  it('are told of a step’s commands', () => {
    assert.deepEqual(composeProgramsIn(['docker-compose ps', 'docker  compose up -d', 'docker ps']), [
      'docker-compose',
      'docker compose',
    ]);
    assert.deepEqual(composeProgramsIn(['cat docker-compose.yml', 'docker ps']), []);
  });
});
