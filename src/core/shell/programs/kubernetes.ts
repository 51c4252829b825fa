import type { Family } from './rows.ts';

const kubectlOptions =
  '-n --namespace --context --kubeconfig !logs:-f --filename -l --selector -o --output -c --container --field-selector --sort-by --as --as-group --replicas --timeout --grace-period --since --since-time --tail --cluster --user -s --server --token patch:-p --patch --type --image --port --target-port --overrides --command-timeout --for --to-revision --from --limits --requests --min --max --cpu-percent --template --request-timeout -k --kustomize --max-log-requests --address --from-literal --from-file --from-env-file --pod-selector --target --profile --subresource --verb --resource --name --labels --env --restart --local --field-manager -L';

/** Kinds whose objects their controller makes again. */
const pods = 'pod|pods|po|pod/*|pods/*|po/*';

const kubectl = `
  reads: --dry-run !--dry-run=none
  reads: set|label|annotate --list, set env --list
  runs: exec -> command after --
  runs: exec !-- -> command after 2
  reads: exec --
  changes asks: exec -> opens a command in {2}
  runs: debug -> command after --
  runs: run -> command after --
  changes asks: run -i|-t|--stdin|--tty !-- -> starts the pod {2} and opens it
  changes: run -> starts the pod {2}
  changes asks: debug -i|-t -> starts a container to look into {2+}
  changes: debug -> starts a container to look into {2+}
  reads stays: get -w|--watch|--watch-only, logs -f|--follow, events -w|--watch, alpha events --watch
  changes stays: port-forward -> opens a port to {2}
  changes stays: proxy -> opens the API on this machine
  reads: get, describe, logs, top, explain, api-resources, api-versions, version, cluster-info, events, wait, diff, kustomize, options, completion, config view|current-context|get-contexts|get-clusters|get-users, auth can-i|whoami, rollout status|history, plugin list, krew list|search|info, tree, neat, view-secret, resource-capacity, df-pv, who-can, cost, images, score
  destroys: delete ns|namespace|namespaces|ns/*|namespace/* -> deletes the namespace {3} and everything in it
  destroys: delete ${pods} --force|--now -> removes {3+:pods} at once: what they hold is lost
  destroys: delete ${pods} --grace-period=0 -> removes {3+:pods} at once: what they hold is lost
  destroys: delete ${pods} --all -> deletes every pod of the namespace: requests fail until others are there
  destroys: delete ${pods} -A|--all-namespaces -> deletes pods of every namespace
  changes: delete ${pods} -> deletes {3+:pods}: their controller makes others
  changes: delete event|events|lease|leases -> deletes {3+:records} that are made again
  destroys: delete %*pvc*|pvc|persistentvolumeclaim* -> deletes a volume with its data
  destroys: delete -f|--filename -> deletes every object that {-f:the file} names
  destroys: delete -k|--kustomize -> deletes every object that {-k:the directory} names
  destroys: delete --all -> deletes every {2} of the namespace
  destroys: delete -> deletes {2+:objects}
  destroys: scale --replicas=0 -> scales {2+} to 0: nothing of it runs any more
  changes: scale -> changes how many pods run of {2+}
  changes: autoscale -> lets the number of pods of {2+} follow the load
  destroys: drain -> moves every pod off {2+}
  changes: cordon -> keeps new pods off {2+}
  changes: uncordon -> lets new pods onto {2+}
  changes: rollout restart -> restarts {3+}: its pods are replaced one after the other
  changes: rollout undo -> sets {3+} back to an earlier revision
  changes: rollout pause -> holds the roll-out of {3+}
  changes: rollout -> changes the roll-out of {3+}
  destroys: replace --force -> deletes the objects and makes them again
  destroys: apply --prune -> applies {-f:objects} and deletes those that are not in it
  changes: apply -f -> applies {-f} to the cluster
  changes: apply -> applies objects to the cluster
  changes prompts: edit -> opens {2+} in an editor
  destroys: taint * * %*:NoExecute -> throws pods off a node
  changes: taint -> changes which pods {3} takes
  destroys: patch -p|--patch=*"replicas":0*|*"replicas":~0* -> scales {2+} to 0: nothing of it runs any more
  destroys: patch -p|--patch=*"finalizers":null*|*"finalizers":[]*|*"finalizers":~null*|*"finalizers":~[]*|*/finalizers* -> lets {2+} vanish without its clean-up
  changes asks: attach -> attaches to {2}
  changes: patch, set, label, annotate, create, replace, cp, certificate -> changes {2+:objects}
  changes: config -> changes which cluster is talked to
  changes: auth reconcile, krew, plugin, alpha, convert, ctx, ns, oidc-login -> changes {2+:objects or settings}
`;

