import type { Family } from './rows.ts';

const kafka = (name: string): string => `${name}.sh ${name}`;
const kafkaOptions =
  '--bootstrap-server --zookeeper --topic --group --broker-list --partition --partitions --offset --command-config --max-messages --timeout-ms --config --add-config --delete-config --entity-type --entity-name --replication-factor --reassignment-json-file --offset-json-file --to-offset --to-datetime --by-duration --shift-by --throttle --from-file --property --consumer.config --producer.config --formatter --time --topics-to-move-json-file --path-to-json-file --election-type --bootstrap-controller';

/** Queues, logs of events, and stores of configuration. */
export const messaging: Family = {
  [kafka('kafka-topics')]: {
    valued: kafkaOptions,
    rows: 'destroys: --delete -> deletes the topic {--topic} with its messages\nreads: --list|--describe|--version\nchanges: -> changes the topic {--topic}',
  },
  [kafka('kafka-consumer-groups')]: {
    valued: kafkaOptions,
    rows: `
      reads: --dry-run
      reads: --reset-offsets !--execute
      destroys: --delete -> deletes the consumer group {--group:named} and where it stood
      destroys: --delete-offsets -> deletes where the group {--group} stood
      destroys: --reset-offsets --to-latest|--to-offset|--shift-by|--to-datetime|--by-duration|--from-file|--to-current -> moves the group {--group} to another offset: messages are skipped or read again
      changes: --reset-offsets -> moves the group {--group} back: messages are read again
      reads: --list|--describe|--version|--validate-regex
      changes: -> changes the group {--group}
    `,
  },
  [kafka('kafka-delete-records')]: { valued: kafkaOptions, rows: 'destroys: -> deletes messages of topics' },
  [kafka('kafka-configs')]: {
    valued: kafkaOptions,
    rows: 'destroys: --alter --add-config=*retention.ms=* -> changes how long messages are kept: older ones are deleted\nchanges: --alter -> changes settings of {--entity-name:brokers or topics}\nreads: --describe|--version\nchanges: -> changes settings of {--entity-name:brokers or topics}',
  },
  [kafka('kafka-reassign-partitions')]: {
    valued: kafkaOptions,
    rows: 'reads: --verify|--generate|--list|--version\nchanges: -> moves partitions between brokers',
  },
  [`${kafka('kafka-leader-election')} ${kafka('kafka-preferred-replica-election')}`]: {
    valued: kafkaOptions,
    rows: 'changes: -> elects leaders of partitions',
  },
  [kafka('kafka-acls')]: {
    valued: kafkaOptions,
    rows: 'also asks: --remove !--force\ndestroys: --remove -> takes rights away: clients are cut off\nreads: --list|--version\nchanges: -> gives rights',
  },
  [kafka('kafka-console-consumer')]: {
    valued: kafkaOptions,
    rows: 'reads: --max-messages|--timeout-ms\nreads stays:',
  },
  [`${kafka('kafka-console-producer')} ${kafka('kafka-verifiable-producer')} ${kafka('kafka-avro-console-producer')}`]:
    { valued: kafkaOptions, rows: 'changes asks: -> publishes messages to the topic {--topic}' },
  [`${kafka('kafka-log-dirs')} ${kafka('kafka-broker-api-versions')} ${kafka('kafka-get-offsets')} ${kafka('kafka-dump-log')} ${kafka('kafka-cluster')} ${kafka('kafka-metadata-shell')} ${kafka('kafka-replica-verification')}`]:
    'reads:',
  [kafka('kafka-run-class')]:
    'reads: kafka.tools.GetOffsetShell|org.apache.kafka.tools.GetOffsetShell|kafka.tools.DumpLogSegments|kafka.tools.ConsumerOffsetChecker\nunknown: -> runs a class of Kafka: what it does is not known',
  [kafka('kafka-metadata-quorum')]: {
    valued: kafkaOptions,
    rows: 'reads: describe\nchanges: -> changes the quorum',
  },
  [kafka('kafka-features')]: { valued: kafkaOptions, rows: 'reads: describe\nchanges: -> changes features' },
  [kafka('kafka-storage')]: 'reads: info|random-uuid\ndestroys: format -> formats the storage of a broker',
  [`${kafka('kafka-server-stop')} ${kafka('zookeeper-server-stop')}`]: 'destroys: -> stops the broker',
  [`${kafka('kafka-server-start')} ${kafka('zookeeper-server-start')} ${kafka('kafka-producer-perf-test')}`]:
    'also stays: !-daemon\nchanges: -> starts a broker',
  [`${kafka('zookeeper-shell')} zkCli.sh zkCli`]: {
    valued: '-server -timeout',
    singleDash: true,
    rows: `
      destroys: delete|deleteall|rmr, * delete|deleteall|rmr -> deletes nodes of ZooKeeper
      reads: ls|get|stat|getAcl|ls2|config|version, * ls|get|stat|getAcl|ls2|config|version
      changes: create|set|setAcl|reconfig, * create|set|setAcl|reconfig -> changes a node of ZooKeeper
      runs: -> zookeeper in stdin
      reads:
    `,
  },
  'zkServer.sh zkServer':
    'reads: status|version|print-cmd\ndestroys: stop -> stops ZooKeeper\nchanges: -> starts or restarts ZooKeeper',
  'kcat kafkacat': {
    valued: '-b -t -G -p -o -c -f -F -X -K -D -s -r -d',
    rows: `
      reads: -L|-Q
      changes asks: -P -> publishes messages to {-t}
      reads: -e|-c
      reads stays: -C|-G
      reads stays:
    `,
  },
  kafkactl:
    'reads: get|describe|list\ndestroys: delete -> deletes {2+}\nreads stays: consume !-e|--exit\nreads: consume -e|--exit\nchanges: -> changes {2+}',
  rpk: 'reads: * list|describe|info|health|status|summary, cluster health|info|status|metadata, version\ndestroys: * delete|trim-prefix|decommission|stop, topic delete|trim-prefix -> deletes {3+}\nreads stays: topic consume !-n|--num\nreads: topic consume -n|--num\nchanges: -> changes {1} {2}',
  rabbitmqctl: {
    valued: '-n -p --node --vhost -t --timeout --priority --apply-to --formatter',
    rows: `
      reads: list_*|status|cluster_status|ping|environment|report|node_health_check|version|help|list|await_startup|await_online_nodes|decode|schema_info|hash_password
      destroys: purge_queue -> deletes every message of the queue {2}
      destroys: delete_queue -> deletes the queue {2} with its messages
      destroys: delete_vhost -> deletes the virtual host {2} with its queues
      destroys: delete_user|clear_password|clear_permissions -> cuts the user {2} off
      destroys: reset|force_reset -> makes the node forget everything
      destroys: stop|stop_app|shutdown|suspend_listeners -> stops the broker
      destroys: forget_cluster_node|remove_classic_queue_mirroring* -> takes {2} out of the cluster
      destroys: close_connection|close_all_connections|close_all_user_connections -> cuts clients off
      destroys: delete_*|clear_* -> deletes {2}
      unknown: eval|eval_file -> runs code in the broker: what it does is not known
      changes: -> changes the broker ({1} {2:})
    `,
  },
  'rabbitmq-diagnostics': 'reads stays: log_tail_stream|consume_event_stream|observer\nreads:',
  'rabbitmq-plugins': 'reads: list|directories|is_enabled\nchanges: -> switches plugins on or off',
  'rabbitmq-queues rabbitmq-streams rabbitmq-upgrade':
    'reads: check_*|quorum_status|peek|list_*|stream_status|await_*\ndestroys: delete_*|shrink|drain -> takes members of queues away\nchanges: -> changes queues ({1})',
  rabbitmqadmin: `
    reads: list|show|export, get %ackmode=*_requeue_true
    destroys: delete|purge|close -> deletes {2+}
    destroys: get -> takes messages out of a queue
    changes: -> changes the broker ({1} {2})
  `,
  'rabbitmq-server': 'changes: -> starts the broker',
  'etcdctl etcdutl': {
    valued: '--endpoints --cacert --cert --key -w --write-out --user --lease --limit --rev --command-timeout',
    rows: `
      reads stays: watch, elect --listen|-l
      reads: get|version|ls, endpoint status|health|hashkv, member list, alarm list, user|role list|get, lease list|timetolive, snapshot status, check, auth status
      destroys: del|rm|rmdir -> deletes the keys at {2}
      destroys: member remove -> takes the member {3} out of the cluster
      destroys: snapshot restore -> sets a data directory back to a snapshot
      destroys: lease revoke -> ends a lease: its keys are deleted
      destroys: user|role delete|revoke, auth disable -> deletes users or rights
      destroys: compact|compaction -> deletes older versions of keys
      changes: snapshot save -> writes a backup
      changes: -> changes the store ({1} {2})
    `,
  },
  nats: `
    reads stays: sub|subscribe|events|top|latency, server events, consumer next --wait
    reads: * info|ls|list|report|status|get|view|state, account, server check|ping|list|info|report|ls, rtt, stream subjects, kv get|history, context ls|info
    destroys: stream|s purge -> deletes every message of the stream {3}
    destroys: stream|s|consumer|con|kv|object|c rm|delete|rmm|del|purge|remove -> deletes {3+}
    destroys: * rm|purge|del|delete -> deletes {3+}
    changes: -> publishes or changes {2:something}
  `,
  mosquitto_sub: 'reads: -C|-W|-E\nreads stays:',
  mosquitto_pub: 'changes: -> publishes a message',
  'pulsar-admin':
    'reads: * list|get|stats|get-*|partitioned-stats|info-internal|stats-internal|peek-messages|subscriptions|lookup|health|healthcheck\ndestroys: * delete*|terminate|skip*|clear-backlog|unload|unsubscribe|expire-messages|truncate|remove*, topics|namespaces delete|clear-backlog|skip-all -> deletes or skips messages of {3}\nchanges: -> changes {3}',
  'pulsar-client': 'reads stays: consume\nchanges: -> publishes messages',
  'activemq artemis':
    'reads: query-objects|bstat|dstat|browser|list|check, queue stat, address show\ndestroys: stop|purge|kill, queue purge|delete -> stops the broker or deletes messages\nchanges: -> changes the broker',
  'nsqadmin nsq_tail nsq_stat': 'reads stays:',
  'temporal tctl':
    'reads: workflow list|show|describe|count|stack, wf list|show|desc, task-queue describe, cluster health|describe, operator * list|describe\ndestroys: workflow|wf terminate|delete|reset|cancel|term, operator namespace delete -> ends or deletes workflows\nchanges: -> changes workflows',
  'faktory resque-web beanstool':
    'reads: stats|info|peek|tail\ndestroys: delete|kick|bury|put -> changes or deletes jobs\nchanges: -> changes jobs',
  'memcstat memcached-tool memcdump memccat': 'destroys: %flush|* flush -> empties the cache\nreads:',
  memcflush: 'destroys: -> empties the cache',
  memcrm: 'destroys: -> deletes a key of the cache',
};
