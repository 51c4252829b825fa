/** The smallest guide with something to run. */
export const nightGuide = `# Night guide

## Critical incidents

### Queue stuck

**Triage:**
\`\`\`bash
# 1. Say it
echo "said"
\`\`\`
`;
