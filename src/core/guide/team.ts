import { assessText } from '../shell/danger.ts';
import { highest } from '../shell/harm.ts';
import type { Assessment } from '../shell/harm.ts';
import { maskGaps } from '../shell/placeholders.ts';
import type { Grammar } from '../shell/syntax.ts';
import { mayConcern, teamJudge } from '../shell/team.ts';
import type { TeamRule } from '../shell/team.ts';
import type { Command, Guide, PhaseKind, Step } from './guide.ts';

/** A team's own words in its guides. */
export interface TeamWords {
  /** More names of phases, by kind. */
  phases: Readonly<Partial<Record<PhaseKind, readonly string[]>>>;
  /** Its levels, for guides without a severity matrix. */
  severities: readonly string[];
}

export const noTeamWords: TeamWords = { phases: {}, severities: [] };

/** A guide with the danger of its commands as the team's rules have it. Without rules it is the guide itself. */
export function withTeamRules(guide: Guide, rules: readonly TeamRule[], grammar: Grammar): Guide {
  if (rules.length === 0) return guide;
  const judge = teamJudge(rules, grammar.programs);
  const judged = (command: Command): Command => {
    if (!mayConcern(rules, command.text)) return command;
    const text = maskGaps(command.text);
    const { danger } = assessText(text, grammar, judge);
    // What the lines before it said of a command is not seen here: then the team's word only raises.
    const isWhole = assessText(text, grammar).danger.level === command.danger.level;
    const isHigher =
      highest([asHarm(command), { ...asHarm(command), danger }]).danger.level !== command.danger.level;
    return isWhole || isHigher ? { ...command, danger } : command;
  };
  const step = (one: Step): Step => {
    const commands = one.commands.map(judged);
    if (commands.every((command, at) => command === one.commands[at])) return one;
    return { ...one, commands, danger: highest(commands.map(asHarm)).danger };
  };
  const playbooks = guide.playbooks.map((playbook) => ({
    ...playbook,
    phases: playbook.phases.map((phase) => ({
      ...phase,
      blocks: phase.blocks.map((block) =>
        block.runnable ? { ...block, steps: block.steps.map(step) } : block,
      ),
    })),
  }));
  return { ...guide, playbooks };
}

const asHarm = ({ danger, interactive, longRunning }: Command): Assessment => ({
  danger,
  interactive,
  longRunning,
});
