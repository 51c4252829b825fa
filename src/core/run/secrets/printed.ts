import { secretName } from './names.ts';

/** Commands that print a secret and nothing around it to know it by. */
const printers: readonly RegExp[] = [
  /\bcat\s+(?:-\S+\s+)*\/(?:var\/)?run\/secrets\//,
  /\bcat\s[^|;&]{0,200}(?:secret|token|password|passwd|credential|api[-_]?key)/i,
  /\b(?:vault|bao)\s+(?:kv\s+get|read)\b[^|;&]{0,200}\s-field[= ]/,
  /\b(?:vault|bao)\s+print\s+token\b/,
  /\bsecretsmanager\s+(?:get-secret-value|get-random-password)\b/,
  /\bssm\s+get-parameters?\b[^|;&]{0,200}--with-decryption/,
  /\bgcloud\s+secrets\s+versions\s+access\b/,
  /\bgcloud\s+auth\s+(?:application-default\s+)?print-(?:access|identity)-token\b/,
  /\baz\s+keyvault\s+secret\s+show\b/,
  /\baz\s+(?:account\s+get-access-token|acr\s+login[^|;&]{0,100}--expose-token)\b/,
  /\becr\s+get-login-password\b/,
  /\b(?:kubectl|oc)\s[^|;&]{0,200}\bget\s+secrets?\b[^|;&]{0,300}(?:jsonpath|go-template|custom-columns|-o\s?template)/,
  /\b(?:kubectl|oc)\s[^|;&]{0,200}\bcreate\s+token\b/,
  /\boc\s+whoami\s+(?:-t|--show-token)\b/,
  /\bgh\s+auth\s+token\b/,
  /\bheroku\s+config:get\s+\S*(?:SECRET|TOKEN|KEY|PASS|URL)/,
  /\b(?:op\s+read|pass\s+show|gopass\s+show|doppler\s+secrets\s+get|bw\s+get\s+password|chamber\s+read|security\s+find-\S+-password|secret-tool\s+lookup)\b/,
  /\bterraform\s+output\b[^|;&]{0,100}(?:-raw|-json)?[^|;&]{0,60}(?:secret|token|password|key)/i,
  /\b(?:consul\s+kv|etcdctl|redis-cli)\s[^|;&]{0,200}\bget\s[^|;&]{0,100}(?:secret|token|password|api[-_]?key)/i,
  /\b(?:openssl\s+rand|pwgen|apg|uuidgen\s+--secret)\b/,
  /\bwg\s+(?:genkey|genpsk)\b/,
  /\bargocd\s+(?:admin\s+initial-password|account\s+generate-token)\b/,
  /\bceph(?:\s+-\S+)*\s+auth\s+(?:get-key|print-key|get-or-create-key)\b/,
  /\bheroku\s+auth:token\b/,
];

/** What stands in a line that shows such a command and nothing else of a secret's. */
export const printerLiterals: readonly string[] = ['openssl rand', 'pwgen ', 'apg ', 'wg gen'];

/** A command as a shell shows it: after its prompt, after the signs of `set -x`, or bare; only of programs that may print one. */
const shownCommand =
  /^(?:[^$#>%]{0,80}[$#>%] |\+{1,3} ?)?(?:(?:sudo|docker|podman|kubectl|oc|kubectx)\s[^|;&]{0,120}?\s?)??((?:cat|vault|bao|aws|gcloud|az|kubectl|oc|gh|heroku|op|pass|gopass|doppler|bw|chamber|security|secret-tool|terraform|consul|etcdctl|redis-cli|openssl|pwgen|apg|wg|argocd|ceph|printenv)\s.{1,400})$/;

/** The secret that the next line is, when this one shows a command that prints it; undefined when it shows none. */
export function shownPrinter(line: string): string | undefined {
  const command = shownCommand.exec(line)?.[1];
  return command === undefined ? undefined : printedSecret([command]);
}

/** What kind of secret the output of these commands is when it is one bare word; undefined when they print none. */
export function printedSecret(commands: readonly string[]): string | undefined {
  for (const command of commands) {
    const variable = printedVariables(command)
      .map(secretName)
      .find((name) => name !== undefined);
    if (variable !== undefined) return variable.kind;
    if (printers.some((printer) => printer.test(command))) return 'secret';
  }
  return undefined;
}

/** `echo $JWT_SECRET`, `docker exec api printenv JWT_SECRET`. */
function printedVariables(command: string): readonly string[] {
  return [
    ...command.matchAll(/\b(?:echo|printf)\b([^;&|]{1,400})|\bprintenv\s+([A-Za-z_]\w{1,80})/g),
  ].flatMap(([, words = '', printed]) => {
    const variables = [...words.matchAll(/\$\{?([A-Za-z_]\w{1,80})/g)].map(([, name = '']) => name);
    return printed === undefined ? variables : [printed];
  });
}
