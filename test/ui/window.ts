import { join } from 'node:path';
import type { BrowserContext, ElementHandle, Frame, Locator, Page } from 'playwright-core';
import { root } from '../../tools/setup.mjs';
import { until } from '../until.ts';
import { askHost, hostOf, isAlive, type Question } from './hosts.ts';

/**
 * A window of the editor, as a person sees and uses it. What returns a Locator waits by itself when it is used, and is asserted
 * with `await window.tree('…').waitFor()`; `until` waits for anything else.
 */
export interface EditorWindow {
  /** For what has no name here. */
  page(): Page;
  /** The folder of its files on disk. */
  readonly folder: string;

  // What is seen
  /** A CodeLens by its words. Only lenses in view exist: `reveal` first. */
  lens(text: string | RegExp): Locator;
  /** The lens with these words nearest above the line with that text, which is revealed first. */
  lensAbove(line: string, lens: string | RegExp): Promise<LensOverLine>;
  /** A row of the sidebar's views, by label or description. Its `aria-label` has both. */
  tree(text: string | RegExp): Locator;
  tab(title: string | RegExp): Locator;
  /** An item of the status bar. */
  status(text: string | RegExp): Locator;
  /** A notification; its buttons are `.getByRole('button')` in it. */
  toast(text: string | RegExp): Locator;
  /** The modal dialog. */
  dialog(): Locator;
  /** The visible lines of the editor in front; whole documents: ask the host. */
  editorText(): Promise<string>;
  /** The visible rows of the terminal in front. */
  terminalText(): Promise<string>;
  /** The frame of the webview in which the selector finds something. */
  webview(selector: string): Promise<Frame>;

  // What is done
  /** Shows one of the sidebar's containers by its title, as "Incident". */
  showContainer(title: string): Promise<void>;
  /** Opens a file of the folder in the editor. */
  show(file: string): Promise<void>;
  /** Puts the cursor on the line with this text, in the middle of the editor. */
  reveal(text: string): Promise<void>;
  /** Runs a command by its title in the palette, as "Run Step at Cursor". */
  command(title: string): Promise<void>;
  /** Chooses a row of the quick pick. */
  pick(text: string | RegExp): Promise<void>;
  /** Answers the input box. */
  input(text: string): Promise<void>;
  /** Presses a button of the modal dialog, and waits until it is gone. */
  answer(button: string | RegExp): Promise<void>;
  /** Types into the terminal in front, and Enter. */
  typeInTerminal(line: string): Promise<void>;
  /** Draws the window into docs/images. */
  screenshot(name: string): Promise<void>;
  /** Asks the extension host: the function runs there and sees only VS Code and its arguments, all of it plain JSON. */
  host<A extends unknown[], R>(question: Question<A, R>, ...args: A): Promise<R>;

  // Bad nights. Each resolves when the window has an extension host again, or surely has none.
  hostPid(): Promise<number>;
  /** VS Code starts another by itself. */
  killExtensionHost(): Promise<void>;
  reload(): Promise<void>;
  /** Closes the window; its terminals live on with the server for a while. */
  close(): Promise<void>;
  /** After `close`: the same folder in a new window. */
  reopen(): Promise<void>;
  /** The network between window and server. */
  setOffline(offline: 'offline' | 'online'): Promise<void>;
}

export interface WindowPlace {
  context: BrowserContext;
  url: string;
  folder: string;
  /** The folder that the window opened; empty without one. */
  workspace: string;
  /** Where the probes say where they listen. */
  places: string;
}

const limitMs = 120_000; // a busy machine takes its time

