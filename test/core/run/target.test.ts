import assert from 'node:assert/strict';
import { productionName, targetChanges, targetPhrase, targetWords } from '../../../src/core/run/target.ts';
import type { Target } from '../../../src/core/run/target.ts';
import {
  composeTarget,
  databaseHost,
  dockerTarget,
  kubeTarget,
} from '../../../src/core/run/target-sources.ts';

const web1: Target = {
  host: 'web-1',
  user: 'ana',
  folder: '/srv/shop',
  branch: 'main',
  commit: '3f2c1ab',
  compose: 'shop',
};

describe('a target in words', () => {
  const cases: readonly [target: Target, line: string, phrase: string, why: string][] = [
    [
      web1,
      'ana on web-1 · main @ 3f2c1ab · compose: shop',
      'as ana on web-1, in /srv/shop (main @ 3f2c1ab, compose: shop)',
      'host, commit and project',
    ],
    [
      { host: 'a', kubeContext: 'prod-eu', namespace: 'pay', database: 'db.internal' },
      'a · kube: prod-eu/pay · database: db.internal',
      'on a (kube: prod-eu/pay, database: db.internal)',
      'cluster and database',
    ],
    [{ host: 'a', commit: '3f2c1ab' }, 'a · 3f2c1ab', 'on a (3f2c1ab)', 'a detached head has no branch'],
    [{ host: 'a', region: 'eu' }, 'a · region: eu', 'on a (region: eu)', 'a part of a later version is told'],
    [{}, '', '', 'nothing is known'],
  ];
  for (const [target, line, phrase, why] of cases)
    it(`${line || 'nothing'} (${why})`, () => {
      assert.equal(targetWords(target), line);
      assert.equal(targetPhrase(target), phrase);
    });
});

describe('a target that changed', () => {
  const cases: readonly [now: Target, parts: readonly string[], why: string][] = [
    [{}, [], 'the same'],
    [{ folder: '/srv/shop/api' }, [], 'a folder by itself is no target'],
    [{ commit: '0000000' }, ['commit'], 'somebody deployed'],
    [{ branch: 'release', commit: '0000000' }, ['branch', 'commit'], 'another branch'],
    [{ kubeContext: 'prod-eu' }, ['kubeContext'], 'a cluster where there was none'],
  ];
  for (const [now, parts, why] of cases)
    it(`${parts.join(', ') || 'nothing'} (${why})`, () => {
      assert.deepEqual(
        targetChanges(web1, { ...web1, ...now }).map(({ part }) => part),
        parts,
      );
    });
});

describe('a target that looks like production', () => {
  const cases: readonly [target: Target, command: string, name: string | undefined, why: string][] = [
    [{ kubeContext: 'prod-eu' }, 'kubectl delete pod a', 'prod-eu', 'a word of its own'],
    [
      { kubeContext: 'gke_shop_europe-west1_production' },
      'helm uninstall a',
      'gke_shop_europe-west1_production',
      'between other words',
    ],
    [{ namespace: 'payProd' }, 'kubectl delete pod a', 'payProd', 'a capital begins a word'],
    [{ kubeContext: 'preprod-eu' }, 'kubectl delete pod a', undefined, 'before production is not production'],
    [{ kubeContext: 'non-prod' }, 'kubectl delete pod a', undefined, 'said not to be'],
    [{ compose: 'products' }, 'docker compose down', undefined, 'products are no production'],
    [
      { compose: 'shop', composeFile: 'docker-compose.production.yml' },
      'docker compose down',
      undefined,
      'a file of that name lies on every laptop',
    ],
    [
      { compose: 'shop', kubeContext: 'prod-eu' },
      'docker compose down',
      undefined,
      'compose does not reach the cluster',
    ],
    [{ compose: 'shop', kubeContext: 'prod-eu' }, './wipe.sh', 'prod-eu', 'a script may reach all of it'],
    [{ database: 'db.live.internal' }, 'dropdb shop', 'db.live.internal', 'the database of the live system'],
    [{ host: 'prod-web-1', branch: 'main' }, 'git clean -fdx', 'prod-web-1', 'whatever runs there'],
  ];
  for (const [target, command, name, why] of cases)
    it(`${command} on ${JSON.stringify(target)}: ${name ?? 'no'} (${why})`, () => {
      assert.equal(productionName(target, [command]), name);
    });
});

