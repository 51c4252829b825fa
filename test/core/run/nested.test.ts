import assert from 'node:assert/strict';
import { holdsShell } from '../../../src/core/run/nested.ts';

const cases: readonly [words: string, holds: 'possible' | RegExp, why: string][] = [
  ['bash', 'possible', 'a shell'],
  ['-bash', 'possible', 'a login shell'],
  ['/usr/bin/zsh -l', 'possible', 'a shell by its path'],
  ['bash -c sleep', /a command of its own/, 'it reads no line'],
  ['fish', /fish does not read/, 'it reads other text'],
  ['ssh db1', 'possible', 'a shell on another host'],
  ['ssh -t db1 psql shop', /psql is no shell/, 'a console on another host'],
  ['su - postgres', 'possible', 'a shell of another user'],
  ['sudo -i', 'possible', 'a shell of root'],
  ['sudo -u app bash', 'possible', 'a shell of another user'],
  ['sudo systemctl restart api', /no shell is known/, 'a command, not a shell'],
  ['kubectl exec -it web-1 -- sh', 'possible', 'a shell in a pod'],
  ['kubectl logs -f web-1', /no shell is known/, 'it only prints'],
  ['docker exec -it db psql -U app', /psql is no shell/, 'a console in a container'],
  ['docker compose exec api bash', 'possible', 'a shell in a service'],
  ['gcloud compute ssh vm-1', 'possible', 'a shell on a machine of a cloud'],
  ['tmux', /marks/, 'it draws its own screen'],
  ['screen -r', /marks/, 'it draws its own screen'],
  ['python3', /no shell/, 'a console'],
  ['/usr/bin/less +G log', /no shell/, 'a pager'],
  ['vim guide.md', /no shell/, 'an editor'],
  ['sleep 100', /no shell is known/, 'it reads nothing'],
  ['', /no shell is known/, 'nobody knows what it is'],
];

describe('what has the terminal', () => {
  for (const [words, holds, why] of cases) {
    it(`${words || '(nothing)'}: ${why}`, () => {
      const held = holdsShell(words.split(' '));
      if (holds === 'possible') assert.equal(held.kind, 'possible');
      else assert.match(held.kind === 'impossible' ? held.why : '', holds);
    });
  }
});
