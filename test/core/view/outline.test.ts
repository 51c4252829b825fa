import assert from 'node:assert/strict';
import { outlineOf } from '../../../src/core/view/outline.ts';
import type { OutlineNode } from '../../../src/core/view/outline.ts';
import { guideOf } from '../../guides.ts';

const guide = guideOf(`# Guide

## Critical incidents

### API down

**Severity:** Critical

**Triage:**

\`\`\`bash
# 1. Look
date
\`\`\`

**Recovery:**

\`\`\`bash
# Option 1: Restart
systemctl restart api

# Verify recovery
curl http://localhost:3001/health
\`\`\`

## Tools

### Health

\`\`\`bash
frobnicate --now
\`\`\`
`);

describe('the outline of a guide', () => {
  const outline = outlineOf(guide);
  const lines = (nodes: readonly OutlineNode[], indent = ''): string[] =>
    nodes.flatMap(({ label, detail, children }) => [
      `${indent}${label}${detail && ` (${detail})`}`,
      ...lines(children, `${indent}  `),
    ]);

  it('holds playbooks, their phases and steps, with what may do harm', () => {
    assert.deepEqual(lines(outline), [
      'API down (Critical)',
      '  Triage (immediate)',
      '    1. Look',
      '  Recovery (recover)',
      '    Option 1: Restart (restarts api: requests fail for some seconds)',
      '    Verify recovery',
      'Health (tool)',
      '  Steps (other)',
      '    frobnicate --now (runs frobnicate: what it does is not known)',
    ]);
  });

  it('nests its ranges, and phases do not overlap', () => {
    const assertNested = ({ line, endLine, children }: OutlineNode): void => {
      let from = line;
      for (const child of children) {
        assert.ok(child.line >= from && child.endLine <= endLine, `"${child.label}" lies within`);
        from = child.endLine + 1;
        assertNested(child);
      }
    };
    outline.forEach(assertNested);
  });
});
