import type { Fix, Guide, Phase, Playbook, Step } from '../../guide/guide.ts';
import { isVerification, stepsOf } from '../../guide/walk.ts';
import { indexLines, lineText, offsetOfLine } from '../../text.ts';
import type { LineIndex } from '../../text.ts';
import { block } from '../examples.ts';
import { atLine } from '../rule.ts';
import type { Rule } from '../rule.ts';

const steps = (phase: Phase): Step[] => stepsOf(phase).map(({ step }) => step);
/** A matrix, and a playbook under one of its levels: the beginning of two examples. */
const matrix =
  '# Guide\n\n| Severity | Response time |\n|---|---|\n| Critical | 5 min |\n\n## Critical incidents\n\n### API down\n\n';
const contacts = (issue: string): string =>
  `\n## Contacts\n\n| Issue | Primary | Secondary |\n|---|---|---|\n| ${issue} | Ana | Ben |\n`;
const optionsOf = (phase: Phase): Step[] => steps(phase).filter(({ kind }) => kind === 'option');

export const noVerification: Rule = {
  id: 'no-verification',
  severity: 'warning',
  doc: 'Recovery options without a step that verifies them leave nobody sure that it is over. Add "# Verify …" after the options, or a Verification phase.',
  bad: block('# Option 1: Restart\nsystemctl restart api'),
  good: block('# Option 1: Restart\nsystemctl restart api\n\n# Verify\nsystemctl is-active api'),
  *check({ guide }) {
    for (const playbook of guide.playbooks.filter(({ kind }) => kind === 'incident')) {
      const [first] = playbook.phases.filter((phase) => optionsOf(phase).length > 0);
      const verified = playbook.phases.some((phase) =>
        steps(phase).some((step) => isVerification(phase, step) || step.kind === 'monitor'),
      );
      if (first && !verified)
        yield {
          ...atLine(first.line),
          message: `"${first.title || playbook.title}" has options, but nothing verifies that one of them worked.`,
        };
    }
  },
};

export const destructiveFirst: Rule = {
  id: 'destructive-first',
  severity: 'warning',
  doc: 'The first option of a phase loses data: at 3 a.m. the first one is what people take. Put a harmless one before it.',
  bad: block(
    '# Option 1: Empty the cache\nredis-cli FLUSHALL\n\n# Option 2: Restart\nsystemctl restart api\n\n# Verify\nsystemctl is-active api',
  ),
  good: block(
    '# Option 1: Restart\nsystemctl restart api\n\n# Option 2: Empty the cache\nredis-cli FLUSHALL\n\n# Verify\nsystemctl is-active api',
  ),
  *check({ guide }) {
    for (const { phases } of guide.playbooks) {
      for (const phase of phases) {
        const [first, second] = optionsOf(phase);
        if (first?.danger.level === 'destructive' && second) {
          yield {
            line: first.line,
            endLine: first.endLine,
            message: `The first option is destructive: ${first.danger.reason ?? 'it loses data'}.`,
          };
        }
      }
    }
  },
};

