import { block } from './examples.ts';
import type { RuleText } from './rule.ts';

/** What reading itself reports, beside the rules. */
export const readerProblems: readonly RuleText[] = [
  {
    id: 'not-shell',
    severity: 'warning',
    doc: 'A block tagged as a shell does not read as one: it is shown, and never run. Tag sample output as `text`.',
    bad: block(
      'NAME    READY   STATUS    RESTARTS\napi-0   1/1     Running   0\napi-1   0/1     Pending   4',
      'Diagnosis',
    ),
    good: '**Diagnosis:**\n\n```text\nNAME    READY   STATUS    RESTARTS\napi-0   1/1     Running   0\napi-1   0/1     Pending   4\n```\n',
    mends: 'tags output as `text`',
  },
  {
    id: 'hidden-character',
    severity: 'warning',
    doc: 'A character in a command that can’t be seen, or that looks like another one: the command is not what it looks like. The step asks before it runs.',
    bad: block('systemctl status\u00a0api', 'Diagnosis'),
    good: block('systemctl status api', 'Diagnosis'),
    mends: 'takes the character out, or writes the one it looks like',
  },
  {
    id: 'unclosed-fence',
    severity: 'warning',
    doc: 'A fence is never closed: all that follows is read as its text. Close it.',
    bad: '**Diagnosis:**\n\n```bash\nsystemctl status api\n',
    good: '**Diagnosis:**\n\n```bash\nsystemctl status api\n```\n',
    mends: 'closes the fence at the end of the text, where nothing in it looks like Markdown',
  },
  {
    id: 'front-matter',
    severity: 'warning',
    doc: 'The front matter is no valid YAML and is skipped.',
    bad: '---\ntitle: "API down\n---\n\n# API down\n',
    good: '---\ntitle: "API down"\n---\n\n# API down\n',
  },
  {
    id: 'mojibake',
    severity: 'warning',
    doc: 'The text was read in a wrong encoding once, so that letters and signs are broken.',
    bad: 'Wait 5 min â€“ no more.\n',
    good: 'Wait 5 min – no more.\n',
    mends: 'repairs the whole file',
  },
];
