import { execFile } from 'node:child_process';

/** A picture that was copied, as PNG; or why there is none to be had, in words. */
export type ClipboardPicture = { kind: 'picture'; bytes: Uint8Array } | { kind: 'none'; reason: string };

/** The machine whose clipboard is read. */
export interface Desktop {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
}

interface Reader {
  program: string;
  args: readonly string[];
  /** The picture in what the program printed. */
  bytesIn: (printed: Buffer) => Buffer;
}

const asPrinted = (printed: Buffer): Buffer => printed;

const windows: Reader = {
  program: 'powershell.exe',
  args: [
    '-NoProfile',
    '-STA',
    '-Command',
    'Add-Type -AssemblyName System.Windows.Forms; $picture = [Windows.Forms.Clipboard]::GetImage(); if ($picture) { $stream = New-Object IO.MemoryStream; $picture.Save($stream, "Png"); [Convert]::ToBase64String($stream.ToArray()) }',
  ],
  bytesIn: (printed) => Buffer.from(printed.toString().trim(), 'base64'),
};

const mac: Reader = {
  program: 'osascript',
  args: ['-e', 'the clipboard as «class PNGf»'],
  bytesIn: (printed) => Buffer.from(/PNGf([0-9A-F]+)/.exec(printed.toString())?.[1] ?? '', 'hex'),
};

const wayland: Reader = { program: 'wl-paste', args: ['--type', 'image/png'], bytesIn: asPrinted };
const x11: Reader = {
  program: 'xclip',
  args: ['-selection', 'clipboard', '-target', 'image/png', '-out'],
  bytesIn: asPrinted,
};

const pngBegin = Buffer.from('89504e470d0a1a0a', 'hex');
const mostBytes = 64 * 1024 * 1024;
const longestMs = 10_000;

/**
 * Reads a picture from the desktop's clipboard by the system's own means. VS Code's clipboard has text alone
 * (microsoft/vscode#77790), so it can only be had where the desktop is on this machine.
 */
export async function readClipboardPicture(desktop: Desktop): Promise<ClipboardPicture> {
  const reader = readerFor(desktop);
  if (!reader) return { kind: 'none', reason: 'This machine has no desktop whose clipboard could be read.' };
  const printed = await print(reader, desktop.env);
  if (printed === 'not there')
    return {
      kind: 'none',
      reason: `A picture can only be read from the clipboard with ${reader.program}, which is not installed.`,
    };
  const bytes = reader.bytesIn(printed);
  if (!bytes.subarray(0, pngBegin.length).equals(pngBegin))
    return { kind: 'none', reason: 'There is no picture on the clipboard.' };
  return { kind: 'picture', bytes };
}

function readerFor({ platform, env }: Desktop): Reader | undefined {
  if (platform === 'win32') return windows;
  if (platform === 'darwin') return mac;
  if (env['WSL_DISTRO_NAME'] !== undefined) return windows;
  if (env['WAYLAND_DISPLAY'] !== undefined) return wayland;
  return env['DISPLAY'] === undefined ? undefined : x11;
}

/** All that a program printed: nothing when it failed, as these do when the clipboard holds no picture. */
function print({ program, args }: Reader, env: NodeJS.ProcessEnv): Promise<Buffer | 'not there'> {
  return new Promise((resolve) => {
    const options = {
      env,
      encoding: 'buffer',
      maxBuffer: mostBytes,
      timeout: longestMs,
      windowsHide: true,
    } as const;
    execFile(program, args, options, (error, stdout) => {
      const isThere = !(error && 'code' in error && error.code === 'ENOENT');
      resolve(isThere ? (error ? Buffer.alloc(0) : stdout) : 'not there');
    });
  });
}
