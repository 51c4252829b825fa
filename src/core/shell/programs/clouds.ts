import type { Family } from './rows.ts';

const awsReads =
  'describe-*|list-*|get-*|head-*|batch-get-*|search-*|lookup-*|query|scan|select|ls|presign|tail|filter-log-events|wait|help|estimate-*|preview-*|simulate-*|validate-*|test-*|detect-stack-drift|check-*|decode-authorization-message|view-*|discover-*|transact-get-items';

/** The command lines of clouds. Their verbs say what they do; what a verb does not say has its own row above. */
export const clouds: Family = {
  aws: {
    valued:
      '--desired-count --desired-capacity --max-size --min-size --sql --query-string --statement --reserved-concurrent-executions --visibility-timeout --profile --region --output --query --endpoint-url --cli-read-timeout --cli-connect-timeout --color --ca-bundle',
    rows: `
      reads: --dry-run|--dryrun
      reads stays: logs tail --follow, logs start-live-tail
      runs: rds-data|redshift-data|athena|dynamodb -> sql in --sql --query-string --statement
      changes asks: ssm start-session -> opens a shell on an instance
      changes asks: ecs execute-command -> opens a command in a container
      unknown: ssm send-command -> runs commands on instances: what they do is not known
      reads: configure list|get|list-profiles
      changes: configure set|import|add-model -> stores {3:settings}
      changes asks: configure, sso login -> asks for credentials and stores them
      reads: s3 ls|presign
      changes: eks|ecr update-kubeconfig|get-login-password|get-login -> stores access to a cluster
      destroys: s3 rm -> deletes the objects {3}
      destroys: s3 rb -> deletes the bucket {3}
      destroys: s3 mv -> moves objects away from {3}
      destroys: s3 sync --delete -> deletes objects of {4} that the source has not
      changes: s3 cp|sync|mb|website -> copies or makes {3}
      reads: s3api head-*|get-*|list-*
      reads: iam|sts|kms get-*|list-*|generate-*|simulate-*|decrypt
      reads: dynamodb query|scan|get-item|batch-get-item|describe-*|list-*
      reads: logs start-query|get-query-results|filter-log-events
      reads: sqs receive-message --visibility-timeout=0
      changes: sqs receive-message -> takes messages out of sight for a while
      destroys: sqs purge-queue -> deletes every message of the queue
      destroys: lambda put-function-concurrency --reserved-concurrent-executions=0 -> keeps the function from running at all
      destroys: ecs * --desired-count=0 -> scales the service to 0: nothing of it runs any more
      destroys: autoscaling * --desired-capacity=0 -> scales the group to 0: nothing of it runs any more
      destroys: autoscaling * --max-size=0 -> scales the group to 0: nothing of it runs any more
      changes: ec2 reboot-instances -> restarts instances
      changes: rds|elasticache|neptune|docdb|redshift reboot-* -> restarts a database: queries fail for some seconds
      changes: rds failover-db-cluster -> hands the primary's role to another instance
      destroys: ec2|ecs|rds|route53|elbv2|elb|iam|kms|lambda|cloudfront|dynamodb|s3api|sns|sqs|logs|secretsmanager|ssm terminate-*|delete-*|stop-*|deregister-*|remove-*|purge-*|detach-*|disassociate-*|revoke-*|release-*|disable-*|schedule-key-deletion|batch-delete-*|deactivate-*|cancel-*|untag-*|reset-*|unassign-* -> {2} ({1}): what it names stops or is lost
      destroys: * terminate-*|delete-*|stop-*|deregister-*|remove-*|purge-*|detach-*|disassociate-*|revoke-*|release-*|disable-*|schedule-key-deletion|batch-delete-*|deactivate-*|reset-*|reject-*|unassign-*|dis* -> {2} ({1}): what it names stops or is lost
      reads: * ${awsReads}
      changes: * * -> {2} ({1})
    `,
  },
  eb: 'reads: status|health|events|logs|list|printenv, config get\nchanges asks: ssh|init -> opens a prompt\ndestroys: terminate|abort|swap -> terminates the environment\nchanges: -> changes the environment ({1})',
  'aws-vault saml2aws aws-sso granted assume':
    'reads: list|ls|version\nruns: exec -> command after 2\nreads: exec\nchanges asks: add|login|configure -> asks for credentials\nchanges: -> changes credentials',
  gcloud: {
    valued:
      '--project --zone --region --format --filter --account --configuration --limit --sort-by --impersonate-service-account --verbosity --freshness --order --command --sql --num-nodes --size --to-revisions --min-instances --max-instances --image --member --role --version',
    rows: `
      reads stays: %tail, beta logging tail, app logs tail, * * get-serial-port-output --follow
      runs: compute ssh --command -> shell in --command
      runs: spanner databases execute-sql -> sql in --sql
      reads: spanner databases execute-sql
      reads: compute ssh --command
      changes asks: compute ssh -> opens a shell on {3}
      changes asks: sql connect, cloud-shell ssh, init $, auth login|application-default -> asks or opens a prompt
      reads: config list|get|get-value, auth list|print-access-token, info, version, projects list|describe, config configurations list, logging read, components list
      destroys: storage rm|mv -> deletes the objects {3+}
      destroys: storage rsync --delete-unmatched-destination-objects -> deletes objects of the target that the source has not
      reads: storage ls|cat|du|hash
      changes: container clusters get-credentials -> stores access to a cluster
      changes: config -> changes the settings of gcloud
      also asks: %delete|remove-iam-policy-binding !-q|--quiet
      destroys: * delete|stop|abandon|cancel|disable|destroy|reset|suspend, * * delete|stop|remove-*|detach-*|abandon-*|cancel|disable|destroy|restore|reset|suspend|purge|drain|delete-*|stop-*, * * * delete|remove|stop|remove-*|detach-*|abandon-*|cancel|disable|destroy|restore|reset|suspend|purge|drain|delete-*, * * * * delete|remove-*|destroy|disable -> {1} {2} {3+}: what it names stops or is lost
      destroys: container clusters resize --num-nodes|--size=0 -> scales the cluster to 0: nothing runs any more
      destroys: * * * resize --size=0, * * resize --size=0 -> scales the group to 0: nothing of it runs any more
      destroys: pubsub subscriptions seek -> moves a subscription: messages are skipped or sent again
      reads: * list|describe|read|get|search|get-iam-policy|explain|tail|show*|get-*|diagnose|lookup|check*|query, * * list|describe|read|get|get-iam-policy|search|show*|get-*|list-*|describe-*|access|lookup|check*|query|versions, * * * list|describe|read|get|get-iam-policy|access|get-*|list-*|describe-*|versions, * * * * list|describe|get
      changes: -> {1} {2} {3+}
    `,
  },
  gsutil: {
    valued: '-o -h -p',
    rows: `
      reads: ls|du|stat|cat|hash|version|help, iam|acl|cors|lifecycle|logging|label|versioning|requesterpays|notification|ubla|pap get|list
      reads: rsync -n
      destroys: rm -> deletes the objects {2+}
      destroys: rb -> deletes the bucket {2+}
      destroys: rsync -d -> deletes objects of the target that the source has not
      destroys: mv -> moves objects away from {2}
      changes: -> copies or changes {2+}
    `,
  },
  bq: 'reads: --dry_run, query --dry_run, ls|show|head|version|info|get-iam-policy|wait\ndestroys: rm|cancel|truncate -> deletes {2+}\nruns: query -> sql from 1\nreads: query\nchanges: -> changes {2+}',
  az: {
    valued:
      '-m --method --uri --body -g --resource-group -n --name -o --output --query --subscription -l --location --ids -u --username -p --password --vm-name --server --workspace -w --account-name --container-name -c --settings --scripts --command-id --replicas --node-count --capacity --slot',
    rows: `
      reads stays: webapp|functionapp log tail, * logs show|tail --follow, containerapp logs show --follow, container logs --follow, container attach
      changes: login --identity|--service-principal|-i -> logs in
      changes asks: login, ssh, webapp ssh, containerapp exec, vm ssh -> asks or opens a shell
      unknown: vm run-command invoke -> runs commands on a machine: what they do is not known
      also asks: %delete|purge !-y|--yes|--no-wait
      destroys: * delete|stop|deallocate|purge|remove|disable|suspend|flush, * * delete|stop|remove|purge|disable|disconnect|detach|deallocate|delete-batch|clear|revoke|drain, * * * delete|remove|purge|stop|disable|deactivate|delete-batch|clear|revoke, * * * * delete|remove -> {1} {2} {3+}: what it names stops or is lost
      destroys: aks scale --node-count=0, vmss scale --new-capacity=0, containerapp update --max-replicas=0 -> scales {-n:}{--name:} to 0: nothing of it runs any more
      changes: aks get-credentials, acr login, logout, account set|clear, configure, config -> stores access or settings
      changes: * restart|reboot, * * restart|reboot -> restarts {1} {-n:}{--name:}
      reads: * list|show|list-*|show-*|get-*|query|wait|check-*|exists|url|browse|version|find|search, * * list|show|list-*|show-*|get-*|query|exists|wait|check-*, * * * list|show|list-*|show-*|get-*|query|exists, * * * * list|show, version, find, graph query, monitor log-analytics query
      reads: rest !-m|--method
      destroys: rest -m|--method=delete|DELETE -> deletes on the server
      changes: -> {1} {2} {3+}
    `,
  },
  doctl:
    'reads: * list|get, * * list|get|logs, account get, version, auth list, balance\nreads stays: apps logs -f|--follow\ndestroys: * delete|rm, * * delete|rm|remove|shutdown|power-off|stop|rebuild|restore|power-cycle|reset -> {1} {2} {3+}: what it names stops or is lost\nchanges: -> {1} {2} {3+}',
  'hcloud linode-cli scw vultr-cli civo exo openstack ibmcloud oci aliyun tccli': {
    rows: `
      reads: * list|show|describe|get|ls, * * list|show|describe|get|ls, * * * list|show|get, list|show|version|regions
      destroys: * delete|rm|stop|shutdown|poweroff|rebuild|reset|suspend|terminate|remove|unset|pause|shelve|lock|disable, * * delete|stop|remove|terminate|action|destroy, * * * delete|terminate -> {1} {2} {3+}: what it names stops or is lost
      changes: * reboot|restart, * * reboot|restart -> restarts {3+}
      changes: -> {1} {2} {3+}
    `,
  },
  'fly flyctl':
    'reads: status|info|releases|version|doctor, platform regions\nreads: * list|show|status|info, apps list, logs -n|--no-tail\nreads stays: logs\nchanges asks: ssh console|console -> opens a shell\ndestroys: apps destroy|suspend, destroy|suspend, machine|machines|m stop|destroy|kill|suspend, volumes destroy|delete, scale count 0, secrets unset, * destroy|delete|detach|release -> stops or deletes {3+}\nchanges: apps restart, machine restart -> restarts {3+}\nchanges: -> changes {2+}',
  heroku: {
    valued: '-a --app -r --remote -n --num -s --source -d --dyno -p --ps',
    rows: `
      reads stays: logs -t|--tail, pg:wait --never
      reads: logs|ps|apps|info|releases|config|addons|status|domains|certs|access|features|pg:info|pg:ps|pg:diagnose|pg:locks|pg:outliers|pg:long-running-queries|pg:backups|pg:credentials|redis:info|buildpacks|pipelines|regions|version|auth:whoami|config:get|apps:info|releases:info|maintenance|drains|webhooks
      changes asks: run !-x, ps:exec|pg:psql|redis:cli|console|login -> opens a shell or a prompt
      also asks: apps:destroy|pg:reset|addons:destroy|pg:copy|pg:backups:restore !-c|--confirm
      destroys: apps:destroy|destroy|pg:reset|addons:destroy|pg:kill|pg:killall|ps:stop|ps:kill|maintenance:on|config:unset|pg:backups:delete|pg:backups:restore|pg:copy|domains:remove|certs:remove|access:remove|domains:clear|pg:connection-pooling:* -> {1}: what it names stops or is lost
      destroys: ps:scale %*=0 -> stops every process of a kind
      changes: restart|ps:restart|dyno:restart|ps:scale|rollback|releases:rollback|config:set|maintenance:off|addons:create|pg:promote|pg:backups:capture|pg:upgrade|features:enable|addons:attach|domains:add|run -> changes the application ({1})
      unknown: -> runs {1}: what it does is not known
    `,
  },
  'vercel wrangler netlify railway render firebase amplify surge': {
    rows: `
      reads stays: tail, logs -f|--follow
      reads: ls|list|inspect|whoami|logs|status|--version, * list|ls|get|info|status
      destroys: rm|remove|delete|down|unlink, * rm|delete|remove|unset|purge, firestore:delete|database:remove|hosting:disable|functions:delete|auth:* -> deletes {2+:a deployment}
      changes: -> changes or deploys {2+}
    `,
  },
  'cf cloudfoundry':
    'reads: apps|app|events|services|service|env|routes|target|orgs|spaces|buildpacks, logs --recent\nreads stays: logs\nchanges asks: ssh|login -> asks or opens a shell\nalso asks: delete|delete-* !-f\ndestroys: delete|delete-*|stop|unbind-*|unmap-*|purge-* -> stops or deletes {2+}\nchanges: restart|restage|restart-app-instance -> restarts {2}\nchanges: -> changes {2+}',
  dokku:
    'reads stays: logs -t\nreads: logs|config|config:show|*:report|*:list|*:info|ls|version\ndestroys: *:destroy|ps:stop|*:remove|*:unset|*:delete|cleanup -> {1} {2}\nchanges: -> {1} {2}',
  cloudflared:
    'reads: tunnel list|info, version\ndestroys: tunnel delete|cleanup -> deletes a tunnel\nchanges stays: -> runs a tunnel',
  ngrok: 'changes stays: -> opens this machine to the internet',
  'fastly akamai purge-cli':
    'reads: * list|describe|search, version, whoami, log-tail\ndestroys: * delete, purge -> deletes {2} or empties the cache\nchanges: -> changes {2}',
  'mc minio-client': `
    reads prompts: $
    reads: ls|du|stat|cat|head|find|diff|tree|version|ping, admin info, admin user list, alias|ilm|policy|event|tag|quota|retention|replicate info|list|ls
    reads stays: watch, admin trace|logs|console|top
    destroys: rm|rb|mv, mirror --remove, admin service stop, admin user|policy remove|disable, ilm rm, undo -> deletes {2+}
    changes: -> copies or changes {2+}
  `,
};
