import { end, word, wordy, format, type Format } from './format.ts';

/** Mail, chat, webhooks. */
export const messages: readonly Format[] = [
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
];
