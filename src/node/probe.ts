/** What an address said when it was asked once. */
export type ProbeResult = { kind: 'answered'; status: number } | { kind: 'silent'; reason: string };

/** Asks an address once, by GET, for at most five seconds. Sends nothing of ours along. */
export async function probe(url: string): Promise<ProbeResult> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'follow' });
    await response.body?.cancel();
    return { kind: 'answered', status: response.status };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { kind: 'silent', reason: cause instanceof Error ? cause.message : String(cause) };
  }
}
