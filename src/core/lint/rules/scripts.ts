import { hasOption } from '../calls.ts';
import { replaceIn } from '../fix.ts';
import { linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** A script as it stands in a playbook: for the examples. */
const script = (lines: string): string => `**Diagnosis:**\n\n\`\`\`bash\n#!/bin/bash\n${lines}\n\`\`\`\n`;

export const scriptCannotFail: Rule = {
  id: 'script-cannot-fail',
  severity: 'info',
  doc: 'A script goes on after each failure and ends with what it prints, so it ends with 0 whatever it found. Write "set -e", or end with an exit code that tells.',
  bad: script('systemctl is-active api\ncurl -fsS http://localhost/health\necho "done"'),
  good: script('set -e\nsystemctl is-active api\ncurl -fsS http://localhost/health\necho "done"'),
  *check({ guide }) {
    const blocks = guide.playbooks.flatMap(({ phases }) => phases.flatMap((phase) => phase.blocks));
    for (const step of blocks.flatMap(({ steps }) => steps)) {
      if (!step.script) continue;
      const texts = step.commands.map(({ text }) => text);
      const tells = texts.some((text) => /\bset\s+-\w*e|\berrexit\b|\b(?:exit|return|trap)\b/.test(text));
      const isSaid = (text: string): boolean => /^(?:echo|printf)\b[^|&;]*$/.test(text);
      if (tells || !isSaid(texts.at(-1) ?? '') || texts.every(isSaid)) continue;
      yield {
        ...linesOf(step),
        message: 'This script goes on after a failure and ends with 0, whatever it found.',
      };
    }
  },
};

export const noTty: Rule = {
  id: 'no-tty',
  severity: 'info',
  doc: 'docker-compose exec asks for a terminal, which a script has not that runs from cron or in CI: it fails there. Use exec -T.',
  bad: script('set -e\ndocker-compose exec db pg_isready'),
  good: script('set -e\ndocker-compose exec -T db pg_isready'),
  mends: 'adds -T',
  *check({ text, commands }) {
    for (const { step, command, calls } of commands) {
      if (!step.script || !command.text.includes('docker-compose')) continue;
      const call = calls().find(
        (one) => one.program === 'docker-compose' && one.words.includes('exec') && !hasOption(one, '-T'),
      );
      if (!call || call.words.includes('-T')) continue;
      const fix = replaceIn(text, command, 'Add -T', { words: ' exec ', other: ' exec -T ' });
      yield {
        ...linesOf(command),
        message: 'docker-compose exec asks for a terminal: without one, as in cron, this fails.',
        ...(fix && { fix }),
      };
    }
  },
};
