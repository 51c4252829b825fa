import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEditor } from '../test/ui/editor.ts';
import { outputsIn } from '../test/ui/records.ts';
import type { EditorWindow } from '../test/ui/window.ts';
import { until } from '../test/until.ts';

/** Medians in an open terminal of the real editor, in ms of this machine. */
export interface EditorFigures {
  clicks: number;
  /** From the press on a lens to the command running. */
  clickToRunning: number;
  /** From VS Code being told to send a line to a terminal, to that line's command running. */
  shellsOwn: number;
  /** From the command's end to its result in the tree. */
  endToTree: number;
}

const guide = `# Clock guide

## Critical incidents

### Clock wrong

**Triage:**
\`\`\`bash
# 1. Say the time
date +%s%3N
\`\`\`
`;

/** Needs the .vsix: `npm run package`. The command prints when it runs; the page notes when it is pressed and when the tree changes. */
export async function measureEditor(clicks: number): Promise<EditorFigures> {
  const editor = await startEditor();
  try {
    const window = await editor.open({ files: { 'runbooks/clock.md': guide }, show: 'runbooks/clock.md' });
    await window.showContainer('Incident');
    await (await window.lensAbove('# 1. Say the time', /^▷ Run$/)).click();
    await window.tree(/Say the time.*✓/).waitFor();
    await window.page().evaluate(noteTimes);
    const measured = [];
    for (let click = 1; click <= clicks; click++) {
      await (await window.lensAbove('# 1. Say the time', 'Again')).click();
      await until('the run is kept', () => outputsIn(window.folder).length === click + 1);
      const ran = Number(outputsIn(window.folder).at(-1)?.toString());
      const { pressed, shown } = await until('the tree shows it', () => timesAfter(window, ran));
      measured.push({ toRunning: ran - pressed, toTree: shown - ran });
    }
    const own: number[] = [];
    for (let line = 1; line <= clicks; line++) own.push(await plainLine(window, line));
    return {
      clicks,
      clickToRunning: median(measured.map(({ toRunning }) => toRunning)),
      shellsOwn: median(own),
      endToTree: median(measured.map(({ toTree }) => toTree)),
    };
  } finally {
    await editor.stop();
  }
}

/** In the page: the last press, and every change of the tree. As text: the page's types are not known here. */
const noteTimes = `
  globalThis.times = { pressed: 0, shown: [] };
  addEventListener('mousedown', () => { times.pressed = Date.now(); }, true);
  new MutationObserver((changes) => {
    const row = document.querySelector('[id="workbench.parts.sidebar"] .monaco-list-row[aria-label*="Say the time"]');
    if (row && row.textContent.includes('✓')) times.shown.push(Date.now());
  }).observe(document.querySelector('[id="workbench.parts.sidebar"]'), { subtree: true, childList: true, characterData: true });
`;

async function timesAfter(
  window: EditorWindow,
  ran: number,
): Promise<{ pressed: number; shown: number } | undefined> {
  const times = await window.page().evaluate<{ pressed: number; shown: number[] }>('times');
  const shown = times.shown.find((at) => at >= ran);
  return shown === undefined ? undefined : { pressed: times.pressed, shown };
}

/** One line through VS Code alone, in the same terminal. */
async function plainLine(window: EditorWindow, line: number): Promise<number> {
  const file = join(window.folder, `plain-${line}`);
  const sent = await window.host((vscode, to) => {
    const terminal = vscode.window.terminals.find(({ name }) => name.startsWith('Incident'));
    const now = Date.now();
    terminal?.shellIntegration?.executeCommand(`date +%s%3N >'${to}'`);
    return now;
  }, file);
  const ran = await until('the line ran', () => {
    try {
      return Number(readFileSync(file, 'utf8')) || undefined;
    } catch {
      return undefined; // not yet
    }
  });
  return ran - sent;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