/** Opens the window and waits for its extension host. */
export async function openWindow({
  context,
  url,
  folder,
  workspace,
  places,
}: WindowPlace): Promise<EditorWindow> {
  context.setDefaultTimeout(limitMs);
  let page = await openPage(context, url);
  const currentHost = await hostOf(places, workspace);
  let pid = currentHost.pid;
  const nextHost = async (): Promise<void> => {
    pid = (await hostOf(places, workspace, pid)).pid;
  };
  const host = async <A extends unknown[], R>(question: Question<A, R>, ...args: A): Promise<R> =>
    askHost(await hostOf(places, workspace), question, args);
  const seen = seenIn(() => page);
  const reveal = async (text: string): Promise<void> => {
    await host(revealLine, text);
    await page.locator('.view-line', { hasText: text }).first().waitFor();
  };

  return {
    page: () => page,
    folder,
    host,
    reveal,
    ...seen,
    ...doneIn(() => page, seen),
    async lensAbove(line, lens) {
      await reveal(line);
      return lensOver(
        page,
        page.locator('.view-line', { hasText: line }).first(),
        seen.lens(lens),
        `${line}: ${lens}`,
      );
    },
    async show(file) {
      await host(showFile, join(folder, file));
      await seen.tab(file.replace(/^.*\//, '')).waitFor();
    },
    hostPid: () => Promise.resolve(pid),
    async killExtensionHost() {
      process.kill(pid, 'SIGKILL');
      await nextHost();
    },
    async reload() {
      await page.reload();
      await page.locator('.monaco-workbench').waitFor();
      await nextHost();
    },
    async close() {
      await leave(page);
      await page.close();
      await until('the extension host has ended', () => !isAlive(pid), { limitMs });
    },
    async reopen() {
      page = await openPage(context, url);
      await nextHost();
    },
    setOffline: (offline) => context.setOffline(offline === 'offline'),
  };
}

/** Lets the workbench say goodbye, as a closed window does: else its extension host waits for hours for it to come back. */
export async function leave(page: Page): Promise<void> {
  await page.goto('about:blank');
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench').waitFor();
  return page;
}

type Seen = Pick<
  EditorWindow,
  'lens' | 'tree' | 'tab' | 'status' | 'toast' | 'dialog' | 'editorText' | 'terminalText' | 'webview'
>;

function seenIn(page: () => Page): Seen {
  return {
    lens: (text) => page().locator('.codelens-decoration a', { hasText: text }),
    tree: (text) => page().locator('[id="workbench.parts.sidebar"] .monaco-list-row', { hasText: text }),
    tab: (title) => page().locator('.tab', { hasText: title }),
    status: (text) => page().locator('[id="workbench.parts.statusbar"] .statusbar-item', { hasText: text }),
    toast: (text) => page().locator('.notification-list-item', { hasText: text }).first(),
    dialog: () => page().locator('.monaco-dialog-box'),
    editorText: async () => plain(await page().locator('.editor-instance .view-lines').last().innerText()),
    terminalText: async () => plain(await page().locator('.terminal-wrapper.active .xterm-rows').innerText()),
    webview: (selector) =>
      until(
        `a webview shows ${selector}`,
        async () => {
          for (const frame of page().frames()) if ((await frame.locator(selector).count()) > 0) return frame;
          return undefined;
        },
        { limitMs },
      ),
  };
}

type Done = Pick<
  EditorWindow,
  'showContainer' | 'command' | 'pick' | 'input' | 'answer' | 'typeInTerminal' | 'screenshot'
>;

function doneIn(page: () => Page, { dialog }: Seen): Done {
  const box = (): Locator =>
    page().locator('.quick-input-widget:not([style*="display: none"]) input[type=text]');
  const pick = (text: string | RegExp): Promise<void> =>
    page().locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  return {
    async showContainer(title) {
      const view = page().locator(`[id="workbench.parts.sidebar"] .composite.title`, {
        hasText: new RegExp(title, 'i'),
      });
      if (await view.isVisible()) return;
      await page().locator(`.activitybar .action-label[aria-label^="${title}"]`).click();
      await view.waitFor();
    },
    async command(title) {
      await page().keyboard.press('F1');
      await box().fill(`>${title}`);
      await pick(title); // by its words: the first row may be one of last time
    },
    pick,
    async input(text) {
      await box().fill(text);
      await box().press('Enter');
      // The next question is asked in the same box: what is typed before that one is there would be lost.
      await until(
        'it is taken',
        async () => !(await box().isVisible()) || (await box().inputValue()) !== text,
      );
    },
    async answer(button) {
      await dialog().getByRole('button', { name: button }).click();
      await dialog().waitFor({ state: 'detached' });
    },
    async typeInTerminal(line) {
      await page().locator('.terminal-wrapper.active .xterm-screen').click();
      await page().keyboard.type(line);
      await page().keyboard.press('Enter');
    },
    async screenshot(name) {
      await page().screenshot({ path: join(root, 'docs/images', `${name}.png`) });
    },
  };
}

/** The editor writes every blank as a no-break space. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** The lens over a line, found anew at each use: VS Code draws lenses again whenever a fact changes. */
export interface LensOverLine {
  click(): Promise<void>;
  waitFor(): Promise<void>;
}

/**
 * A lens says nothing of its line, but it is drawn right above it. It is named by its own id, not by its place among the
 * others, which changes while the editor scrolls.
 */
function lensOver(page: Page, line: Locator, lenses: Locator, what: string): LensOverLine {
  const nearest = async (): Promise<Locator | undefined> => {
    const id = await idOfNearest(line, lenses);
    return id === undefined ? undefined : page.locator(`[widgetid="${id}"] a`).and(lenses);
  };
  // VS Code writes a lens anew a moment after the editor has scrolled: pressed on the old words, released on the new ones, a
  // click is lost. So it is clicked once the same element is found in look after look.
  let before: ElementHandle | undefined;
  let looks = 0;
  const click = async (): Promise<boolean> => {
    const lens = await nearest();
    const now = await lens?.elementHandle({ timeout: 2000 }).catch(() => undefined);
    const same =
      before && now ? await now.evaluate((one, other) => one === other, before).catch(() => false) : false;
    looks = same ? looks + 1 : 0;
    before = now ?? undefined;
    if (!now || looks < looksAtRest) return false;
    return now.click({ timeout: 2000 }).then(
      () => true,
      () => false, // drawn again meanwhile: it is looked for once more
    );
  };
  return {
    async click() {
      await until(`the lens over ${what} is clicked`, click, { limitMs });
    },
    async waitFor() {
      await until(`there is a lens over ${what}`, nearest, { limitMs });
    },
  };
}

/** How many looks in a row, 50 ms apart, must find the same element: longer than VS Code waits before it writes lenses anew. */
const looksAtRest = 10;

/** What is asked of the page's elements: these tests are compiled without the browser's types. */
interface DrawnElement {
  getBoundingClientRect(): { top: number };
  closest(selector: string): { getAttribute(name: string): string | null } | null;
}

async function idOfNearest(line: Locator, lenses: Locator): Promise<string | undefined> {
  const lineTop = (await line.boundingBox())?.y;
  if (lineTop === undefined) return undefined;
  const drawn = await lenses.evaluateAll((elements: readonly DrawnElement[]) =>
    elements.map((element) => ({
      top: element.getBoundingClientRect().top,
      id: element.closest('[widgetid]')?.getAttribute('widgetid') ?? undefined,
    })),
  );
  const above = drawn.filter(({ top }) => top <= lineTop).sort((one, other) => other.top - one.top);
  return above[0] && lineTop - above[0].top < lensReach ? above[0].id : undefined;
}

/** A lens stands at most this far above its line, in pixels: nearer than the line before it. */
const lensReach = 30;

const showFile: Question<[string], void> = async (vscode, file) => {
  await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
};

const revealLine: Question<[string], void> = (vscode, text) => {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error('no editor is open');
  const offset = editor.document.getText().indexOf(text);
  if (offset < 0) throw new Error(`the document has no "${text}"`);
  const at = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenter);
};
