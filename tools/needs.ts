import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { say } from './setup.mjs';

/** Something of the machine that npm can't bring. */
interface Need {
  name: string;
  /** Debian's name for it. */
  package: string;
  why: string;
  isThere(): boolean;
}

const need = (name: string, why: string, debian = name): Need => ({
  name,
  package: debian,
  why,
  isThere: () => onPath(name) !== undefined,
});

/** What running a step takes, for a person as for a test. */
export const forSteps: readonly Need[] = [
  need('bash', 'most guides are written for it'),
  need('script', "it keeps exactly what a step's terminal showed", 'bsdutils'),
];

/** What the tests take besides. */
export const forTests: readonly Need[] = [
  ...forSteps,
  need('zsh', 'steps run in it, too'),
  need('fish', 'steps run in it, too'),
  need('git', 'a target has a branch'),
  {
    name: 'chromium',
    package: 'chromium',
    why: 'the editor is shown in it (or name another one in CHROMIUM_PATH)',
    isThere: () => findChromium() !== undefined,
  },
  {
    name: 'DejaVu fonts',
    package: 'fonts-dejavu-core',
    why: 'screenshots are drawn with them',
    isThere: () =>
      process.platform !== 'linux' || existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf'),
  },
  {
    name: 'emoji fonts',
    package: 'fonts-noto-color-emoji',
    why: 'guides have emoji, and screenshots show them',
    isThere: () =>
      process.platform !== 'linux' || existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'),
  },
];

/** The browser for the UI tests: the one that was named, the machine's, or Playwright's own. */
export function findChromium(): string | undefined {
  const places = [
    process.env['CHROMIUM_PATH'],
    ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ];
  return places.find((place): place is string => place !== undefined && existsSync(place));
}

/** The full path of a program; undefined when there is none. */
export function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

export const missing = (needs: readonly Need[]): Need[] => needs.filter((need) => !need.isThere());

/** The one line to type. */
export function installLine(needs: readonly Need[]): string {
  const packages = needs.map((need) => need.package).join(' ');
  return `apt-get update && apt-get install -y --no-install-recommends ${packages}`;
}

/**
 * Installs what is missing where that is possible: as root on Debian and its kin. Returns what is missing still, having said
 * how to get it.
 */
export function provide(needs: readonly Need[]): readonly Need[] {
  const wanted = missing(needs);
  if (wanted.length === 0) return [];
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say(`… Installing ${wanted.map(({ name }) => name).join(', ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('sh', ['-c', installLine(wanted)], { env, stdio: ['ignore', 2, 2] });
  }
  const still = missing(needs);
  for (const { name, why } of still) say(`✗ ${name} is missing: ${why}.`);
  if (still.length > 0) say(`  Type, as root: ${installLine(still)}`);
  return still;
}
