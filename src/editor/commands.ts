import * as vscode from 'vscode';
import { commandId, commands, views } from './contributions.ts';
import type { CommandName } from './contributions.ts';
import {
  attachFileCommand,
  attachLinkCommand,
  attachPictureCommand,
  openAttachmentCommand,
} from './attach-commands.ts';
import { amendCommand, backFillCommand } from './correct-commands.ts';
import { exportPostMortemCommand } from './export-command.ts';
import {
  goToPlaybookCommand,
  moveCommand,
  openManualCommand,
  showStepCommand,
  stepActionsCommand,
  useAsGuideCommand,
} from './guide-commands.ts';
import { openIncidentCommand, openPracticeCommand } from './history.ts';
import { makeStepCommand } from './make-step.ts';
import { rehearseCommand } from './rehearse-command.ts';
import { removeOldOutputsCommand, removeOutputCommand } from './remove-commands.ts';
import { previewRedaction } from './preview-redaction.ts';
import type { RedactionPreview } from './preview-redaction.ts';
import {
  checkDetectionCommand,
  chooseOptionCommand,
  runAllCommand,
  runNextStepCommand,
  runStepCommand,
  startIncidentCommand,
  stopCommand,
} from './run-commands.ts';
import {
  addNoteCommand,
  changeSeverityCommand,
  changeStatusCommand,
  copyUpdateCommand,
  escalateCommand,
  handOverCommand,
  markDoneCommand,
  pinOutputCommand,
  saveOutputBytesCommand,
  showOutputCommand,
} from './tell-commands.ts';
import type { TimelineView } from './timeline.ts';
import { verifyCommand } from './verify-command.ts';
import { exportWholeCommand, importWholeCommand } from './whole-commands.ts';
import { calledOn } from './window.ts';
import type { CalledOn, IncidentWindow } from './window.ts';

type Action = (window: IncidentWindow, on: CalledOn) => Promise<void> | void;

/** Every command of the table and the one action it calls: the compiler shows a row that nobody answers. */
function actionsOf(
  timeline: TimelineView,
  preview: RedactionPreview,
  extension: vscode.Uri,
): Record<CommandName, Action> {
  return {
    runStep: runStepCommand,
    stepActions: stepActionsCommand,
    nextStep: (window) => moveCommand(window, 'next'),
    previousStep: (window) => moveCommand(window, 'previous'),
    runNextStep: runNextStepCommand,
    runAll: runAllCommand,
    startIncident: startIncidentCommand,
    rehearse: rehearseCommand,
    stop: stopCommand,
    markDone: markDoneCommand,
    addNote: addNoteCommand,
    backFill: backFillCommand,
    amend: amendCommand,
    attachFile: attachFileCommand,
    attachPicture: attachPictureCommand,
    attachLink: attachLinkCommand,
    openAttachment: openAttachmentCommand,
    pinOutput: pinOutputCommand,
    changeStatus: changeStatusCommand,
    changeSeverity: changeSeverityCommand,
    copyUpdate: copyUpdateCommand,
    handOver: handOverCommand,
    escalate: escalateCommand,
    exportPostMortem: exportPostMortemCommand,
    exportWhole: exportWholeCommand,
    importWhole: importWholeCommand,
    makeStep: makeStepCommand,
    showOutput: showOutputCommand,
    saveOutputBytes: saveOutputBytesCommand,
    removeOutput: removeOutputCommand,
    verify: verifyCommand,
    previewRedaction: (window) => preview.show(window),
    removeOldOutputs: removeOldOutputsCommand,
    checkDetection: checkDetectionCommand,
    goToPlaybook: goToPlaybookCommand,
    useAsGuide: useAsGuideCommand,
    openIncident: openIncidentCommand,
    showTimelineAll: () => timeline.show('all'),
    showTimelineStory: () => timeline.show('story'),
    openTimeline: () => timeline.openPanel(),
    showInStory: (_window, on) => timeline.tell('shown-in-story', on),
    leaveOut: (_window, on) => timeline.tell('left-out', on),
    openPractice: () => openPracticeCommand(extension),
    chooseOption: chooseOptionCommand,
    openManual: openManualCommand,
    showIncident: () => void vscode.commands.executeCommand(`${views.incident}.focus`),
    showStep: showStepCommand,
    manageTrust: () => void vscode.commands.executeCommand('workbench.trust.manage'),
  };
}

/** Registers all commands. A failure is told to the person and the log, once, here. */
export function registerCommands(
  window: IncidentWindow,
  timeline: TimelineView,
  extension: vscode.Uri,
): vscode.Disposable {
  const preview = previewRedaction();
  const actions = actionsOf(timeline, preview, extension);
  const registered = (Object.keys(commands) as CommandName[]).map((name) =>
    vscode.commands.registerCommand(commandId(name), async (argument: unknown) => {
      try {
        await actions[name](window, calledOn(argument));
      } catch (error) {
        window.report(error);
      }
    }),
  );
  return vscode.Disposable.from(...registered, preview);
}
