import assert from 'node:assert/strict';
import { desk, eventsOf } from './command-line.ts';
import type { Desk } from './command-line.ts';

describe('a step that redraws', function () {
  this.timeout(60_000); // it is watched for some seconds
  let at: Desk;
  beforeEach(() => {
    at = desk('watch.md');
  });
  afterEach(() => {
    at.remove();
  });

  it('leaves in the record when its picture changed, and its bytes as they are', async () => {
    const step = ['--step', 'monitoring/1', '--timeout', '4', '--json'];
    const ended = await at.type([
      'run',
      'watch.md',
      '--playbook',
      'shop-down',
      ...step,
      '--allow',
      'changes',
    ]);
    const run = eventsOf(ended).find((event) => event.type === 'run-ended');
    assert.ok(run?.type === 'run-ended', ended.stderr);
    assert.equal(run.screen?.changes, 1, JSON.stringify(run.screen));
    assert.match(run.screen.log?.[0]?.lines.join() ?? '', /^shelf full$/);
    const raw = await at.type(['output', run.run, '--raw']);
    assert.ok(raw.stdout.includes('\x1b['), 'what it drew is there');
  });
});
