import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/setup.mjs';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, everythingIn } from './records.ts';
import type { EditorWindow } from './window.ts';

const guide = `# Night guide

## Critical incidents

### Queue stuck

**Triage:**
\`\`\`bash
# 1. Wait for the word
until [ -e go ]; do sleep 0.1; done; echo went

# 2. Say it
echo said

# 3. List pods
printf 'NAME READY STATUS RESTARTS AGE\\napi-7f 1/1 Running 0 1d\\napi-9x 0/1 CrashLoopBackOff 4 1d\\n'

# 4. Look at one
echo "pod <pod>"

# 5. List services
docker-compose ps
\`\`\`

**Recovery:**
\`\`\`bash
# Option 1: Mark it
touch marked
\`\`\`

**Monitoring:**
\`\`\`bash
# Monitor for 8 seconds
tail -f /dev/null
\`\`\`
`;

describe('the flows of running', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  async function opened(): Promise<EditorWindow> {
    const window = await editor.open({ files: { 'runbooks/night.md': guide }, show: 'runbooks/night.md' });
    await window.showContainer('Incident');
    return window;
  }

  const ends = (window: EditorWindow, step: string): ReturnType<typeof eventsIn> =>
    eventsIn(window.folder).filter((event) => event.type === 'run-ended' && event.step === step);

  async function ended(window: EditorWindow, step: string, times = 1): Promise<void> {
    await until(`${step} has ended`, () => ends(window, step).length === times, { limitMs: 90_000 });
  }

  async function click(window: EditorWindow, line: string, lens: string | RegExp): Promise<void> {
    await (await window.lensAbove(line, lens)).click();
  }

  /** For whoever looks at them. */
  async function picture(window: EditorWindow, name: string): Promise<void> {
    const folder = join(root, 'test/results/flows');
    mkdirSync(folder, { recursive: true });
    await window.page().screenshot({ path: join(folder, `${name}.png`) });
  }

  it('a second step waits for the first, can be cancelled, and run again', async () => {
    const window = await opened();
    await click(window, '# 1. Wait for the word', /^▷ Run$/);
    await (await window.lensAbove('# 1. Wait for the word', 'Stop')).waitFor();
    await click(window, '# 2. Say it', /^▷ Run$/);
    await (await window.lensAbove('# 2. Say it', 'Waiting · Cancel')).waitFor();
    await window.tree('waits for its turn').waitFor();
    await picture(window, 'queue');
    await click(window, '# 2. Say it', 'Waiting · Cancel');
    await (await window.lensAbove('# 2. Say it', /^▷ Run$/)).waitFor();
    await click(window, '# 2. Say it', /^▷ Run$/);
    await (await window.lensAbove('# 2. Say it', 'Waiting · Cancel')).waitFor();
    writeFileSync(join(window.folder, 'go'), '');
    await ended(window, 'triage/1');
    await ended(window, 'triage/2');
    await click(window, '# 2. Say it', 'Again');
    await ended(window, 'triage/2', 2);
    await window.close();
  });

  it('a blank is filled from what an earlier step printed, what is in trouble first', async () => {
    const window = await opened();
    await click(window, '# 3. List pods', /^▷ Run$/);
    await ended(window, 'triage/3');
    await click(window, '# 4. Look at one', /^▷ Run$/);
    const offered = window.page().locator('.quick-input-list .monaco-list-row');
    await offered.first().waitFor();
    assert.match((await offered.allInnerTexts()).join(), /api-9x[^]*api-7f/);
    await picture(window, 'placeholder');
    await window.pick('api-9x');
    await ended(window, 'triage/4');
    assert.match(everythingIn(window.folder), /pod api-9x/);
    await window.close();
  });

  it('what does not end by itself counts down the guide’s time in a lane of its own, and ends with it', async () => {
    const window = await opened();
    await click(window, '# Monitor for 8 seconds', /^▷ Run$/);
    await window.status(/Monitor for 8 seconds: 0:0\d left/).waitFor();
    await picture(window, 'watch');
    const end = await until('its time is over', () =>
      eventsIn(window.folder).find(
        ({ type, step }) => type === 'run-ended' && step?.startsWith('monitoring/'),
      ),
    );
    assert.deepEqual([end.outcome, end.reason], ['stopped', 'time']);
    await window.close();
  });

  it('what is exported by hand counts before the next step that changes something', async () => {
    const window = await opened();
    const option = 'recovery/option-1';
    await click(window, '# Option 1: Mark it', /^▷/);
    await ended(window, option);
    await window.typeInTerminal('export PGHOST=db-of-somebody-else');
    await until('it is on disk', () => eventsIn(window.folder).some(({ type }) => type === 'adhoc-run'));
    await click(window, '# Option 1: Mark it', 'Again');
    await window.dialog().getByText('db-of-somebody-else').waitFor();
    await picture(window, 'target');
    await window.answer('Run');
    await ended(window, option, 2);
    await window.close();
  });
});
