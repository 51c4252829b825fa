import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readClipboardPicture } from '../../src/node/clipboard-picture.ts';
import { scratchFolder } from './scratch.ts';

const png = '89504e470d0a1a0a0001';

describe('The picture on the clipboard', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  beforeEach(() => {
    scratch = scratchFolder();
  });
  afterEach(() => {
    scratch.remove();
  });
  const program = (name: string, script: string): void => {
    const file = path.join(scratch.folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o700);
  };
  const read = (
    platform: NodeJS.Platform,
    env: Record<string, string>,
  ): ReturnType<typeof readClipboardPicture> =>
    readClipboardPicture({ platform, env: { PATH: `${scratch.folder}:/usr/bin:/bin`, ...env } });

  const bytes = `printf '\\211PNG\\r\\n\\032\\n\\000\\001'`;
  const desktops: readonly [
    platform: NodeJS.Platform,
    env: Record<string, string>,
    name: string,
    prints: string,
  ][] = [
    ['linux', { DISPLAY: ':0' }, 'xclip', `[ "$4" = image/png ] && ${bytes}`],
    [
      'linux',
      { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' },
      'wl-paste',
      `[ "$2" = image/png ] && ${bytes}`,
    ],
    ['linux', { WSL_DISTRO_NAME: 'Ubuntu' }, 'powershell.exe', 'echo iVBORw0KGgoAAQ=='],
    ['win32', {}, 'powershell.exe', 'echo iVBORw0KGgoAAQ=='],
    ['darwin', {}, 'osascript', `echo '«data PNGf${png.toUpperCase()}»'`],
  ];
  for (const [platform, env, name, prints] of desktops) {
    it(`is read by ${name} on ${[platform, ...Object.keys(env)].join(' with ')}`, async () => {
      program(name, prints);
      const picture = await read(platform, env);
      assert.equal(picture.kind === 'picture' && Buffer.from(picture.bytes).toString('hex'), png);
    });
  }

  const none: readonly [
    what: string,
    prints: string | undefined,
    env: Record<string, string>,
    says: RegExp,
  ][] = [
    ['a text', 'echo text', { DISPLAY: ':0' }, /no picture/],
    ['nothing', 'exit 1', { DISPLAY: ':0' }, /no picture/],
    [
      'a clipboard without its tool',
      undefined,
      { DISPLAY: ':0', PATH: '/nowhere' },
      /xclip, which is not installed/,
    ],
    ['a machine without a desktop', undefined, {}, /no desktop/],
  ];
  for (const [what, prints, env, says] of none) {
    it(`is none of ${what}, and that is said`, async () => {
      if (prints !== undefined) program('xclip', prints);
      const picture = await read('linux', env);
      assert.ok(picture.kind === 'none');
      assert.match(picture.reason, says);
    });
  }
});
