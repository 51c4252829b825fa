import { end, word, wordy, format, type Format } from './format.ts';

/** Language models and their tools. */
export const models: readonly Format[] = [
  format(
    'openai-key',
    ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sess-'],
    `[A-Za-z0-9_-]{36,300}`,
    'https://platform.openai.com/docs/api-reference/authentication',
  ),
  format('anthropic-key', 'sk-ant-', `[A-Za-z0-9_-]{20,200}`, 'https://docs.anthropic.com/en/api/overview'),
  format(
    'openrouter-key',
    'sk-or-',
    `[A-Za-z0-9-]{40,120}`,
    'https://openrouter.ai/docs/api/reference/authentication',
  ),
  format(
    'openai-key',
    'sk-',
    `(?=[A-Za-z-]{0,40}[0-9])[A-Za-z0-9]{20,80}${end}`,
    'https://platform.openai.com/docs/api-reference/authentication',
  ),
  format(
    'huggingface-token',
    ['hf_', 'api_org_'],
    `[A-Za-z0-9]{30,60}${end}`,
    'https://huggingface.co/docs/hub/security-tokens',
  ),
  format(
    'replicate-token',
    'r8_',
    `${word}{37,40}${end}`,
    'https://replicate.com/docs/topics/security/api-tokens',
  ),
  format('groq-key', 'gsk_', `${word}{40,80}`, 'https://console.groq.com/docs/quickstart'),
  format('perplexity-key', 'pplx-', `${word}{40,64}`, 'https://docs.perplexity.ai/'),
  format('xai-key', 'xai-', `${word}{60,100}`, 'https://docs.x.ai/docs/overview'),
  format(
    'fireworks-key',
    'fw_',
    `${word}{22,30}${end}`,
    'https://docs.fireworks.ai/api-reference/introduction',
  ),
  format(
    'pinecone-key',
    'pcsk_',
    `[A-Za-z0-9_]{40,120}`,
    'https://docs.pinecone.io/guides/projects/manage-api-keys',
  ),
  format(
    'databricks-token',
    ['dapi', 'dkea', 'dose', 'doo3'],
    `[0-9a-f]{32}(?:-[0-9])?${end}`,
    'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
  ),
  format('tavily-key', 'tvly-', `${wordy}{20,80}`, 'https://docs.tavily.com/'),
  format(
    'elevenlabs-key',
    'sk_',
    `[0-9a-f]{48}${end}`,
    'https://elevenlabs.io/docs/api-reference/authentication',
  ),
  format(
    'clerk-key',
    ['sk_live_', 'sk_test_'],
    `${word}{40,60}`,
    'https://clerk.com/docs/deployments/clerk-environment-variables',
  ),
];
