import type { GuideSource, OpenIncident } from './open.ts';

/** What runs is the guide as it is now: when the record knows another text, the new one goes into it first. */
export async function recordGuideChange({ live }: OpenIncident, { guide, text }: GuideSource): Promise<void> {
  if (live.state.guideSha256 === guide.sha256) return;
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { sha256 } = await live.journal.store(bytes);
  await live.record({ type: 'guide-changed', guideSha256: sha256 });
}
