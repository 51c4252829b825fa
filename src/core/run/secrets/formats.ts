import { pattern, START, type Rule } from './rule.ts';

/** A token that its issuer made recognisable: how it starts, what follows, and where the issuer says so. */
export interface Format {
  readonly kind: string;
  readonly starts: readonly string[];
  /** An expression for what follows the start, always bounded. */
  readonly rest: string;
  readonly source: string;
}

/** The rules for the formats of `formats`. */
export function formatRules(): readonly Rule[] {
  return formats.flatMap(({ kind, starts, rest }) =>
    starts.map((start) =>
      pattern(kind, [start], `${/^\w/.test(start) ? START : ''}${literally(start)}${rest}`),
    ),
  );
}

function literally(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

const word = '[A-Za-z0-9]';
const wordy = '[A-Za-z0-9_-]';
const end = '(?![A-Za-z0-9])';
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

function format(kind: string, starts: string | readonly string[], rest: string, source: string): Format {
  return { kind, starts: typeof starts === 'string' ? [starts] : starts, rest, source };
}

/** Sorted by who issues them. Adding one: a row here and a row in the test's set. */
export const formats: readonly Format[] = [
  // Clouds
  format(
    'aws-access-key-id',
    ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    `[A-Z2-7]{16}${end}`,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ),
  format(
    'aws-session-token',
    ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz'],
    '[A-Za-z0-9+/%]{50,4000}={0,2}',
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html',
  ),
  format(
    'aws-bedrock-key',
    'ABSKQmVkcm9ja0FQSUtleS',
    '[A-Za-z0-9+/]{60,300}={0,2}',
    'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
  ),
  format(
    'google-api-key',
    'AIza',
    `${wordy}{35}(?!${wordy})`,
    'https://cloud.google.com/docs/authentication/api-keys',
  ),
  format(
    'gcp-oauth-token',
    'ya29.',
    '[A-Za-z0-9_.-]{20,2000}',
    'https://cloud.google.com/docs/authentication/token-types',
  ),
  format(
    'gcp-oauth-secret',
    'GOCSPX-',
    `${wordy}{24,40}`,
    'https://developers.google.com/identity/protocols/oauth2',
  ),
  format(
    'gcp-refresh-token',
    '1//0',
    `${wordy}{40,200}`,
    'https://developers.google.com/identity/protocols/oauth2',
  ),
  format(
    'gcp-hmac-key',
    'GOOG',
    `[A-Z0-9]{16,60}${end}`,
    'https://cloud.google.com/storage/docs/authentication/hmackeys',
  ),
  format(
    'firebase-server-key',
    'APA91b',
    `${wordy}{100,200}`,
    'https://firebase.google.com/docs/cloud-messaging/auth-server',
  ),
  format(
    'digitalocean-token',
    ['dop_v1_', 'doo_v1_', 'dor_v1_', 'dos_v1_'],
    `[0-9a-f]{64}`,
    'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  ),
  format(
    'digitalocean-spaces-key',
    'DO00',
    `[A-Z0-9]{16}${end}`,
    'https://docs.digitalocean.com/products/spaces/how-to/manage-access/',
  ),
  format(
    'heroku-token',
    'HRKU-',
    `[A-Za-z0-9_-]{30,80}`,
    'https://devcenter.heroku.com/articles/authentication',
  ),
  format(
    'alibaba-access-key',
    'LTAI',
    `${word}{12,24}${end}`,
    'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  ),
  format(
    'tencent-secret-id',
    'AKID',
    `${word}{32}${end}`,
    'https://www.tencentcloud.com/document/product/598/32675',
  ),
  format(
    'yandex-cloud-token',
    ['t1.9euel', 'AQVN', 'y0_Ag'],
    `[A-Za-z0-9_.=-]{30,400}`,
    'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
  ),
  format(
    'cloudflare-origin-key',
    'v1.0-',
    `[0-9a-f]{24}-[0-9a-f]{100,160}`,
    'https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/',
  ),
  format(
    'cloudflare-token',
    ['cfut_', 'cfat_', 'cfk_'],
    `${wordy}{30,120}`,
    'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
  ),
  format(
    'fly-token',
    ['FlyV1 fm1', 'FlyV1 fm2', 'fm1r_', 'fm2_', 'fm1a_', 'fo1_'],
    '[A-Za-z0-9_+/=,.-]{30,4000}',
    'https://fly.io/docs/security/tokens/',
  ),
  format(
    'netlify-token',
    ['nfp_', 'nfc_', 'nfo_', 'nfu_', 'nfb_'],
    `${word}{36}`,
    'https://docs.netlify.com/api/get-started/',
  ),
  format(
    'vercel-token',
    ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    `${wordy}{20,120}`,
    'https://vercel.com/docs/rest-api',
  ),
  format('vercel-blob-token', 'vercel_blob_rw_', `${wordy}{20,120}`, 'https://vercel.com/docs/vercel-blob'),
  format('render-token', 'rnd_', `${word}{28,60}${end}`, 'https://render.com/docs/api'),
  format(
    'scaleway-access-key',
    'SCW',
    `[A-Z0-9]{17}${end}`,
    'https://www.scaleway.com/en/docs/iam/concepts/',
  ),
  format(
    'planetscale-token',
    ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_', 'pscale_otkn_'],
    `[A-Za-z0-9_.=-]{30,100}`,
    'https://planetscale.com/docs/concepts/service-tokens',
  ),
  format(
    'supabase-token',
    ['sbp_', 'sb_secret_', 'sbp_oauth_'],
    `${wordy}{20,100}`,
    'https://supabase.com/docs/guides/api/api-keys',
  ),
  format('neon-token', ['napi_', 'npg_'], `${word}{10,80}${end}`, 'https://neon.com/docs/manage/api-keys'),
  format(
    'mongodb-atlas-token',
    'mdb_sa_sk_',
    `${wordy}{30,80}`,
    'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
  ),
  format(
    'oracle-cloud-token',
    'ocid1.credential.',
    '[a-z0-9.-]{30,200}',
    'https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm',
  ),
  // Code and packages
  format(
    'github-token',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    `${word}{30,255}`,
    'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
  ),
  format(
    'github-token',
    'github_pat_',
    `[A-Za-z0-9_]{50,255}`,
    'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
  ),
  format(
    'gitlab-token',
    [
      'glpat-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glptt-',
      'glft-',
      'glimt-',
      'glagent-',
      'gloas-',
      'glcbt-',
      'glffct-',
      'glsoat-',
      'glwt-',
      'GR1348941',
    ],
    '[A-Za-z0-9_.-]{20,300}',
    'https://docs.gitlab.com/security/tokens/',
  ),
  format(
    'bitbucket-token',
    'ATBB',
    `${word}{28,60}${end}`,
    'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  ),
  format(
    'bitbucket-token',
    ['ATCTT3xFfGN0', 'BBDC-'],
    '[A-Za-z0-9+/_=-]{30,300}',
    'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
  ),
  format(
    'atlassian-token',
    ['ATATT3xFfGF0', 'ATSTT3xFfGF0'],
    '[A-Za-z0-9_=+/-]{40,400}',
    'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  ),
  format(
    'npm-token',
    'npm_',
    `${word}{36,80}${end}`,
    'https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/',
  ),
  format(
    'pypi-token',
    ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'],
    `${wordy}{30,1000}`,
    'https://pypi.org/help/#apitoken',
  ),
  format('rubygems-token', 'rubygems_', `[0-9a-f]{48}`, 'https://guides.rubygems.org/api-key-scopes/'),
  format('crates-token', 'cio', `${word}{32}${end}`, 'https://github.com/rust-lang/crates.io'),
  format(
    'nuget-token',
    'oy2',
    `[a-z0-9]{43}${end}`,
    'https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys',
  ),
  format(
    'clojars-token',
    'CLOJARS_',
    '[a-z0-9]{60}',
    'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
  ),
  format(
    'dockerhub-token',
    ['dckr_pat_', 'dckr_oat_'],
    `${wordy}{20,60}`,
    'https://docs.docker.com/security/access-tokens/',
  ),
  format(
    'artifactory-token',
    ['AKCp', 'cmVmdGtuO'],
    `${word}{50,120}${end}`,
    'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
  ),
  format(
    'sonarqube-token',
    ['sqp_', 'squ_', 'sqa_', 'sqb_'],
    `[0-9a-f]{40}`,
    'https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/',
  ),
  format(
    'circleci-token',
    ['CCIPAT_', 'CCIPRJ_'],
    '[A-Za-z0-9_]{30,120}',
    'https://circleci.com/docs/managing-api-tokens/',
  ),
  format(
    'buildkite-token',
    ['bkua_', 'bkaj_', 'bkpat_', 'bkct_'],
    `[A-Za-z0-9_-]{30,100}`,
    'https://buildkite.com/docs/apis/managing-api-tokens',
  ),
  format(
    'postman-token',
    'PMAK-',
    `[0-9a-f]{24}-[0-9a-f]{34}`,
    'https://learning.postman.com/docs/developer/postman-api/authentication/',
  ),
  format(
    'postman-token',
    'PMAT-',
    `[A-Z0-9]{26}`,
    'https://learning.postman.com/docs/developer/postman-api/authentication/',
  ),
  format(
    'readme-token',
    'rdme_',
    `[a-z0-9]{70}`,
    'https://docs.readme.com/main/reference/intro/authentication',
  ),
  // Secrets, identity, infrastructure
  format(
    'vault-token',
    ['hvs.', 'hvb.', 'hvr.'],
    `${wordy}{20,300}`,
    'https://developer.hashicorp.com/vault/docs/concepts/tokens',
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
    `${uuid}`,
    'https://launchdarkly.com/docs/home/account/environment/keys',
  ),
  // Watching and paging
  format(
    'grafana-token',
    ['glsa_', 'glc_'],
    '[A-Za-z0-9_+/=-]{30,400}',
    'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  ),
  format(
    'sentry-token',
    ['sntrys_', 'sntryu_', 'sntrya_', 'sntryi_'],
    '[A-Za-z0-9_+/=-]{40,600}',
    'https://docs.sentry.io/account/auth-tokens/',
  ),
  format(
    'newrelic-key',
    ['NRAK-', 'NRJS-', 'NRII-', 'NRIQ-', 'NRRA-', 'NRBR-'],
    `[A-Za-z0-9_-]{19,64}`,
    'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/',
  ),
  format(
    'dynatrace-token',
    ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s16.', 'dt0s08.'],
    '[A-Z0-9]{6,24}\\.[A-Z0-9]{64}',
    'https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication',
  ),
  format(
    'honeycomb-key',
    ['hcaik_', 'hcxik_', 'hcbik_', 'hcamk_', 'hcalk_', 'hcxmk_'],
    `${word}{26,80}`,
    'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
  ),
  format(
    'datadog-token',
    ['ddapi_', 'ddapp_', 'ddpat_'],
    `${word}{30,80}`,
    'https://docs.datadoghq.com/account_management/api-app-keys/',
  ),
  format('logtail-token', 'logfire_', `[A-Za-z0-9_]{30,80}`, 'https://logfire.pydantic.dev/docs/'),
  format(
    'pagerduty-key',
    'pdus+',
    '[A-Za-z0-9_+-]{20,120}',
    'https://developer.pagerduty.com/docs/authentication',
  ),
  format('posthog-key', ['phx_', 'phs_'], `${word}{30,80}`, 'https://posthog.com/docs/api'),
  format('langfuse-key', ['sk-lf-'], uuid, 'https://langfuse.com/docs/api'),
  format(
    'langsmith-key',
    ['lsv2_pt_', 'lsv2_sk_'],
    '[0-9a-f]{32}_[0-9a-f]{10}',
    'https://docs.smith.langchain.com/',
  ),
  // Messages
  format(
    'slack-token',
    ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxc-', 'xoxd-', 'xapp-', 'xoxe-', 'xoxe.'],
    '[A-Za-z0-9.%_+/=-]{10,300}',
    'https://docs.slack.dev/authentication/tokens/',
  ),
  format(
    'slack-webhook',
    'hooks.slack.com/',
    '(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{20,200}',
    'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  ),
  format(
    'slack-webhook',
    'hooks.slack-gov.com/',
    '(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{20,200}',
    'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/',
  ),
  format(
    'discord-webhook',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    '[0-9]{15,22}/[A-Za-z0-9_-]{40,100}',
    'https://discord.com/developers/docs/resources/webhook',
  ),
  format(
    'teams-webhook',
    ['webhook.office.com/webhookb2/', 'outlook.office.com/webhook/'],
    '[A-Za-z0-9@/_-]{40,400}',
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  ),
  format(
    'zapier-webhook',
    'hooks.zapier.com/hooks/catch/',
    '[0-9]{4,12}/[a-z0-9]{5,20}',
    'https://help.zapier.com/hc/en-us/articles/8496288690317',
  ),
  format(
    'ifttt-webhook',
    'maker.ifttt.com/trigger/',
    '[A-Za-z0-9_{}-]{1,60}/(?:json/)?with/key/[A-Za-z0-9_-]{15,60}',
    'https://ifttt.com/maker_webhooks',
  ),
  format(
    'sendgrid-key',
    'SG.',
    `${wordy}{16,32}\\.${wordy}{30,64}`,
    'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  ),
  format('twilio-key', 'SK', `[0-9a-f]{32}${end}`, 'https://www.twilio.com/docs/iam/api-keys'),
  format(
    'mailgun-key',
    ['key-', 'pubkey-'],
    `[0-9a-f]{32}(?:-[0-9a-f]{8}-[0-9a-f]{8})?${end}`,
    'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth',
  ),
  format(
    'brevo-key',
    ['xkeysib-', 'xsmtpsib-'],
    '[0-9a-f]{64}-[A-Za-z0-9]{16}',
    'https://developers.brevo.com/docs/getting-started',
  ),
  format('mailersend-key', 'mlsn.', `[0-9a-f]{64}`, 'https://developers.mailersend.com/general.html'),
  format(
    'resend-key',
    're_',
    `(?=[A-Za-z_]*[0-9])${word}{7,10}_${word}{20,30}${end}`,
    'https://resend.com/docs/api-reference/introduction',
  ),
  format(
    'telegram-token',
    'bot',
    `[0-9]{8,10}:[A-Za-z0-9_-]{35}`,
    'https://core.telegram.org/bots/api#authorizing-your-bot',
  ),
  format('twitch-token', 'oauth:', `[a-z0-9]{30}${end}`, 'https://dev.twitch.tv/docs/authentication/'),
  format(
    'mattermost-webhook',
    '/hooks/',
    '[a-z0-9]{26}(?![A-Za-z0-9])',
    'https://developers.mattermost.com/integrate/webhooks/incoming/',
  ),
  // Money and shops
  format(
    'stripe-key',
    ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'sk_org_live_', 'sk_org_test_'],
    `${word}{10,250}`,
    'https://docs.stripe.com/keys',
  ),
  format('stripe-webhook-secret', 'whsec_', `[A-Za-z0-9+/=]{24,80}`, 'https://docs.stripe.com/webhooks'),
  format(
    'square-token',
    ['sq0atp-', 'sq0csp-', 'sq0idp-', 'sq0acp-', 'sandbox-sq0atb-', 'sandbox-sq0csb-'],
    `${wordy}{22,64}`,
    'https://developer.squareup.com/docs/build-basics/access-tokens',
  ),
  format(
    'square-token',
    'EAAA',
    `[A-Za-z0-9_-]{56,64}${end}`,
    'https://developer.squareup.com/docs/build-basics/access-tokens',
  ),
  format(
    'facebook-token',
    ['EAAC', 'EAAB', 'EAAG', 'EAAJ', 'EAAD', 'EAAE', 'EAAM', 'EAAI'],
    `${word}{60,400}`,
    'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
  ),
  format(
    'shopify-token',
    ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_', 'shpua_'],
    `[0-9a-fA-F]{32}`,
    'https://shopify.dev/docs/apps/build/authentication-authorization',
  ),
  format(
    'paypal-braintree-token',
    ['access_token$production$', 'access_token$sandbox$'],
    '[0-9a-z]{16}\\$[0-9a-f]{32}',
    'https://developer.paypal.com/braintree/docs/',
  ),
  format(
    'adyen-key',
    'AQE',
    '[A-Za-z0-9+/=]{60,200}-[A-Za-z0-9+/=]{30,60}-[^\\s"\']{12,40}',
    'https://docs.adyen.com/development-resources/api-credentials/',
  ),
  format(
    'plaid-token',
    ['access-sandbox-', 'access-development-', 'access-production-'],
    uuid,
    'https://plaid.com/docs/api/tokens/',
  ),
  format(
    'razorpay-key',
    ['rzp_live_', 'rzp_test_'],
    `${word}{14}`,
    'https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/',
  ),
  format(
    'flutterwave-key',
    ['FLWSECK-', 'FLWSECK_TEST-'],
    `[A-Za-z0-9-]{12,64}`,
    'https://developer.flutterwave.com/docs/authentication',
  ),
  format(
    'mollie-key',
    ['live_', 'test_'],
    `(?=[A-Za-z]{0,30}[0-9])(?=[0-9a-z]{0,30}[A-Z])${word}{30}${end}`,
    'https://docs.mollie.com/reference/authentication',
  ),
  format('easypost-key', ['EZAK', 'EZTK'], `${word}{54}`, 'https://docs.easypost.com/docs/authentication'),
  format(
    'shippo-token',
    ['shippo_live_', 'shippo_test_'],
    `[0-9a-f]{40}`,
    'https://docs.goshippo.com/docs/guides_general/authentication/',
  ),
  format(
    'duffel-token',
    ['duffel_live_', 'duffel_test_'],
    `${wordy}{40,60}`,
    'https://duffel.com/docs/api/overview/making-requests',
  ),
  format(
    'paystack-key',
    ['sk_live_', 'sk_test_'],
    `[0-9a-f]{40}`,
    'https://paystack.com/docs/api/authentication/',
  ),
  // Models
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
  // Work
  format(
    'asana-token',
    ['1/1', '2/1', '1/2', '2/2'],
    `[0-9]{9,20}(?:/[0-9]{10,20})?:[0-9a-f]{32}${end}`,
    'https://developers.asana.com/docs/personal-access-token',
  ),
  format(
    'linear-key',
    ['lin_api_', 'lin_oauth_', 'lin_wh_'],
    `${word}{30,70}`,
    'https://linear.app/developers/graphql',
  ),
  format(
    'notion-token',
    ['secret_', 'ntn_'],
    `(?=[A-Za-z]{0,40}[0-9])${word}{40,60}${end}`,
    'https://developers.notion.com/docs/authorization',
  ),
  format(
    'airtable-token',
    'pat',
    `${word}{14}\\.[0-9a-f]{64}`,
    'https://airtable.com/developers/web/api/authentication',
  ),
  format(
    'figma-token',
    ['figd_', 'figdh_', 'figo_', 'figoh_', 'figor_'],
    `${wordy}{38,60}`,
    'https://developers.figma.com/docs/rest-api/authentication/',
  ),
  format(
    'hubspot-token',
    ['pat-na', 'pat-eu', 'pat-ap'],
    `[0-9]-${uuid}`,
    'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
  ),
  format(
    'typeform-token',
    'tfp_',
    `[A-Za-z0-9_.=-]{40,80}`,
    'https://www.typeform.com/developers/get-started/personal-access-token/',
  ),
  format(
    'contentful-token',
    ['CFPAT-', 'CFPAT_'],
    `${wordy}{40,64}`,
    'https://www.contentful.com/developers/docs/references/authentication/',
  ),
  format(
    'dropbox-token',
    'sl.',
    `(?:u\\.)?[A-Za-z0-9_=-]{60,2000}`,
    'https://developers.dropbox.com/oauth-guide',
  ),
  format(
    'clickup-token',
    'pk_',
    `[0-9]{6,10}_[A-Z0-9]{32}${end}`,
    'https://developer.clickup.com/docs/authentication',
  ),
  format('miro-token', 'eyJtaXJvLm9yaWdpbiI6', `[A-Za-z0-9_-]{20,200}`, 'https://developers.miro.com/docs/'),
  format(
    'mapbox-token',
    'sk.eyJ',
    `[A-Za-z0-9_-]{30,200}\\.${wordy}{15,40}`,
    'https://docs.mapbox.com/help/getting-started/access-tokens/',
  ),
  format('frameio-token', 'fio-u-', `[A-Za-z0-9_=-]{64}`, 'https://developer.frame.io/docs/'),
  format('prefect-token', ['pnu_', 'pnb_'], `${word}{36}`, 'https://docs.prefect.io/'),
  format(
    'intercom-token',
    'dG9rO',
    `[A-Za-z0-9+/]{30,100}={0,2}`,
    'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  ),
  format(
    'cloudinary-url',
    'cloudinary://',
    '[0-9]{6,20}:[A-Za-z0-9_-]{15,60}(?=@)',
    'https://cloudinary.com/documentation/developer_onboarding_faq_find_credentials',
  ),
  format(
    'salesforce-token',
    '00D',
    `[A-Za-z0-9]{12,15}!(?:[A-Za-z0-9_.]){60,200}`,
    'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_access_tokens.htm',
  ),
  format('apify-token', 'apify_api_', `${word}{30,60}`, 'https://docs.apify.com/api/v2'),
  format('zuplo-key', 'zpka_', `[A-Za-z0-9_]{30,60}`, 'https://zuplo.com/docs/'),
  format('infracost-key', 'ico-', `${word}{32}${end}`, 'https://www.infracost.io/docs/'),
  format(
    'snyk-token',
    ['snyk_uat.', 'snyk_sat.'],
    `[A-Za-z0-9_.-]{30,200}`,
    'https://docs.snyk.io/snyk-api/authentication-for-api',
  ),
  format('locationiq-key', 'pk.', `[0-9a-f]{32}${end}`, 'https://docs.locationiq.com/'),
  format(
    'settlemint-token',
    ['sm_pat_', 'sm_aat_', 'sm_sat_'],
    `${word}{16,40}`,
    'https://console.settlemint.com/documentation/',
  ),
  format(
    'sourcegraph-token',
    ['sgp_', 'slk_', 'sgd_'],
    `(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{40,64}`,
    'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
  ),
  format('gitea-token', 'gta_', `[0-9a-f]{40}`, 'https://docs.gitea.com/development/api-usage'),
  format(
    'octopus-key',
    'API-',
    `[A-Z0-9]{26,36}${end}`,
    'https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key',
  ),
  format(
    'harness-token',
    ['pat.', 'sat.'],
    `[A-Za-z0-9_-]{22}\\.[0-9a-f]{24}\\.${word}{20}`,
    'https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/',
  ),
  format(
    'elastic-cloud-key',
    'essu_',
    `[A-Za-z0-9+/=]{60,200}`,
    'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
  ),
  format(
    'aiven-token',
    'aivenv1',
    `[A-Za-z0-9+/_=-]{50,400}`,
    'https://aiven.io/docs/platform/concepts/authentication-tokens',
  ),
  format(
    'confluent-secret',
    'cflt',
    `[A-Za-z0-9+/]{60}${end}`,
    'https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html',
  ),
  format(
    'ngrok-token',
    ['ak_', 'cr_', 'ngrok_'],
    `(?=[A-Za-z]{0,30}[0-9])[A-Za-z0-9]{25,30}(?:_[A-Za-z0-9]{16,24})?${end}`,
    'https://ngrok.com/docs/api/',
  ),
  format('wakatime-key', 'waka_', uuid, 'https://wakatime.com/developers'),
];
