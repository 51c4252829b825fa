import { stripVTControlCharacters } from 'node:util';
import * as vscode from 'vscode';
import { changeWords } from '../core/run/target.ts';
import type { Answer, Ask, Question } from '../ports.ts';

const { l10n } = vscode;
const yes: Answer = { kind: 'yes' };
const no: Answer = { kind: 'no' };

/** Puts questions as VS Code puts them. Closing a question is a *no*. */
export const ask: Ask = async (question: Question): Promise<Answer> => {
  switch (question.kind) {
    case 'confirm-danger':
      return confirm(dangerWords(question), dangerDetail(question), question.button);
    case 'confirm-hidden':
      return confirm(
        l10n.t('"{0}" has characters that can’t be seen or that look like others.', question.title),
        l10n.t('This is what the shell would read:\n{0}', question.escaped),
        l10n.t('Run'),
      );
    case 'run-elsewhere':
      return confirm(
        l10n.t('"{0}" is running in {1}.', question.title, question.where),
        '',
        l10n.t('Run here too'),
      );
    case 'other-compose':
      return otherCompose(question);
    case 'fill-placeholder':
      return fill(question);
    case 'type-target': {
      const typed = await vscode.window.showInputBox({
        title: question.title,
        prompt: l10n.t('It is pointed at what looks like production. Type {0} to go on.', question.target),
        ignoreFocusOut: true,
      });
      return typed === undefined ? no : { kind: 'text', text: typed };
    }
    case 'target-changed':
      return confirm(
        l10n.t('"{0}" is pointed at something else than the steps before it.', question.title),
        question.changes.map(changeWords).join('\n'),
        l10n.t('Run'),
      );
    case 'in-the-way':
      return goPast(question);
    case 'passed':
      return passed(question);
    case 'rehearse':
      return rehearsed(question);
    case 'reason': {
      const text = await vscode.window.showInputBox({
        title: question.title,
        prompt: l10n.t('The reason, in words'),
        ignoreFocusOut: true,
      });
      return text === undefined ? no : { kind: 'text', text };
    }
  }
};

/**
 * A modal whose first button is harmless: VS Code gives the first one the focus, and Enter presses it. Marking a close
 * button does not help, so *Show in guide* comes first and runs nothing.
 */
async function confirm(message: string, detail: string, button: string): Promise<Answer> {
  const harmless = l10n.t('Show in guide');
  const pressed = await vscode.window.showWarningMessage(message, { modal: true, detail }, harmless, button);
  return pressed === button ? yes : no;
}

/** As it is written comes first: Enter changes nothing of what the guide says. */
async function otherCompose(question: Extract<Question, { kind: 'other-compose' }>): Promise<Answer> {
  const { title, written, here } = question;
  const asWritten = l10n.t('Run as written');
  const rename = l10n.t('Use {0}', here);
  const pressed = await vscode.window.showWarningMessage(
    l10n.t('"{0}" calls {1}, which is not here. {2} is.', title, written, here),
    { modal: true, detail: l10n.t('To use {0} then holds for the rest of the incident.', here) },
    asWritten,
    rename,
  );
  if (pressed === undefined) return no;
  return { kind: 'text', text: pressed === rename ? here : written };
}

type DangerQuestion = Extract<Question, { kind: 'confirm-danger' }>;

function dangerWords({ title, danger }: DangerQuestion): string {
  return danger.reason === undefined
    ? l10n.t('"{0}" may lose data or stop a service.', title)
    : l10n.t('"{0}": {1}.', title, danger.reason);
}

function dangerDetail({ commands, target, notices }: DangerQuestion): string {
  return [l10n.t('It runs, {0}:', target), ...commands.map((command) => `    ${command}`), ...notices].join(
    '\n',
  );
}

