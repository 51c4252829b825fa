import { isVerification } from '../../guide/walk.ts';
import { replaceIn } from '../fix.ts';
import { commandsOf, linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const pipeHidesFailure: Rule = {
  id: 'pipe-hides-failure',
  severity: 'warning',
  doc: 'A pipe that ends in a counter ends with 0 whatever happened before it: when its first part fails the count is 0, which reads as "none". Look at the first part’s own exit code, or set -o pipefail.',
  *check(guide) {
    for (const { command, step } of commandsOf(guide)) {
      const told = step.commands.some(({ text }) => text.includes('pipefail'));
      if (!told && /\|\s*grep\b[^|]*\|\s*wc\s+-l\b/.test(command.text)) {
        yield {
          ...linesOf(command),
          message: 'When the first part fails this counts 0, which reads as "none".',
        };
      }
    }
  },
};

export const watchAndList: Rule = {
  id: 'watch-and-list',
  severity: 'warning',
  doc: 'watch runs "a && b": when the first part fails the second is never shown. Use ";" so that both are seen.',
  *check(guide, { text }) {
    for (const { command } of commandsOf(guide)) {
      if (!/^\s*watch\b[^'"]*(['"])[^'"]*&&/.test(command.text)) continue;
      const fix = replaceIn(text, command, ' && ', '; ', 'Show both with ";"');
      yield {
        ...linesOf(command),
        message: 'When the part before && fails, the part after it is never shown.',
        ...(fix && { fix }),
      };
    }
  },
};

export const verifyCannotFail: Rule = {
  id: 'verify-cannot-fail',
  severity: 'warning',
  doc: 'curl without -f ends with 0 on an HTTP error, so this verification passes while the service is broken. Use curl -fsS.',
  *check(guide, { text }) {
    for (const { phase, step, command } of commandsOf(guide)) {
      if (!isVerification(phase, step)) continue;
      const words = /^\s*curl((?:\s+-\S+)*)\s/.exec(command.text);
      if (
        !words ||
        /\s(-\w*f\w*|--fail\S*|-w|--write-out|-I|--head)\b/.test(command.text) ||
        command.text.includes('|')
      )
        continue;
      const fix = replaceIn(text, command, 'curl ', 'curl -fsS ', 'Let curl fail on an HTTP error');
      yield {
        ...linesOf(command),
        message: 'curl without -f ends with 0 on an HTTP error: this verification can’t fail.',
        ...(fix && { fix }),
      };
    }
  },
};

export const opensEditor: Rule = {
  id: 'opens-editor',
  severity: 'warning',
  doc: 'git opens an editor in a terminal and waits. --no-edit takes the message as it is.',
  *check(guide, { text }) {
    for (const { command } of commandsOf(guide)) {
      const words = /\bgit (revert|cherry-pick --edit|merge --edit|commit --amend)\b/.exec(command.text)?.[0];
      if (words === undefined || /--no-edit|--no-commit|\s-n\b|\s-m\b|--abort|--continue/.test(command.text))
        continue;
      const fix = replaceIn(
        text,
        command,
        words,
        `${words.replace(' --edit', '')} --no-edit`,
        'Add --no-edit',
      );
      yield { ...linesOf(command), message: `"${words}" opens an editor and waits.`, ...(fix && { fix }) };
    }
  },
};
