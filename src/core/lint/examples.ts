/** A block of commands under a phase's label, as it stands in a playbook: for the examples of rules. */
export function block(commands: string, phase = 'Recovery'): string {
  return `**${phase}:**\n\n\`\`\`bash\n${commands}\n\`\`\`\n`;
}
