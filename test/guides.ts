import assert from 'node:assert/strict';
import { readGuide } from '../src/core/guide/read.ts';
import type { Guide, Playbook } from '../src/core/guide/guide.ts';
import { grammar } from './grammar.ts';

/** The guide that a Markdown text is read as. */
export function guideOf(markdown: string, file = 'guide.md'): Guide {
  return readGuide(markdown, file, grammar).guide;
}

/** Its first playbook. */
export function playbookOf(markdown: string): Playbook {
  const [playbook] = guideOf(markdown).playbooks;
  assert.ok(playbook, 'the text has a playbook');
  return playbook;
}

/** A long guide, half a kilobyte a fence: playbooks of ten fences each, as people write them, no two blocks alike. */
export function guideOfFences(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const heading = `### Service ${index} down\n\n**Detection:** the alert of service-${index} fires\n\n**Triage:**\n\n`;
    return `${index % 10 === 0 ? heading : ''}Before anything else, find out what service ${index} was doing when it began: who deployed last, what the queue looked like, and whether the neighbours on the same nodes are well. Nobody has to know it by heart.

\`\`\`bash
# 1. Look at service ${index}
kubectl get pods -n shop -l app=service-${index} | grep -v Running
# 2. Restart it
kubectl rollout restart deployment/service-${index} -n shop
curl -sf "http://localhost:${3000 + index}/health" && echo "up \${HOST}"
# Option 1: Go back to the version before
kubectl rollout undo deployment/service-${index} -n shop
\`\`\`
`;
  }).join('\n');
}
