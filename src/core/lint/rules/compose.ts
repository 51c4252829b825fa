import { composeCalls, composeFileOf } from '../../guide/compose.ts';
import { commandsOf, linesOf } from '../rule.ts';
import type { Rule } from '../rule.ts';

export const composeWithoutFile: Rule = {
  id: 'compose-without-file',
  severity: 'warning',
  doc: 'A compose call names no file although the guide’s others do: it fails in a folder without a default file, and asks another project in one that has one. Add -f, or set COMPOSE_FILE.',
  *check(guide) {
    const file = composeFileOf(guide);
    if (file === undefined || /^(docker-)?compose\.ya?ml$/.test(file)) return;
    for (const { command } of commandsOf(guide)) {
      const without = composeCalls(command.text).find((one) => one.file === undefined);
      if (!without) continue;
      yield {
        ...linesOf(command),
        message: `"${without.program} ${without.verb}" names no file; other calls in this guide name ${file}.`,
      };
    }
  },
};

export const composeDownService: Rule = {
  id: 'compose-down-service',
  severity: 'warning',
  doc: '"down SERVICE" stops nothing in Compose v1, which prints its usage and succeeds; only newer Compose v2 stops that one service. "rm -sf SERVICE" does it in both.',
  *check(guide) {
    for (const { command } of commandsOf(guide)) {
      for (const { verb, rest } of composeCalls(command.text)) {
        const service = rest
          .trim()
          .split(/\s+/)
          .find((word) => word !== '' && !word.startsWith('-'));
        if (verb === 'down' && service !== undefined && !/-(t|-timeout|-rmi)\b/.test(rest)) {
          yield {
            ...linesOf(command),
            message: `"down ${service}" stops nothing in Compose v1, and everything it names only in newer v2.`,
          };
        }
      }
    }
  },
};

export const scaleSingleContainer: Rule = {
  id: 'scale-single-container',
  severity: 'error',
  doc: 'A service that the guide elsewhere addresses as one container by its name, or on one fixed port, can’t have a second replica: name and port are taken.',
  *check(guide) {
    const commands = commandsOf(guide);
    const named = new Set(
      commands.flatMap(({ command }) =>
        [
          ...command.text.matchAll(/\bdocker (?:stats|exec|logs|inspect|top|restart|stop)((?:\s+[\w-]+)+)/g),
        ].flatMap(([, words = '']) => words.trim().split(/\s+/)),
      ),
    );
    for (const { command } of commands) {
      for (const [, service = '', count = ''] of command.text.matchAll(/--scale[ =](\w[\w-]*)=(\d+)/g)) {
        if (Number(count) > 1 && named.has(service)) {
          yield {
            ...linesOf(command),
            message: `--scale ${service}=${count}: elsewhere "${service}" is one container by that name, so a second can’t start.`,
          };
        }
      }
    }
  },
};
