import { format, uuid, word, wordy, type Format } from './format.ts';

/** Addresses that are secrets: whoever knows them may call them. */
export const webhooks: readonly Format[] = [
  [
    'events.pagerduty.com/integration/',
    `${word}{20,40}`,
    'https://developer.pagerduty.com/docs/events-api-v1-overview',
  ],
  ['hc-ping.com/', `(?:${uuid}|${wordy}{22})`, 'https://healthchecks.io/docs/http_api/'],
  ['nosnch.in/', `${word}{8,20}`, 'https://deadmanssnitch.com/docs'],
  ['cronitor.link/p/', `${word}{16,64}`, 'https://cronitor.io/docs/telemetry-api'],
  [
    'uptime.betterstack.com/api/v1/heartbeat/',
    `${word}[A-Za-z0-9-]{15,60}`,
    'https://betterstack.com/docs/uptime/cron-and-heartbeat-monitor/',
  ],
  [
    '.sumologic.com/receiver/v1/http/',
    `[A-Za-z0-9_/+=-]{20,300}`,
    'https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/',
  ],
  [
    '.loggly.com/inputs/',
    uuid,
    'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/http-endpoint.htm',
  ],
  [
    '.loggly.com/bulk/',
    uuid,
    'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/http-bulk-endpoint.htm',
  ],
  [
    'api.netlify.com/build_hooks/',
    '[0-9a-f]{20,40}',
    'https://docs.netlify.com/configure-builds/build-hooks/',
  ],
  [
    'api.render.com/deploy/',
    `srv-[a-z0-9]{10,40}\\?key=${wordy}{8,60}`,
    'https://render.com/docs/deploy-hooks',
  ],
  [
    'api.vercel.com/v1/integrations/deploy/',
    `${wordy}{10,60}/${word}{8,60}`,
    'https://vercel.com/docs/deploy-hooks',
  ],
  ['.make.com/', `(?<=hook[\\w.-]{0,20}\\.make\\.com/)${word}{20,60}`, 'https://help.make.com/webhooks'],
  [
    '/open-apis/bot/v2/hook/',
    `${wordy}{20,60}`,
    'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
  ],
  [
    '/cgi-bin/webhook/send?key=',
    `${wordy}{20,60}`,
    'https://developer.work.weixin.qq.com/document/path/91770',
  ],
  [
    '/integrations/generic/20131114/alert/',
    `${wordy}{20,60}`,
    'https://help.victorops.com/knowledge-base/rest-endpoint-integration-guide/',
  ],
  ['/hooks/', `${word}{17,24}/${word}{30,64}(?![A-Za-z0-9])`, 'https://docs.rocket.chat/docs/integrations'],
  ['webhook.site/', uuid, 'https://docs.webhook.site/'],
].map(([start = '', rest = '', source = '']) => format('webhook', start, rest, source));
