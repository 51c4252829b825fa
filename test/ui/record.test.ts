import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, incidentFolders } from './records.ts';
import type { RecordedEvent } from './records.ts';
import { nightGuide } from './night-guide.ts';
import type { EditorWindow } from './window.ts';

/** What people do with a record besides running steps: correct it, add to it, take out of it, hold it against its hashes. */
describe('the record, in the editor', () => {
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  afterEach(function () {
    return editor.endTest(this.currentTest);
  });
  after(() => editor.stop());

  const recorded = (window: EditorWindow, type: string): Promise<RecordedEvent> =>
    until(`"${type}" is on disk`, () => eventsIn(window.folder).find((event) => event.type === type));

  it('is corrected, added to, taken out of and verified; an old one is found by its words', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide },
      show: 'runbooks/night.md',
    });
    await window.showContainer('Incident');
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await recorded(window, 'run-ended');

    await window.command('Incident: Add Note');
    await window.input('the deploy');
    await recorded(window, 'note');
    await window.command('Incident: Amend…');
    await window.pick('the deploy');
    await window.pick('Its words');
    await window.input('the memory limit');
    await window.input('it was not the deploy');
    assert.equal((await recorded(window, 'amended')).text, 'the memory limit');
    await window.tree('the memory limit').first().waitFor();

    await window.command('Incident: Add What Happened Before…');
    await window.pick('Somebody was called');
    await window.input('00:01');
    await window.input('Ben');
    assert.match((await recorded(window, 'escalated')).occurredAt ?? '', /T\d\d:01:00/);

    await window.command('Incident: Attach Link…');
    await window.input('https://example.org/graph');
    await window.input('memory of the api');
    await window.input('');
    await recorded(window, 'attached');
    await window.tree('Evidence').waitFor();

    await window.command('Incident: Verify the Record');
    await window.toast(/record is intact/i).waitFor();

    await (await window.lensAbove('# 1. Say it', 'Output')).click();
    await until(
      'the output is in front',
      async () =>
        (await window.host((vscode) => vscode.window.activeTextEditor?.document.getText())) === 'said\n',
    );
    await window.command('Incident: Remove Output for Privacy…');
    await window.answer('Remove');
    await window.input('it named a customer');
    await recorded(window, 'tombstone');
    const [incident = ''] = incidentFolders(window.folder);
    await until('its bytes are gone', () => !contains(join(incident, 'blobs'), 'said'));

    await window.command('Incident: Open Past Incident');
    await window.input('memory limit');
    await window
      .tree(/Queue stuck/)
      .first()
      .waitFor();
    await window.close();
  });

  it('is shown as far as it can be read when it is damaged, and says what is', async () => {
    const window = await editor.open({
      files: { 'runbooks/night.md': nightGuide },
      show: 'runbooks/night.md',
    });
    await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
    await recorded(window, 'run-ended');
    await window.close();
    const [incident = ''] = incidentFolders(window.folder);
    const [name = ''] = readdirSync(join(incident, 'events'));
    const file = join(incident, 'events', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"exitCode":0', '"exitCode":7'));
    await window.reopen();
    await window.showContainer('Incident');
    await window.tree('The record is damaged').waitFor();
    await window.tree('Queue stuck').first().waitFor();
    await window.close();
  });
});

function contains(folder: string, text: string): boolean {
  return readdirSync(folder).some((name) => readFileSync(join(folder, name), 'latin1').includes(text));
}