export const kubernetes: Family = {
  'kubectl oc kubecolor k3s-kubectl': {
    valued: kubectlOptions,
    rows: `
      reads: whoami|status|projects $
      runs: rsh -> command after 2
      changes asks: rsh -> opens a shell in {2}
      changes: project|login|new-project|new-app|start-build|import-image|tag|adm|policy|process|expose -> changes {2+:the project}
      ${kubectl}
    `,
  },
  'k3s microk8s minikube kind k0s': `
    runs: kubectl -> kubectl after 1
    runs: crictl -> crictl after 1
    runs: ctr -> ctr after 1
    reads: kubectl|crictl|ctr|status|version|get|logs|ip|inspect|check-config, profile|addons|service list
    destroys: stop|delete|reset|pause|uninstall, etcd-snapshot delete -> stops or deletes a cluster
    changes stays: tunnel|dashboard|mount -> opens the cluster
    changes: -> changes a cluster
  `,
  kubeadm:
    'reads: version|config, certs check-expiration, token list, upgrade plan\ndestroys: reset -> takes this node out of its cluster\nchanges: -> changes the cluster',
  'kubectx kubens kctx kns':
    'reads: -c|--current, $\nchanges: -> changes which cluster or namespace is talked to',
  'stern kubetail kail': {
    valued: '-n --namespace -l --selector -c --container --since --tail --context -o -t',
    rows: 'reads: --no-follow\nreads stays:',
  },
  kustomize: 'reads: build|version|cfg\nchanges: -> changes files',
  helm: {
    valued:
      '-n --namespace --kube-context --kubeconfig -f --values --set --set-string --set-file --version --timeout --max -o --output --revision --repo --description --history-max --filter -l --selector --app-version -d --destination',
    rows: `
      reads: --dry-run !--dry-run=none
      reads: list|ls|status|history|hist|get|show|inspect|search|template|lint|version|env|verify|diff, repo list|ls, dependency|dep list|ls, plugin list|ls
      destroys: uninstall|delete|del|un -> removes the release {2+} and its objects
      destroys: upgrade --force -> replaces objects of {2} by force
      changes: rollback -> sets {2} back to revision {3:before}
      changes: upgrade|install -> rolls {2} out in another version
      changes: repo|dependency|dep|plugin|pull|push|package|registry|create|test|completion -> changes charts or settings
    `,
  },
  helmfile: {
    valued: '-f --file -e --environment -l --selector -n --namespace',
    rows: 'reads: diff|template|lint|list|status|build|version|write-values\ndestroys: destroy|delete -> removes the releases and their objects\nchanges: -> rolls releases out',
  },
  argocd: {
    valued:
      '--server --auth-token -o --output -N -l -p --grpc-web-root-path --revision --core --project --timeout',
    rows: `
      reads: version, app get|list|diff|history|logs|resources|manifests|wait, cluster|repo|proj|account list|get|get-user-info|can-i
      reads: app sync --dry-run
      destroys: app delete -> deletes the application {3+} and its resources
      destroys: app sync --prune -> brings {3+} to what git says: what is not there is deleted
      destroys: app delete-resource, cluster rm, repo rm, proj delete -> deletes {3+}
      changes: app terminate-op -> ends the running sync of {3}
      changes: app rollback -> sets {3} back
      changes: app sync -> brings {3+} to what git says
      changes asks: login !--username -> logs in
      changes: -> changes {3+:an application}
    `,
  },
  flux: `
    reads stays: logs -f|--follow, get -w|--watch
    reads: get|logs|check|version|diff|export|stats|tree|trace|events, build kustomization
    destroys: delete|uninstall -> deletes {2+:what flux manages}
    changes: suspend -> stops bringing {2+} to what git says
    changes: -> changes {2+}
  `,
  kn: 'reads: service|revision|route list|describe, version\ndestroys: * delete -> deletes {3+}\nchanges: -> changes {3+}',
  istioctl:
    'reads: version|proxy-status|ps|proxy-config|pc|analyze|x|experimental|verify-install|validate|dashboard\ndestroys: uninstall -> removes the service mesh\nchanges: -> changes the service mesh',
  linkerd:
    'reads: check|version|stat|tap|top|edges|routes|viz|diagnostics|identity\nreads: install|upgrade|inject|uninstall\nchanges: -> changes the service mesh',
  cilium:
    'reads: status|version|connectivity|monitor|hubble, config view, endpoint list\nchanges: -> changes the network of the cluster',
  calicoctl:
    'reads: get|version, node status, ipam show|check\ndestroys: delete -> deletes {2+}\nchanges: -> changes the network of the cluster',
  eksctl:
    'reads: get|version, utils describe-stacks\ndestroys: delete|drain -> deletes {2} of the cluster\nchanges: -> changes the cluster',
  kops: 'reads: get|validate|version|toolbox\nreads: update|rolling-update|delete|upgrade !--yes\ndestroys: delete -> deletes the cluster\nchanges: -> changes the cluster',
  tilt: 'reads: get|describe|logs|doctor|version|snapshot\ndestroys: down -> removes what it started\nchanges stays: up -> starts services\nchanges: -> changes what runs',
  skaffold:
    'destroys: delete -> removes what it deployed\nchanges stays: dev|debug -> deploys and watches\nchanges: -> builds or deploys',
  velero: {
    valued:
      '-n --namespace --from-backup --include-namespaces --exclude-namespaces --selector -l --ttl --schedule -o',
    rows: `
      also asks: * delete !--confirm, delete !--confirm
      reads: version, backup|restore|schedule|backup-location|snapshot-location|plugin|repo|client get|describe|logs, get, describe, backup download
      destroys: backup|schedule|restore|backup-location delete, delete, uninstall -> deletes {3+:backups}
      changes: restore create, create restore -> restores objects from {--from-backup:a backup}
      changes: -> changes backups
    `,
  },
};
