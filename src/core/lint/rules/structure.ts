import type { Guide, Phase, Playbook, Step } from '../../guide/guide.ts';
import { isVerification, stepsOf } from '../../guide/walk.ts';
import type { Rule } from '../rule.ts';

const steps = (phase: Phase): Step[] => stepsOf(phase).map(({ step }) => step);
const optionsOf = (phase: Phase): Step[] => steps(phase).filter(({ kind }) => kind === 'option');

export const noVerification: Rule = {
  id: 'no-verification',
  severity: 'warning',
  doc: 'Recovery options without a step that verifies them leave nobody sure that it is over. Add "# Verify …" after the options, or a Verification phase.',
  *check(guide) {
    for (const playbook of guide.playbooks) {
      const [first] = playbook.phases.filter((phase) => optionsOf(phase).length > 0);
      const verified = playbook.phases.some((phase) =>
        steps(phase).some((step) => isVerification(phase, step) || step.kind === 'monitor'),
      );
      if (first && !verified)
        yield {
          line: first.line,
          endLine: first.line,
          message: `"${first.title}" has options, but nothing verifies that one of them worked.`,
        };
    }
  },
};

export const destructiveFirst: Rule = {
  id: 'destructive-first',
  severity: 'warning',
  doc: 'The first option of a phase loses data: at 3 a.m. the first one is what people take. Put a harmless one before it.',
  *check(guide) {
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

export const numberSkips: Rule = {
  id: 'number-skips',
  severity: 'info',
  doc: 'A numbered list skips or repeats a number: a step may be missing.',
  *check(guide) {
    for (const { phases } of guide.playbooks) {
      for (const phase of phases) {
        const numbered = steps(phase).filter(({ ordinal }) => ordinal !== undefined);
        for (const [index, step] of numbered.entries()) {
          const before = numbered[index - 1]?.ordinal;
          if (before === undefined || step.ordinal === before + 1 || step.ordinal === 1) continue;
          yield {
            line: step.line,
            endLine: step.line,
            message: `Number ${step.ordinal} follows number ${before}.`,
          };
        }
      }
    }
  },
};

function responseOf(guide: Guide, { severity }: Playbook): number | undefined {
  return guide.severities.find(({ name }) => name === severity)?.responseSeconds;
}

export const phaseLimit: Rule = {
  id: 'phase-longer-than-response',
  severity: 'info',
  doc: 'A first phase that may take longer than the severity’s response time makes the target unreachable.',
  *check(guide) {
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
  *check(guide) {
    if (guide.contacts.length === 0) return;
    for (const { line, kind, contact, title } of guide.playbooks) {
      if (kind === 'incident' && contact === undefined)
        yield { line, endLine: line, message: `No contact fits "${title}".` };
    }
  },
};

export const datePassed: Rule = {
  id: 'date-passed',
  severity: 'info',
  doc: 'The date of the next update has passed.',
  *check({ nextUpdate }, { text, today }) {
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
  *check(guide) {
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