describe('where compose points', () => {
  const place = { file: 'compose.yaml', folder: 'My Shop', text: 'services: {}\n' };
  const cases: readonly [env: Record<string, string>, extra: object, project: string, why: string][] = [
    [{}, {}, 'myshop', 'its folder, as compose writes it'],
    [{}, { text: 'name: "shop"\nservices: {}\n' }, 'shop', 'the file’s own name'],
    [
      {},
      { text: 'name: shop\n', dotEnv: 'A=1\nCOMPOSE_PROJECT_NAME=blue\n' },
      'blue',
      '.env comes before the file',
    ],
    [
      { COMPOSE_PROJECT_NAME: 'green' },
      { dotEnv: 'COMPOSE_PROJECT_NAME=blue' },
      'green',
      'the environment before .env',
    ],
    [{}, { dotEnv: '# COMPOSE_PROJECT_NAME=old\n' }, 'myshop', 'a comment sets nothing'],
  ];
  for (const [env, extra, project, why] of cases)
    it(`${project} (${why})`, () => {
      assert.deepEqual(composeTarget(env, { ...place, ...extra }), {
        compose: project,
        composeFile: 'compose.yaml',
      });
    });
});

const kube = (current: string, name: string, namespace = ''): string => `apiVersion: v1
current-context: ${current}
contexts:
- name: ${name}
  context: {cluster: c, user: u, namespace: "${namespace}"}
users:
- name: u
  user: {token: s3cr3t}
`;

describe('where kubectl points', () => {
  const cases: readonly [texts: readonly string[], target: Target, why: string][] = [
    [[kube('prod', 'prod', 'pay')], { kubeContext: 'prod', namespace: 'pay' }, 'context and namespace'],
    [
      [kube('prod', 'prod')],
      { kubeContext: 'prod', namespace: 'default' },
      'without a namespace it is the default one',
    ],
    [
      [kube('""', 'a'), kube('prod', 'b')],
      { kubeContext: 'prod', namespace: 'default' },
      'the first file that says one',
    ],
    [
      [kube('b', 'a'), kube('c', 'b', 'pay')],
      { kubeContext: 'b', namespace: 'pay' },
      'a context of another file',
    ],
    [['{ no: [yaml'], {}, 'what is no YAML says nothing'],
    [['- a list'], {}, 'what is no configuration says nothing'],
    [[], {}, 'no file'],
  ];
  for (const [texts, target, why] of cases)
    it(`${JSON.stringify(target)} (${why})`, () => {
      assert.deepEqual(kubeTarget(texts), target);
    });
});

describe('where the database is', () => {
  const cases: readonly [env: Record<string, string>, host: string | undefined, why: string][] = [
    [
      { DATABASE_URL: 'postgres://ana:s3cr3t@db.prod:5432/shop?sslmode=require' },
      'db.prod',
      'the host alone',
    ],
    [{ DATABASE_URL: 'mysql://root:p@ss@db/shop' }, 'db', 'a password with an at sign'],
    [{ DATABASE_URL: 'postgres://ana:p/a@db/shop' }, undefined, 'what may be a password is not told'],
    [{ DATABASE_URL: 'postgres://[::1]:5432/shop' }, '[::1]', 'an address of six'],
    [{ PGHOST: 'db-1', DATABASE_URL: '' }, 'db-1', 'libpq’s own variable'],
    [{}, undefined, 'nothing says it'],
  ];
  for (const [env, host, why] of cases)
    it(`${host ?? 'nowhere'} (${why})`, () => {
      assert.equal(databaseHost(env), host);
    });
});

describe('which docker a command talks to', () => {
  const config = '{"auths": {}, "currentContext": "prod-eu"}';
  const cases: readonly [
    env: Record<string, string>,
    config: string,
    docker: string | undefined,
    why: string,
  ][] = [
    [{}, '{}', undefined, 'this machine’s own'],
    [{ DOCKER_HOST: 'ssh://ana@prod-1' }, config, 'prod-1', 'DOCKER_HOST comes first, its host alone'],
    [
      { DOCKER_HOST: 'unix:///run/docker.sock' },
      config,
      undefined,
      'a socket is this machine’s, whatever the context',
    ],
    [{ DOCKER_CONTEXT: 'staging' }, config, 'staging', 'DOCKER_CONTEXT before the config'],
    [{}, config, 'prod-eu', 'the context that `docker context use` chose'],
    [{ DOCKER_CONTEXT: 'default' }, config, undefined, 'the default is this machine’s own'],
  ];
  for (const [env, text, docker, why] of cases)
    it(`${docker ?? 'none'} (${why})`, () => {
      assert.equal(dockerTarget(env, text), docker);
    });

  it('looks like production by its name', () => {
    assert.equal(productionName({ docker: 'prod-1' }, ['docker rm -f api']), 'prod-1');
  });
});
