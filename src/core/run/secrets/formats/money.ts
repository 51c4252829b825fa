import { end, uuid, word, wordy, format, type Format } from './format.ts';

/** Payments and shops. */
export const money: readonly Format[] = [
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
    'klarna-key',
    ['klarna_live_api_', 'klarna_test_api_'],
    '[A-Za-z0-9+/=_-]{20,200}',
    'https://docs.klarna.com/api/authentication/',
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
];
