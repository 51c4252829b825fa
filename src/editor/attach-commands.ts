import { join } from 'node:path';
import * as vscode from 'vscode';
import { attachFile, attachLink } from '../actions/attach.ts';
import type { AttachedFile, AttachResult } from '../actions/attach.ts';
import type { OpenIncident } from '../actions/open.ts';
import { readClipboardPicture } from '../node/clipboard-picture.ts';
import { askTime } from './ask-time.ts';
import { needIncident } from './tell-commands.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

const { l10n } = vscode;

/** Copies files into the record. */
export async function attachFileCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const files = await vscode.window.showOpenDialog({
    title: l10n.t('Attach to the incident'),
    openLabel: l10n.t('Attach'),
    canSelectMany: true,
  });
  for (const file of files ?? []) {
    const name = file.path.split('/').at(-1) ?? '';
    await attach(window, incident, { name, bytes: await vscode.workspace.fs.readFile(file) });
  }
}

/** Attaches the picture on the clipboard. Its desktop must be this machine's: a remote one's can't be reached. */
export async function attachPictureCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const isElsewhere = vscode.env.remoteName !== undefined && vscode.env.remoteName !== 'wsl';
  const picture = isElsewhere
    ? ({ kind: 'none', reason: l10n.t('This window works on another machine than your clipboard.') } as const)
    : await readClipboardPicture({ platform: process.platform, env: process.env });
  if (picture.kind === 'picture') {
    await attach(window, incident, { name: pictureName(window), bytes: picture.bytes });
    return;
  }
  const [paste, file] = [l10n.t('Paste into the Post-mortem'), l10n.t('Attach a File…')];
  const chosen = await vscode.window.showWarningMessage(picture.reason, paste, file);
  if (chosen === file) await attachFileCommand(window, on);
  if (chosen === paste) await vscode.commands.executeCommand('incidentRunbook.exportPostMortem', on);
}

export async function attachLinkCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  if (!incident) return;
  const link = await vscode.window.showInputBox({
    title: l10n.t('Attach a link'),
    placeHolder: 'https://',
    ignoreFocusOut: true,
  });
  if (!link) return;
  const words = await askWords(window, incident, link);
  if (words) tellAttached(await attachLink(incident, { link, ...words }));
}

/** Opens what is attached: a link in the browser, a file in the editor. */
export async function openAttachmentCommand(window: IncidentWindow, on: CalledOn): Promise<void> {
  const incident = needIncident(window, on);
  const attached = incident?.live.state.attached.find(({ id }) => id === on.event);
  if (!incident || !attached) return;
  const { link, file, sha256 = '' } = attached;
  if (link !== undefined && /^https?:/i.test(link)) {
    await vscode.env.openExternal(vscode.Uri.parse(link, true));
  } else if (file !== undefined && (await incident.live.journal.attachment({ file, sha256 }))) {
    await vscode.commands.executeCommand(
      'vscode.open',
      vscode.Uri.file(join(incident.live.journal.folder, ...file.split('/'))),
    );
  } else {
    void vscode.window.showWarningMessage(
      l10n.t('What was attached is not here, or is not what was attached.'),
    );
  }
}

/**
 * Lets a picture be pasted into an incident's post-mortem: it is attached, and stands in the text. Works for every window,
 * also on other machines, because VS Code brings the clipboard along with the paste.
 */
export function pastePictures(window: IncidentWindow): vscode.Disposable {
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('markdown', 'incidentPicture');
  const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
  const pasted = new WeakMap<
    vscode.DocumentPasteEdit,
    { incident: OpenIncident; file: vscode.DataTransferFile }
  >();
  return vscode.languages.registerDocumentPasteEditProvider(
    { language: 'markdown', pattern: '**/post-mortem.md' },
    {
      provideDocumentPasteEdits(document, _ranges, data) {
        const incident = window.incidents.all.find(
          ({ live }) => join(live.journal.folder, 'post-mortem.md') === document.uri.fsPath,
        );
        const file = pictures.map((type) => data.get(type)?.asFile()).find((one) => one !== undefined);
        if (!incident || !file) return [];
        const edit = new vscode.DocumentPasteEdit('', l10n.t('Attach the picture to the incident'), kind);
        pasted.set(edit, { incident, file });
        return [edit];
      },
      async resolveDocumentPasteEdit(edit) {
        const from = pasted.get(edit);
        if (!from) return edit;
        const result = await attachFile(from.incident, {
          name: pictureName(window),
          bytes: await from.file.data(),
        });
        tellAttached(result);
        const attached =
          result.kind === 'attached' &&
          from.incident.live.state.attached.find(({ id }) => id === result.event);
        if (attached && attached.file !== undefined)
          edit.insertText = `![${attached.title}](${attached.file})`;
        return edit;
      },
    },
    { providedPasteEditKinds: [kind], pasteMimeTypes: pictures },
  );
}

async function attach(window: IncidentWindow, incident: OpenIncident, file: AttachedFile): Promise<void> {
  const words = await askWords(window, incident, file.name);
  if (words) tellAttached(await attachFile(incident, { ...file, ...words }));
}

async function askWords(
  window: IncidentWindow,
  incident: OpenIncident,
  what: string,
): Promise<{ title?: string; occurredAt?: string } | undefined> {
  const title = await vscode.window.showInputBox({
    title: what,
    prompt: l10n.t('What does it show?'),
    ignoreFocusOut: true,
  });
  const time = title !== undefined && (await askTime(window, incident, { empty: 'now' }));
  if (!time || time.kind === 'cancelled') return undefined;
  return { ...(title && { title }), ...(time.kind === 'at' && { occurredAt: time.at }) };
}

/** `picture-0214.png`: the hash before it tells it apart, the time tells it to people. */
function pictureName({ clock }: IncidentWindow): string {
  return `picture-${clock.now().toISOString().slice(11, 16).replace(':', '')}.png`;
}

function tellAttached(result: AttachResult): void {
  if (result.kind === 'refused') void vscode.window.showWarningMessage(result.reason);
  else if (result.redacted > 0)
    void vscode.window.showInformationMessage(
      l10n.t('Attached. {0} secrets were taken out of the copy.', result.redacted),
    );
}