async function fill({
  title,
  placeholder,
  suggestions,
}: Extract<Question, { kind: 'fill-placeholder' }>): Promise<Answer> {
  const words = { title, prompt: l10n.t('{0} stands for?', placeholder.text), placeHolder: placeholder.name };
  const text =
    suggestions.length === 0
      ? await vscode.window.showInputBox({ ...words, ignoreFocusOut: true })
      : await pickOrType(words, suggestions);
  return text === undefined || text === '' ? no : { kind: 'text', text };
}

/** A form that takes what is typed as well as what is offered. Nothing is chosen beforehand: Enter alone picks nothing. */
function pickOrType(
  { title, prompt, placeHolder }: Record<'title' | 'prompt' | 'placeHolder', string>,
  suggestions: readonly string[],
): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  const offered = suggestions.map((label) => ({ label, description: l10n.t('printed before') }));
  const offer = (typed: string): void => {
    picker.items = typed === '' || suggestions.includes(typed) ? offered : [{ label: typed }, ...offered];
    if (typed === '') picker.activeItems = [];
  };
  Object.assign(picker, { title: `${title}: ${prompt}`, placeholder: placeHolder, ignoreFocusOut: true });
  picker.onDidChangeValue(offer);
  offer('');
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      const [picked] = picker.activeItems;
      if (!picked) return;
      resolve(picked.label);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined); // after a choice this says nothing more
      picker.dispose();
    });
    picker.show();
  });
}

async function rehearsed({ title, commands }: Extract<Question, { kind: 'rehearse' }>): Promise<Answer> {
  const items = [
    { label: l10n.t('Succeeded'), text: 'succeeded' },
    { label: l10n.t('Failed'), text: 'failed' },
    { label: l10n.t('Skip'), text: 'skip' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Rehearsal, nothing is run: {0}', title),
    placeHolder: commands.map((text) => text.split('\n')[0]).join(' · '),
    ignoreFocusOut: true,
  });
  return picked ? { kind: 'text', text: picked.text } : no;
}

/** *Not* comes first: Enter must not say that a broken service is well. */
async function passed({ title, output }: Extract<Question, { kind: 'passed' }>): Promise<Answer> {
  const good = l10n.t('Passed');
  const said = stripVTControlCharacters(output).trim();
  const detail = [
    l10n.t('Its exit code is 0 even when the service answers with an error. It printed:'),
    said === '' ? l10n.t('(nothing)') : said,
  ].join('\n\n');
  const message = l10n.t('Did "{0}" pass?', title);
  const pressed = await vscode.window.showInformationMessage(
    message,
    { modal: true, detail },
    l10n.t('Not'),
    good,
  );
  return pressed === good ? yes : no;
}

/** *Copy Text* comes first: Enter sends nothing. */
async function goPast({
  title,
  commands,
  inTheWay,
}: Extract<Question, { kind: 'in-the-way' }>): Promise<Answer> {
  const { program, notInline } = inTheWay;
  const copy = l10n.t('Copy Text');
  const inline = l10n.t('Send Inline');
  const fresh = l10n.t('Fresh Terminal');
  const message =
    program === undefined
      ? l10n.t('"{0}" did not run: the terminal’s shell did not read it.', title)
      : l10n.t('"{0}" has not run: "{1}" has the incident’s terminal.', title, program);
  const detail = [
    l10n.t('Copy Text: you run it there yourself; Mark Done keeps that in the record.'),
    notInline === undefined
      ? l10n.t(
          'Send Inline: it is sent into it as one line. Its output and outcome are recorded; it runs where that shell is.',
        )
      : l10n.t('It can’t be sent into it: {0}.', notInline),
    l10n.t('Fresh Terminal: it runs on this machine, in a new terminal; the other one stays as it is.'),
  ].join('\n');
  const buttons = [copy, ...(notInline === undefined ? [inline] : []), fresh];
  const pressed = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (pressed === copy) await vscode.env.clipboard.writeText(commands.join('\n'));
  if (pressed === inline) return { kind: 'text', text: 'inline' };
  return pressed === fresh ? { kind: 'text', text: 'fresh' } : no;
}
