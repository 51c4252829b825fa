import { uuid, word, wordy, format, type Format } from './format.ts';

/** Secret stores, identity, clusters. */
export const infrastructure: readonly Format[] = [
  format(
    'vault-token',
    ['hvs.', 'hvb.', 'hvr.'],
    `${wordy}{20,300}`,
    'https://developer.hashicorp.com/vault/docs/concepts/tokens',
  ),
  format(
    'fernet-token',
    'gAAAAA',
    `${wordy}{60,2000}={0,2}`,
    'https://github.com/fernet/spec/blob/master/Spec.md',
  ),
  format(
    'pulumi-token',
    'pul-',
    `[0-9a-f]{40}`,
    'https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/',
  ),
  format(
    'doppler-token',
    ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.', 'dp.said.'],
    `(?:[a-z0-9_-]{2,35}\\.)?${word}{40,44}`,
    'https://docs.doppler.com/docs/service-tokens',
  ),
  format(
    'onepassword-token',
    'ops_eyJ',
    '[A-Za-z0-9_=-]{100,2000}',
    'https://developer.1password.com/docs/service-accounts/',
  ),
  format(
    'onepassword-secret-key',
    'A3-',
    '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    'https://support.1password.com/secret-key/',
  ),
  format(
    'infisical-token',
    'st.',
    `[0-9a-f]{24}\\.[0-9a-f]{32}\\.[0-9a-f]{32}`,
    'https://infisical.com/docs/documentation/platform/token',
  ),
  format(
    'tailscale-key',
    ['tskey-auth-', 'tskey-api-', 'tskey-client-', 'tskey-scim-', 'tskey-webhook-', 'tskey-'],
    `${wordy}{16,120}`,
    'https://tailscale.com/kb/1277/key-prefixes',
  ),
  format(
    'age-secret-key',
    'AGE-SECRET-KEY-',
    `(?:PQ-)?1[A-Z0-9]{40,3000}`,
    'https://github.com/C2SP/C2SP/blob/main/age.md',
  ),
  format(
    'docker-swarm-token',
    'SWMTKN-1-',
    '[a-z0-9]{40,60}-[a-z0-9]{20,30}',
    'https://docs.docker.com/engine/swarm/join-nodes/',
  ),
  format(
    'k3s-token',
    'K10',
    `[0-9a-f]{64}::(?:server|node|[a-z0-9]{6}):?[^\\s"']{1,200}`,
    'https://docs.k3s.io/cli/token',
  ),
  format(
    'rancher-token',
    ['token-'],
    `[a-z0-9]{5}:[a-z0-9]{50,60}`,
    'https://ranchermanager.docs.rancher.com/api/api-tokens',
  ),
  format(
    'openshift-token',
    'sha256~',
    `${wordy}{43}`,
    'https://docs.redhat.com/en/documentation/openshift_container_platform/',
  ),
  format(
    'okta-token',
    ['SSWS '],
    `00${wordy}{38,42}`,
    'https://developer.okta.com/docs/guides/create-an-api-token/',
  ),
  format('teleport-token', 'teleport-', '[0-9a-f]{32}', 'https://goteleport.com/docs/'),
  format(
    'launchdarkly-key',
    ['sdk-', 'mob-', 'api-'],
    uuid,
    'https://launchdarkly.com/docs/home/account/environment/keys',
  ),
];
