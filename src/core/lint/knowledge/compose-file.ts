import { parse } from 'yaml';
import type { Guide } from '../../guide/guide.ts';

/** Services of compose files that the guide shows and that can have one container only, with the reason. */
export function fixedServices(guide: Guide): ReadonlyMap<string, string> {
  const blocks = guide.playbooks.flatMap(({ phases }) => phases.flatMap(({ blocks: all }) => all));
  const texts = blocks
    .filter(({ language, text }) => /^ya?ml$/.test(language) && /^services:/m.test(text))
    .map(({ text }) => text);
  return new Map(texts.flatMap(servicesOf));
}

function servicesOf(text: string): [service: string, why: string][] {
  const services = member(parseOrNothing(text), 'services');
  if (typeof services !== 'object' || services === null) return [];
  return Object.entries(services).flatMap(([name, service]: [string, unknown]): [string, string][] => {
    const container = member(service, 'container_name');
    if (typeof container === 'string') return [[name, `its container_name is "${container}"`]];
    const ports = member(service, 'ports');
    const port = Array.isArray(ports)
      ? ports.map(String).find((one) => /^(?:[\d.]+:)?\d+:\d+/.test(one))
      : undefined;
    return port === undefined ? [] : [[name, `it has the fixed port ${port}`]];
  });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

/** What a guide shows need not be YAML. */
function parseOrNothing(text: string): unknown {
  if (text.length > 64_000) return undefined;
  try {
    return parse(text, { uniqueKeys: false, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
