import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../until.ts';
import { recordedEvents, showGuide } from './workspace.ts';
import type { RecordedEvent } from './workspace.ts';

const guide = `# Guide

## Greeting

\`\`\`bash
# 1. Say hello
greeting=hello; echo "$greeting"

# 2. Say it again
echo "$greeting again" | grep again
\`\`\`
`;

const ended = (step: string) => async (): Promise<RecordedEvent | undefined> =>
  (await recordedEvents()).find((event) => event.type === 'run-ended' && event.step === step);

describe('running a step in the editor', () => {
  it('keeps its outcome on disk, and the shell’s state for the next step', async () => {
    const document = await showGuide('greeting-runbook.md', guide);
    const address = { guide: document.uri.fsPath, playbook: 'greeting', phase: 'steps' };
    await vscode.commands.executeCommand('incidentRunbook.runStep', { ...address, step: '1' });
    assert.equal((await until('the end of step 1', ended('steps/1'))).outcome, 'succeeded');
    await vscode.commands.executeCommand('incidentRunbook.runStep', { ...address, step: '2' });
    assert.equal((await until('the end of step 2', ended('steps/2'))).outcome, 'succeeded');
    const closed = async (): Promise<boolean> =>
      (await recordedEvents()).some(({ type }) => type === 'closed');
    await until('the tool’s own record is closed at its end', closed);
    const types = (await recordedEvents()).map(({ type }) => type);
    assert.deepEqual(types, [
      'opened',
      'run-started',
      'output',
      'run-ended',
      'run-started',
      'output',
      'run-ended',
      'closed',
    ]);
  });

  it('runs in one terminal, named after the incident', () => {
    const names = vscode.window.terminals
      .map(({ name }) => name)
      .filter((name) => name.startsWith('Incident:'));
    assert.deepEqual(names, ['Incident: Greeting']);
  });
});
