import type { Fix } from '../../guide/guide.ts';
import { hasOption } from '../calls.ts';
import type { Call, CommandInGuide } from '../calls.ts';
import { block } from '../examples.ts';
import { offsetOfCommand, replaceIn } from '../fix.ts';
import { fixedServices } from '../knowledge/compose-file.ts';
import { linesOf } from '../rule.ts';
import type { Looked, Rule } from '../rule.ts';

/** A call of compose, wherever in a command: in a pipe, in quotes of `watch`. */
interface ComposeCall extends Call {
  verb: string;
  services: readonly string[];
}

/** `docker compose` calls compose with the rest of its words, so it is found once. */
function composeCalls({ command, calls }: CommandInGuide): ComposeCall[] {
  if (!command.text.includes('compose')) return [];
  return calls()
    .filter(({ program }) => program === 'docker-compose' || program === 'podman-compose')
    .map((call) => {
      const [verb = '', ...services] = call.operands;
      return { ...call, verb, services };
    });
}

const filesOf = ({ options }: Call): readonly string[] => [
  ...(options.get('-f') ?? []),
  ...(options.get('--file') ?? []),
];

/** As it is typed, with the options before its verb. */
const typed =
  /\b(docker-compose|docker compose)((?:\s+(?:-p|--project-name|--profile|--env-file)[ =]\S+|\s+--(?!file)[\w-]+)*)\s+([a-z]+)\b/g;

/** The compose file that the guide's calls name, when they agree on one, and are not a few among many that name none. */
function namedFile({ commands }: Looked): string | undefined {
  const calls = commands.flatMap((at) => composeCalls(at).map((call) => filesOf(call).join(' ')));
  const named = calls.filter((file) => file !== '');
  const [file] = named;
  const isOne = named.every((one) => one === file) && !file?.includes(' ');
  return isOne && named.length * 2 >= calls.length - named.length ? file : undefined;
}

export const composeWithoutFile: Rule = {
  id: 'compose-without-file',
  severity: 'warning',
  doc: 'A compose call names no file although the guide’s others do: it fails in a folder without a default file, and asks another project in one that has one. Add -f, or set COMPOSE_FILE.',
  bad: block('docker-compose -f prod.yml ps\ndocker-compose exec api env', 'Diagnosis'),
  good: block('docker-compose -f prod.yml ps\ndocker-compose -f prod.yml exec api env', 'Diagnosis'),
  mends: 'adds -f with the file that the other calls name',
  *check(looked) {
    const file = namedFile(looked);
    if (file === undefined || /^(docker-)?compose\.ya?ml$/.test(file)) return;
    if (looked.text.includes('COMPOSE_FILE=')) return;
    for (const at of looked.commands) {
      const without = composeCalls(at).find((call) => filesOf(call).length === 0 && call.verb !== 'version');
      if (!without) continue;
      const fix = addFile(looked.text, at, file);
      yield {
        ...linesOf(at.command),
        message: `"docker-compose ${without.verb}" names no file; other calls in this guide name ${file}.`,
        ...(fix && { fix }),
      };
    }
  },
};

function addFile(text: string, { command }: CommandInGuide, file: string): Fix | undefined {
  const start = offsetOfCommand(text, command);
  const places = [...command.text.matchAll(typed)].map(
    ({ index, 1: program = '' }) => index + program.length,
  );
  if (start === undefined || places.length === 0) return undefined;
  return {
    title: `Name ${file}`,
    edits: places.map((at) => ({ start: start + at, end: start + at, text: ` -f ${file}` })),
  };
}

export const composeDownService: Rule = {
  id: 'compose-down-service',
  severity: 'warning',
  doc: '"down SERVICE" stops nothing in Compose v1, which prints its usage and succeeds; only newer Compose v2 stops that one service. "rm -sf SERVICE" does it in both.',
  bad: block('# Option 1: Start anew\ndocker-compose down api\n# Verify\ndocker-compose ps api'),
  good: block('# Option 1: Start anew\ndocker-compose rm -sf api\n# Verify\ndocker-compose ps api'),
  mends: 'writes "rm -sf" for "down"',
  *check({ text, commands }) {
    for (const at of commands) {
      for (const { verb, services, options } of composeCalls(at)) {
        const [service] = services;
        if (verb !== 'down' || service === undefined) continue;
        const named = services.join(' ');
        const onlyServices = [...options.keys()].every((option) => option === '-f' || option === '--file');
        const fix = replaceIn(text, at.command, `Write "rm -sf ${named}"`, {
          words: `down ${named}`,
          other: `rm -sf ${named}`,
        });
        yield {
          ...linesOf(at.command),
          message: `"down ${service}" stops nothing in Compose v1; only newer v2 stops that one service.`,
          ...(fix && onlyServices && { fix }),
        };
      }
    }
  },
};

