import { clouds } from './formats/clouds.ts';
import { code } from './formats/code.ts';
import { infrastructure } from './formats/infrastructure.ts';
import { messages } from './formats/messages.ts';
import { models } from './formats/models.ts';
import { money } from './formats/money.ts';
import { watching } from './formats/watching.ts';
import { webhooks } from './formats/webhooks.ts';
import { work } from './formats/work.ts';
import { pattern, START, type Rule } from './rule.ts';

/** The rules for tokens that are known by how they start. */
export function formatRules(): readonly Rule[] {
  const formats = [clouds, code, infrastructure, watching, messages, money, models, webhooks, work].flat();
  return formats.flatMap(({ kind, starts, rest }) =>
    starts.map((start) =>
      pattern(kind, [start], `${/^\w/.test(start) ? START : ''}${literally(start)}${rest}`),
    ),
  );
}

function literally(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
