import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { comeBack } from './actions/come-back.ts';
import { OpenIncidents } from './actions/open.ts';
import type { News } from './actions/open.ts';
import type { Playbook } from './core/guide/guide.ts';
import type { FreshnessOfSteps } from './core/incident/freshness.ts';
import type { IncidentView } from './core/view/incident-view.ts';
import { ask } from './editor/ask.ts';
import { pastePictures } from './editor/attach-commands.ts';
import { registerCommands } from './editor/commands.ts';
import { contexts } from './editor/contributions.ts';
import { knownFreshness } from './editor/freshness.ts';
import { guideFacts } from './editor/guide-facts.ts';
import { openGuides } from './editor/guides.ts';
import type { OpenGuide } from './editor/guides.ts';
import { historyNodes } from './editor/history.ts';
import { incidentNodes, statusOf } from './editor/incident-view.ts';
import { journalPlaces } from './editor/journal-places.ts';
import { showLenses } from './editor/lenses.ts';
import { tellOfRuns } from './editor/notices.ts';
import { openOutputs } from './editor/outputs.ts';
import { problemsOf, showProblems } from './editor/problems.ts';
import { helpReading } from './editor/reading.ts';
import { removeOutputsBySetting } from './editor/remove-commands.ts';
import { reporter } from './editor/report.ts';
import { setting } from './editor/settings.ts';
import { showStatus } from './editor/status.ts';
import { terminalShell } from './editor/terminal.ts';
import { showTimeline } from './editor/timeline.ts';
import { showTree } from './editor/tree.ts';
import { openTeamConfigs } from './editor/team-config.ts';
import { sourceOf, viewOf } from './editor/window.ts';
import type { IncidentWindow } from './editor/window.ts';
import { helpWriting } from './editor/writing.ts';
import { endAbandoned } from './node/abandoned.ts';
import { redactorFor } from './node/redaction.ts';
import { openSpool } from './node/spool.ts';
import type { Disposable } from './ports.ts';
import type { Grammar } from './core/shell/syntax.ts';
import { placeOf, systemClock } from './node/system.ts';

/** Nobody waits for the list of past incidents, and it is read from the disk, in ms. */
const HISTORY_WAITS_MS = 2000;

/** The editor's door: builds, wires, owns. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const report = reporter();
  context.subscriptions.push(report);
  const { window, owned } = await openWindow(context, report.tell);
  const changed = new vscode.EventEmitter<News>();
  const freshness = knownFreshness(window, () => {
    changed.fire('more');
  });
  context.subscriptions.push(
    ...owned,
    changed,
    freshness,
    ...showWindow(window, context.extensionUri, { changed, freshness: () => freshness.now() }),
  );
  for (const journals of window.allJournals()) await comeBack(window.incidents, journals, window);
  endAbandoned(await openSpool(), Date.now(), new AbortController().signal).catch(report.tell);
  removeOutputsBySetting(window).catch(report.tell);
  freshness.readPast().catch(report.tell);
}

/** Makes all that the commands and views of this window work with. */
async function openWindow(
  context: vscode.ExtensionContext,
  report: (error: unknown) => void,
): Promise<{ window: IncidentWindow; owned: readonly Disposable[] }> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  const clock = systemClock();
  const place = await placeOf(folder, 'editor');
  const configs = await openTeamConfigs();
  const places = journalPlaces({
    place,
    clock,
    storage: context.globalStorageUri.fsPath,
    location: () => configs.trusted().journal ?? setting('journal.location'),
  });
  const grammar = once(() => grammarOf(context.extensionUri));
  const guides = openGuides(grammar, configs);
  const incidents = new OpenIncidents({
    clock,
    place,
    redactorOf: (incident) =>
      redactorFor({ incident, folders: [folder], extraPatterns: setting('redaction.extraPatterns') }),
    shellOf: (live) =>
      terminalShell({
        incident: live.id,
        title: () => live.state.title,
        cwd: folder,
        env: { ...setting('environment'), ...configs.trusted().environment },
        location: setting('terminal.location'),
        shellPath: configs.trusted().profile ?? setting('terminal.profile'),
        loadGrammar: grammar,
        report,
      }),
  });
  const outputs = openOutputs(incidents);
  const window = {
    guides,
    incidents,
    outputs,
    ask,
    clock,
    place,
    journalsOf: places.of,
    allJournals: places.all,
    indexFolder: context.globalStorageUri.fsPath,
    report,
  };
  return { window, owned: [clock, configs, guides, incidents, outputs] };
}

/** Shows a window's guides and incidents; each view is asked again whenever a guide or a fact changed. */
function showWindow(
  window: IncidentWindow,
  extension: vscode.Uri,
  { changed, freshness }: { changed: vscode.EventEmitter<News>; freshness: () => FreshnessOfSteps },
): Disposable[] {
  const { guides, incidents, clock, report } = window;
  const fire = (news: News = 'more'): void => {
    changed.fire(news);
  };
  const viewOfPlaybook = (guide: OpenGuide, playbook: Playbook): IncidentView | undefined => {
    const path = sourceOf(window, guide).path;
    const incident = playbook.kind === 'tool' ? incidents.current : incidents.ofPlaybook(path, playbook.id);
    return incident && !incident.live.state.rehearsal ? viewOf(incident) : undefined;
  };
  const lensOfPlaybook = (guide: OpenGuide, playbook: Playbook): IncidentView | undefined => {
    const rehearsal = incidents.rehearsalOf(sourceOf(window, guide).path, playbook.id);
    return viewOfPlaybook(guide, playbook) ?? (rehearsal && viewOf(rehearsal));
  };
  const timeline = showTimeline(window, changed.event);
  const facts = guideFacts(window);
  return [
    tellOfRuns(window, freshness),
    incidents.onChange(fire),
    guides.onDidChange(() => {
      fire();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      fire();
    }),
    timeline,
    registerCommands(window, timeline, extension),
    showLenses({ guides, onDidChange: changed.event, viewOf: lensOfPlaybook, freshness, report }),
    helpReading(guides, viewOfPlaybook, freshness),
    helpWriting(guides),
    facts,
    showProblems(guides, {
      problemsOf: (document) => problemsOf(window, facts, document),
      pages: vscode.Uri.joinPath(extension, 'docs', 'lint'),
      report,
    }),
    showTree('incident', {
      nodes: () => incidentNodes(window, freshness()),
      onDidChange: changed.event,
      report,
    }),
    showTree('history', {
      nodes: () => historyNodes(window),
      onDidChange: changed.event,
      waitMs: HISTORY_WAITS_MS,
      report,
    }),
    showStatus(statusOf(window), clock, changed.event),
    pastePictures(window),
    changed.event(() => {
      void vscode.commands.executeCommand(
        'setContext',
        contexts.hasIncident,
        incidents.current !== undefined,
      );
    }),
  ];
}

async function grammarOf(extension: vscode.Uri): Promise<Grammar> {
  const { loadGrammar } = await import('./node/grammar.ts');
  const dist = join(extension.fsPath, 'dist');
  return loadGrammar({
    engine: join(dist, 'web-tree-sitter.wasm'),
    bash: join(dist, 'tree-sitter-bash.wasm'),
    programs: join(dist, 'programs'),
  });
}

/** Loads something heavy at its first need, and only then. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
