import assert from 'node:assert/strict';
import { until } from '../until.ts';
import { startEditor, type Editor } from './editor.ts';
import { eventsIn, everythingIn } from './records.ts';
import { nightGuide } from './night-guide.ts';
import type { EditorWindow } from './window.ts';

const shells = ['bash', 'zsh'] as const;

/** The fix is often not in the guide: what is typed by hand is kept too, and what nobody wanted kept is not. */
for (const shell of shells)
  describe(`typed by hand in ${shell}`, () => {
    let editor: Editor;
    before(async () => {
      editor = await startEditor();
    });
    afterEach(function () {
      return editor.endTest(this.currentTest);
    });
    after(() => editor.stop());

    const typed = (window: EditorWindow): unknown[][] =>
      eventsIn(window.folder)
        .filter(({ type }) => type === 'adhoc-run')
        .map(({ command, danger, exitCode }) => [command, danger, exitCode]);

    it('is kept with its outcome and output, but not what begins with a space', async () => {
      const settings = JSON.stringify({ 'incidentRunbook.terminal.profile': `/bin/${shell}` });
      const window = await editor.open({
        files: { 'runbooks/night.md': nightGuide, '.vscode/settings.json': settings },
        show: 'runbooks/night.md',
      });
      await window.showContainer('Incident');
      await (await window.lensAbove('# 1. Say it', /^▷ Run$/)).click();
      await until('the end is on disk', () =>
        eventsIn(window.folder).some(({ type }) => type === 'run-ended'),
      );
      await until('the prompt is back', async () => /said\s+\S+/.test(await window.terminalText()));
      await window.typeInTerminal('echo "by hand" | tr a-z A-Z; (exit 3)');
      await until('it is on disk', () => typed(window).length === 1);
      await window.toast(/is kept in its record/).waitFor();
      await window.typeInTerminal(' echo not-for-the-record');
      await until('it ran', async () => /^not-for-the-record/m.test(await window.terminalText()));
      await window.typeInTerminal('PASSWORD=hunter2-hunter2 env | grep PASSWORD');
      await until('it is on disk', () => typed(window).length === 2);
      await (await window.lensAbove('# 1. Say it', 'Again')).click();
      await until(
        'the end is on disk',
        () => eventsIn(window.folder).filter(({ type }) => type === 'run-ended').length === 2,
      );
      await window.typeInTerminal('true');
      await until('it is on disk', () => typed(window).length === 3);
      assert.deepEqual(
        typed(window).map(([command, danger, exitCode]) => [
          String(command).replace(/\[secret[^\]]*\]/, '[secret]'),
          danger,
          exitCode,
        ]),
        [
          ['echo "by hand" | tr a-z A-Z; (exit 3)', 'safe', 3],
          ['PASSWORD=[secret] env | grep PASSWORD', 'safe', 0],
          ['true', 'safe', 0],
        ],
      );
      const everything = everythingIn(window.folder);
      assert.match(everything, /BY HAND/);
      assert.doesNotMatch(everything, /not-for-the-record|hunter2/);
      await window.tree(/Off the guide/).waitFor();

      await window.command('Incident: Make This a Step');
      await window.pick('echo "by hand"');
      await window.input('Say it by hand');
      await until('it stands in the guide, unsaved', () =>
        window.host((vscode) => {
          const { document } = vscode.window.activeTextEditor ?? {};
          return (
            document?.isDirty && document.getText().includes('\n\n# Say it by hand\necho "by hand" | tr')
          );
        }),
      );
      await (await window.lensAbove('# Say it by hand', /^▷ Run$/)).waitFor();
      await until('it is saved', () => window.host(async (vscode) => vscode.workspace.saveAll()));
      await window.close();
    });
  });
