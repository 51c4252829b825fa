/** A verb or option that a program no longer has, or that is on its way out. */
export interface RemovedUse {
  program: string;
  /** Its first operands. */
  verbs: readonly string[];
  /** Any of these is given; absent: the verbs alone tell. */
  options?: readonly string[];
  /** The release that took it away, or announced so. */
  since: string;
  /** `removed`: the command fails there. */
  state: 'removed' | 'deprecated';
  /** What to write instead, in words. */
  instead: string;
  /** Words to be replaced, where the new ones mean just the same. */
  rewrite?: readonly [words: string, other: string];
}

const drain = {
  verbs: ['drain'],
  options: ['--delete-local-data'],
  since: 'kubectl 1.20',
  state: 'deprecated',
  instead: '--delete-emptydir-data',
  rewrite: ['--delete-local-data', '--delete-emptydir-data'],
} as const;

/** By the programs' release notes. A new row needs one in the test table. */
export const removedUses: readonly RemovedUse[] = [
  { program: 'kubectl', ...drain },
  { program: 'oc', ...drain, verbs: ['adm', 'drain'] },
  {
    program: 'kubectl',
    verbs: ['get'],
    options: ['--export'],
    since: 'kubectl 1.18',
    state: 'removed',
    instead: 'kubectl get -o yaml',
  },
  {
    program: 'oc',
    verbs: ['get'],
    options: ['--export'],
    since: 'oc 4.5',
    state: 'removed',
    instead: 'oc get -o yaml',
  },
  {
    program: 'kubectl',
    verbs: ['rolling-update'],
    since: 'kubectl 1.18',
    state: 'removed',
    instead: 'kubectl rollout',
  },
  {
    program: 'kubectl',
    verbs: ['get', 'cs|componentstatus|componentstatuses'],
    since: 'Kubernetes 1.19',
    state: 'deprecated',
    instead: 'kubectl get --raw=/readyz?verbose',
  },
  {
    program: 'kubeadm',
    verbs: ['alpha', 'certs'],
    since: 'kubeadm 1.21',
    state: 'removed',
    instead: 'kubeadm certs',
    rewrite: ['kubeadm alpha certs', 'kubeadm certs'],
  },
  {
    program: 'helm',
    verbs: ['delete|del|uninstall'],
    options: ['--purge'],
    since: 'Helm 3',
    state: 'removed',
    instead: 'helm uninstall, which always purges',
  },
  {
    program: 'helm',
    verbs: ['init|reset'],
    since: 'Helm 3',
    state: 'removed',
    instead: 'nothing: there is no Tiller',
  },
  { program: 'mongo', verbs: [], since: 'MongoDB 6.0', state: 'removed', instead: 'mongosh' },
  {
    program: 'etcdctl',
    verbs: ['cluster-health'],
    since: 'etcd 3.4',
    state: 'removed',
    instead: 'etcdctl endpoint health',
    rewrite: ['cluster-health', 'endpoint health'],
  },
  {
    program: 'aws',
    verbs: ['ecr', 'get-login'],
    since: 'AWS CLI 2',
    state: 'removed',
    instead: 'aws ecr get-login-password',
  },
  {
    program: 'terraform',
    verbs: ['destroy'],
    options: ['-force'],
    since: 'Terraform 0.15',
    state: 'removed',
    instead: '-auto-approve',
    rewrite: ['-force', '-auto-approve'],
  },
  {
    program: 'kafka-topics.sh|kafka-topics',
    verbs: [],
    options: ['--zookeeper'],
    since: 'Kafka 3.0',
    state: 'removed',
    instead: '--bootstrap-server',
  },
  {
    program: 'kafka-console-consumer.sh|kafka-console-consumer',
    verbs: [],
    options: ['--zookeeper'],
    since: 'Kafka 2.0',
    state: 'removed',
    instead: '--bootstrap-server',
  },
  {
    program: 'kafka-preferred-replica-election.sh',
    verbs: [],
    since: 'Kafka 3.0',
    state: 'removed',
    instead: 'kafka-leader-election.sh',
  },
];