/** The number in front of a comment's text. The numbers of Markdown's own lists are counted by whoever shows them. */
const writtenNumber = /^(\W*#+\s*(?:step\s+)?)(\d+)(?=[.):])/i;

export const numberSkips: Rule = {
  id: 'number-skips',
  severity: 'info',
  doc: 'A numbered list skips or repeats a number: a step may be missing. Write it, or number the steps anew.',
  bad: block(
    '# 1. Look at the service\nsystemctl status api\n\n# 3. Look at its log\njournalctl -u api -n 20',
    'Triage',
  ),
  good: block(
    '# 1. Look at the service\nsystemctl status api\n\n# 2. Look at its log\njournalctl -u api -n 20',
    'Triage',
  ),
  mends: 'numbers the steps of a list anew',
  *check({ guide, text }) {
    const index = indexLines(text);
    for (const { blocks } of guide.playbooks.flatMap(({ phases }) => phases)) {
      const numbered = blocks
        .flatMap((one) => one.steps)
        .filter(({ line, ordinal }) => ordinal !== undefined && writtenNumber.test(lineText(index, line)));
      for (const [at, { ordinal = 0, line }] of numbered.entries()) {
        const before = numbered[at - 1]?.ordinal;
        if (before === undefined || ordinal === before + 1 || ordinal === 1) continue;
        const fix = numberAnew(numbered, index);
        yield {
          ...atLine(line),
          message: `Number ${ordinal} follows number ${before}.`,
          ...(fix && { fix }),
        };
      }
    }
  },
};

/** Numbers the steps of one list from its first number on; undefined when the phase holds several lists. */
function numberAnew(numbered: readonly Step[], index: LineIndex): Fix | undefined {
  const [first, ...others] = numbered.map(({ ordinal }) => ordinal);
  if (first === undefined || others.includes(1)) return undefined;
  const edits = numbered.flatMap(({ line, ordinal }, at) => {
    const number = String(first + at);
    const [, before = '', written = ''] = writtenNumber.exec(lineText(index, line)) ?? [];
    if (ordinal === first + at) return [];
    const start = offsetOfLine(index, line) + before.length;
    return [{ start, end: start + written.length, text: number }];
  });
  return { title: 'Number the steps anew', edits };
}

function responseOf(guide: Guide, { severity }: Playbook): number | undefined {
  return guide.severities.find(({ name }) => name === severity)?.responseSeconds;
}

export const phaseLimit: Rule = {
  id: 'phase-longer-than-response',
  severity: 'info',
  doc: 'A first phase that may take longer than the severity’s response time makes the target unreachable.',
  bad: `${matrix}${block('systemctl status api', 'Immediate action (first 10 minutes)')}`,
  good: `${matrix}${block('systemctl status api', 'Immediate action (first 5 minutes)')}`,
  *check({ guide }) {
    for (const playbook of guide.playbooks) {
      const response = responseOf(guide, playbook);
      for (const phase of playbook.phases) {
        if (phase.kind !== 'immediate' || response === undefined || (phase.timeLimitSeconds ?? 0) <= response)
          continue;
        yield {
          line: phase.line,
          endLine: phase.line,
          message: `This phase’s time limit is longer than the response time of ${playbook.severity ?? ''}.`,
        };
      }
    }
  },
};

export const noContact: Rule = {
  id: 'no-contact',
  severity: 'info',
  doc: 'No row of the contacts fits this playbook: nobody is named to be called.',
  bad: `# Guide\n\n## Critical incidents\n\n### API down\n\n${block('systemctl status api', 'Triage')}${contacts('Database')}`,
  good: `# Guide\n\n## Critical incidents\n\n### API down\n\n${block('systemctl status api', 'Triage')}${contacts('API down')}`,
  *check({ guide }) {
    if (guide.contacts.length === 0) return;
    for (const { line, kind, contact, title, severity, detection } of guide.playbooks) {
      const isForSomebody = kind === 'incident' && (severity !== undefined || detection !== undefined);
      if (isForSomebody && contact === undefined)
        yield { ...atLine(line), message: `No contact fits "${title}".` };
    }
  },
};

export const datePassed: Rule = {
  id: 'date-passed',
  severity: 'info',
  doc: 'The date of the next update has passed.',
  bad: `**Next update:** January 10, 2020\n\n${block('systemctl status api', 'Triage')}`,
  good: `**Next update:** January 10, 2099\n\n${block('systemctl status api', 'Triage')}`,
  *check({ guide: { nextUpdate }, text, today }) {
    if (nextUpdate === undefined || nextUpdate >= today) return;
    const line = text.split('\n').findLastIndex((one) => /next\s+(update|review)/i.test(one)) + 1;
    yield {
      line: Math.max(1, line),
      endLine: Math.max(1, line),
      message: `The next update was due on ${nextUpdate}.`,
    };
  },
};

export const volatileDatabaseVolume: Rule = {
  id: 'volatile-database-volume',
  severity: 'error',
  doc: 'A database’s volume is given type tmpfs: its data lies in memory and is lost when it is unmounted.',
  bad: block(
    '# Option 1: A larger volume\n# Edit compose.yml:\n# volumes:\n#   postgres_data:\n#     driver_opts:\n#       type: tmpfs\ndocker-compose up -d postgres\n\n# Verify\ndocker-compose ps postgres',
  ),
  good: block(
    '# Option 1: A larger volume\n# Edit compose.yml:\n# volumes:\n#   postgres_data:\n#     driver_opts:\n#       type: xfs\ndocker-compose up -d postgres\n\n# Verify\ndocker-compose ps postgres',
  ),
  *check({ guide }) {
    for (const { phases } of guide.playbooks) {
      for (const { manual } of phases.flatMap(steps)) {
        for (const { text, line, endLine } of manual) {
          if (/type:\s*tmpfs/.test(text) && /postgres|mysql|maria|mongo|redis|elastic|data/i.test(text)) {
            yield {
              line,
              endLine,
              message: 'A tmpfs volume lies in memory: the database is lost when it is unmounted.',
            };
          }
        }
      }
    }
  },
};
