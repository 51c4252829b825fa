import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import MarkdownIt from 'markdown-it';
import { readGuide } from '../src/core/guide/read.ts';
import { grammar } from '../test/grammar.ts';

/** What the reader's figures of the docs are made from: ratios of the shortest times, so that the machine falls out. */
export interface ReadingFigures {
  /** Reading the guide by the bare cost of its two parsers over the same text. */
  readonly byParsers: number;
  /** Ten times as many fences by the fewer: 10 is in proportion. */
  readonly tenfold: number;
  readonly fences: readonly [fewer: number, more: number];
}

const fences = [200, 2000] as const;

/** Measures the reader on one guide, and on guides of which no two blocks are alike. */
export function measureReading(guideFile: URL): ReadingFigures {
  const guide = readFileSync(guideFile, 'utf8');
  const markdown = new MarkdownIt();
  const bare = (): void => {
    for (const { type, content } of markdown.parse(guide, {}))
      if (type === 'fence') grammar.parse(content).delete();
  };
  const read = (text: string) => (): void => void readGuide(text, 'guide.md', grammar);
  const [byGuide = NaN, byBare = NaN] = shortestMs([read(guide), bare], 200);
  const [fewer = NaN, more = NaN] = shortestMs(
    fences.map((count) => read(guideOf(count))),
    15,
  );
  return { byParsers: byGuide / byBare, tenfold: more / fewer, fences };
}

/** Each work's shortest time; they take turns, so that what else the machine does meets them alike. */
function shortestMs(works: readonly (() => void)[], rounds: number): number[] {
  const shortest = works.map(() => Infinity);
  for (let round = 0; round < rounds; round++)
    for (const [index, work] of works.entries()) {
      const started = performance.now();
      work();
      shortest[index] = Math.min(shortest[index] ?? Infinity, performance.now() - started);
    }
  return shortest;
}

/** Playbooks of ten fences each, as people write them. */
function guideOf(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const heading = index % 10 === 0 ? `### Service ${index} down\n\n**Triage:**\n\n` : '';
    return `${heading}\`\`\`bash
# 1. Look at service ${index}
kubectl get pods -l app=service-${index} | grep -v Running
# 2. Restart it
kubectl rollout restart deployment/service-${index}
curl -sf "http://localhost:${3000 + index}/health" && echo "up \${HOST}"
\`\`\`
`;
  }).join('\n');
}
