import { uuid, word, format, type Format } from './format.ts';

/** Monitoring and paging. */
export const watching: readonly Format[] = [
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
];