export const composeOptionBehind: Rule = {
  id: 'compose-v1-option',
  severity: 'warning',
  doc: 'docker-compose (v1) takes no option behind the service: "logs api --tail=100" looks for a service named --tail=100; and it has no "logs --since". Write options before the service, or call docker compose.',
  bad: block('docker-compose logs api --tail=100', 'Diagnosis'),
  good: block('docker-compose logs --tail=100 api\ndocker compose logs api --tail=100', 'Diagnosis'),
  mends: 'writes the option before the service',
  *check({ text, commands }) {
    for (const at of commands) {
      const { command } = at;
      if (!command.text.includes('docker-compose')) continue; // v2 is called as docker compose
      for (const call of composeCalls(at).filter(({ verb }) => verb === 'logs')) {
        if (hasOption(call, '--since', '--until')) {
          yield {
            ...linesOf(command),
            message: 'docker-compose (v1) has no --since and no --until for logs.',
          };
          continue;
        }
        const [, service, option] =
          /\blogs\s+([\w-]+)((?:\s+(?:--tail[= ]\d+|-f|--follow|-t|--timestamps|--no-color))+)(?=\s*(?:[|;&>'"\n]|$))/.exec(
            command.text,
          ) ?? [];
        if (service === undefined || option === undefined) continue;
        const fix = replaceIn(text, command, 'Write the options before the service', {
          words: `logs ${service}${option}`,
          other: `logs${option} ${service}`,
        });
        yield {
          ...linesOf(command),
          message: `docker-compose (v1) takes "${option.trim()}" behind "${service}" for a service.`,
          ...(fix && { fix }),
        };
      }
    }
  },
};

const scaled = ({ options }: Call): string[] =>
  (options.get('--scale') ?? []).filter((value) => /^[\w-]+=(?:[2-9]|\d\d+)$/.test(value));

export const scaleSingleContainer: Rule = {
  id: 'scale-single-container',
  severity: 'error',
  doc: 'A service that the guide elsewhere addresses as one container by its name, or that has a container_name or a fixed host port in the guide’s own compose file, can’t have a second replica: name and port are taken.',
  bad: block('docker stats api --no-stream\ndocker-compose up -d --scale api=3', 'Mitigation'),
  good: block('docker-compose top api\ndocker-compose up -d --scale api=3', 'Mitigation'),
  *check({ guide, commands }) {
    const named = new Set(commands.flatMap(namedContainers));
    const fixed = fixedServices(guide);
    for (const at of commands) {
      for (const value of composeCalls(at).flatMap(scaled)) {
        const service = value.split('=', 1)[0] ?? '';
        const why = named.has(service)
          ? `elsewhere "${service}" is one container by that name`
          : fixed.get(service);
        if (why === undefined) continue;
        yield { ...linesOf(at.command), message: `--scale ${value}: ${why}, so a second can’t start.` };
      }
    }
  },
};

/** Containers that a command addresses by their name. */
function namedContainers({ command, calls }: CommandInGuide): readonly string[] {
  if (!command.text.includes('docker')) return [];
  return calls().flatMap(({ program, operands: [verb, ...names] }) => {
    if (program !== 'docker') return [];
    if (verb === 'exec') return names.slice(0, 1);
    return /^(?:stats|logs|inspect|top|restart|stop)$/.test(verb ?? '') ? names : [];
  });
}

export const containerName: Rule = {
  id: 'container-name',
  severity: 'info',
  doc: 'docker is asked for a container by the name of a compose service. Compose calls it PROJECT-SERVICE-1, unless the service has a container_name. Call compose instead.',
  bad: block('docker-compose ps api\ndocker stats api --no-stream', 'Diagnosis'),
  good: block('docker-compose ps api\ndocker stats --no-stream $(docker-compose ps -q api)', 'Diagnosis'),
  *check({ guide, commands }) {
    const services = new Set(commands.flatMap((at) => composeCalls(at).flatMap((call) => call.services)));
    const fixed = fixedServices(guide);
    for (const at of commands) {
      const name = namedContainers(at).find((each) => services.has(each) && !fixed.has(each));
      if (name === undefined) continue;
      yield {
        ...linesOf(at.command),
        message: `"${name}" is a service of compose elsewhere: docker knows it only where container_name says so.`,
      };
    }
  },
};

export const stackLeftDown: Rule = {
  id: 'stack-left-down',
  severity: 'warning',
  doc: '"down" stops every service, and the calls behind it start only some of them: the others stay down.',
  bad: block(
    '# Option 1: Start anew\ndocker-compose down\ndocker-compose up -d db\n# Verify\ndocker-compose ps db',
  ),
  good: block(
    '# Option 1: Start anew\ndocker-compose down\ndocker-compose up -d\n# Verify\ndocker-compose ps db',
  ),
  *check({ commands }) {
    for (const [index, at] of commands.entries()) {
      if (!composeCalls(at).some(({ verb, services }) => verb === 'down' && services.length === 0)) continue;
      const behind = commands.slice(index + 1).filter(({ step }) => step === at.step);
      const ups = behind.flatMap((each) => composeCalls(each)).filter(({ verb }) => verb === 'up');
      if (ups.length === 0 || ups.some(({ services }) => services.length === 0)) continue;
      const started = [...new Set(ups.flatMap(({ services }) => services))].join(', ');
      yield {
        line: at.command.line,
        endLine: behind.at(-1)?.command.endLine ?? at.command.endLine,
        message: `"down" stops every service, and only ${started} is started again.`,
      };
    }
  },
};
