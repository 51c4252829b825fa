import type { Family } from './rows.ts';

const dockerOptions = `
  ^:-H --host --context ^:-c --config ^:-l --log-level ps|ls|list|images|build|inspect|events|search|info|version|top:-f --filter --format --name
  -e --env --env-file run|create:-v --volume -p --publish run|create|exec:-w --workdir -u --user --network --net -m --memory --memory-swap --cpus --entrypoint
  run|create:-h --hostname --restart run|create:-l --label --mount --add-host --since --until --tail logs|ps|top:-n build|stop|restart:-t --time kill|stop:-s --signal
  --file --tag --build-arg --target --platform --pull --limit --replicas --image --availability --role --scale --volumes-from --link --ip --dns --cap-add --cap-drop
  --device --shm-size --ulimit --log-driver --log-opt --health-cmd --detach-keys run|create:-a commit:-a --change --author --message build|save|export:-o --output --driver
  --subnet --gateway --stop-timeout --pid --ipc --userns --security-opt --tmpfs --cgroupns --gpus --cidfile deploy:-c --compose-file
`;

/** docker, podman and nerdctl share their words. */
const docker = `
  runs: compose -> docker-compose after 1
  runs: container -> docker after 1
  reads: exec --help
  runs: exec -> command after 2
  reads: exec
  runs: run -> command after 2
  also asks: run * $ -i|-t|--interactive|--tty !-d|--detach
  changes: run -d|--detach -> starts a new container of {2}
  changes: run -> runs a new container of {2}
  reads: compose
  reads stays: logs -f|--follow, service logs -f|--follow, stats !--no-stream, events !--until, top -d
  reads: ps, ls, list, images, inspect, logs, stats --no-stream, top, port, diff, version, info, history, search, events --until, wait, exists, image ls|list|inspect|history, volume ls|list|inspect, network ls|list|inspect, service ls|list|ps|inspect|logs, node ls|list|ps|inspect, stack ls|list|ps|services|config, system df|info|events, context ls|list|show|inspect, secret ls|list|inspect, config ls|list|inspect, plugin ls|list|inspect, manifest inspect, buildx ls|du|inspect|version, builder du, swarm ca, trust inspect, scout, healthcheck, pod ps|ls|inspect|logs|stats|top|list, scan, sbom, image exists
  reads: swarm join-token|unlock-key !--rotate
  destroys: stop -> stops {2+}
  changes: kill -s|--signal=HUP|SIGHUP|USR1|USR2|SIGUSR1|SIGUSR2 -> sends a signal to {2+}
  destroys: kill -> kills {2+}
  destroys: rm|remove -v|--volumes -> deletes {2+} with its anonymous volumes
  destroys: rm|remove -> deletes the container {2+} and what was written inside
  destroys: pause -> freezes {2+}: it answers nobody
  changes: unpause -> lets {2+} go on
  changes: restart -> restarts {2+}: requests fail for some seconds
  changes: start -a|-i -> starts {2+}
  changes: start -> starts {2+}
  changes prompts: attach -> attaches to {2}
  changes: rmi, image rm|remove -> deletes the image {2+}, which can be pulled again
  also asks: login !--password-stdin|-p|--password
  also asks: prune !-f|--force, system|image|volume|network|builder|buildx prune !-f|--force
  destroys: prune -> deletes every stopped container
  destroys: system prune -> deletes stopped containers, unused networks and images
  destroys: volume prune -> deletes every unused volume with its data
  destroys: volume rm|remove -> deletes the volume {3+} with its data
  destroys: network rm|remove|prune -> deletes networks: what uses them is cut off
  destroys: network disconnect -> cuts {4} off the network {3}
  destroys: image|builder|buildx prune -> deletes unused images or build caches
  destroys: buildx rm -> deletes a builder
  destroys: service rm|remove -> stops and removes the service {3+}
  destroys: service scale %*=0 -> stops every task of {3+}
  destroys: service update --replicas=0 -> stops every task of {3}
  destroys: scale %*=0 -> stops {2+}
  changes: service scale -> changes how many tasks run of {3+}
  changes: service update|create|rollback -> changes the service {3}: its tasks are replaced
  destroys: stack rm|remove|down -> stops and removes every service of the stack {3+}
  changes: stack deploy|up -> deploys the stack {3}
  destroys: node rm|remove|demote -> takes {3+} out of the swarm
  destroys: node update --availability=drain|pause -> moves every container off {3}
  changes: node -> changes a node of the swarm
  destroys: swarm leave -> leaves the swarm: its services on this host stop
  changes: swarm -> changes the swarm
  destroys: secret|config|context|plugin rm|remove -> deletes {3+}
  destroys: plugin disable -> switches {3} off
  destroys: pod rm|stop|kill|prune -> stops or deletes pods
  destroys: system reset -> deletes every container, image and volume
  changes: pull, push, build, tag, create, cp, commit, save, load, import, export, update, rename, login, logout, buildx, builder, image, network, volume, manifest, context, secret, config, system, trust, plugin, checkpoint, pod, generate, play, kube, machine, init, unshare -> {name} {1}: {2:images, files or settings} change
`;

const composeOptions = `
  ^:-f --file ^|run:-p --project-name --profile --env-file --project-directory --ansi --parallel --scale --tail logs:-n --since --until stop|down|restart|up:-t --timeout
  --index exec|run:-e --env exec|run:-u --user exec|run:-w --workdir --entrypoint --name run:-v --volume --label --format --filter --status --signal kill:-s --pull
  --exit-code-from --attach --wait-timeout
`;

const compose = `
  reads: --dry-run
  runs: exec -> command after 2
  reads: exec
  runs: run -> command after 2
  changes: run -> runs a new container of {2}
  reads stays: logs -f|--follow=, events, stats !--no-stream, watch, attach
  reads: ps, ls, logs, top, port, images, config, convert, version, stats --no-stream, volumes, help
  destroys: up --scale=*=0 -> stops every container of {--scale}
  destroys: up -V|--renew-anon-volumes -> makes containers again with empty volumes
  destroys: up --remove-orphans -> starts {2+:all services} and removes containers of services that are gone
  also stays: up !-d|--detach|--wait|--no-start
  changes: up --build -> builds {2+:all services} again and replaces their containers
  changes: up --scale -> changes how many containers run: {--scale}
  changes: up -> creates and starts {2+:all services}, again where their configuration changed
  destroys: down -v|--volumes -> stops and removes {2+:every container of the project} and deletes its volumes with their data
  destroys: down -> stops and removes {2+:every container of the project}
  destroys: stop -> stops {2+:every service of the project}
  changes: kill -s|--signal=HUP|SIGHUP|USR1|SIGUSR1 -> sends a signal to {2+:every service}
  destroys: kill -> kills {2+:every service of the project}
  destroys: pause -> freezes {2+:every service}: it answers nobody
  also asks: rm !-f|--force
  destroys: rm -v -> deletes stopped containers of {2+:the project} with their volumes
  destroys: rm -> deletes stopped containers of {2+:the project}
  destroys: scale %*=0 -> stops every container of {2+}
  changes: scale -> changes how many containers run: {2+}
  changes: restart -> restarts {2+:every service}: requests fail for some seconds
  changes: unpause -> lets {2+:every service} go on
  changes: start -> starts {2+:every service}
  changes: build, pull, push, create, cp, commit, export, publish -> {1}s {2+:images of the project}
`;

export const containers: Family = {
  'docker podman nerdctl finch': { valued: dockerOptions, rows: docker },
  'docker-compose podman-compose': { valued: composeOptions, rows: compose },
  crictl: `
    runs: exec -> command after 2
    reads: exec
    reads stays: logs -f|--follow, stats -w
    reads: ps, pods, images, img, inspect, inspectp, inspecti, logs, stats, statsp, info, version, imagefsinfo, port-forward, events
    destroys: rm, rmp, stop, stopp, rmi --prune -> stops or deletes {2+}
    changes: -> changes {2+:containers}
  `,
  ctr: 'reads: version|info, * ls|list|info|metrics\ndestroys: * rm|remove|delete|kill|pause -> stops or deletes {3+}\nchanges: -> changes {3+:containers}',
  'skopeo crane regctl':
    'reads: inspect|list-tags|ls|manifest|digest|config|catalog, tag ls\ndestroys: delete -> deletes {2}\nchanges: -> copies or changes {2}',
  'lxc incus': `
    runs: exec -> command after 2
    reads: exec
    reads: list|ls|info|version, config|profile|network|storage|image|snapshot show|get|list
    destroys: delete|stop|pause|freeze, * delete -> stops or deletes {2+}
    changes: restart -> restarts {2+}
    changes: -> changes {2+:containers}
  `,
  machinectl:
    'reads: list|status|show|$\ndestroys: stop|poweroff|terminate|kill|remove -> stops {2+}\nchanges prompts: shell|login -> opens a shell\nchanges: -> changes {2+}',
  virsh: `
    reads: list|dominfo|domstate|nodeinfo|dumpxml|domblklist|domiflist|domstats|version|net-list|pool-list|vol-list|snapshot-list|vcpuinfo|net-info|pool-info
    changes prompts: console -> opens the console of {2}
    destroys: destroy|undefine|shutdown|suspend|reset|managedsave|save|vol-delete|pool-destroy|pool-delete|net-destroy|snapshot-delete|snapshot-revert|detach-disk|detach-device -> stops or deletes {2}
    changes: reboot -> restarts {2}
    changes: -> changes {2}
  `,
  'qm pct': `
    reads: list|status|config|showcmd|listsnapshot|pending|df
    destroys: stop|shutdown|destroy|suspend|reset|delsnapshot|rollback -> stops or deletes {2}
    changes: reboot -> restarts {2}
    changes prompts: enter|console|terminal -> opens a console of {2}
    changes: -> changes {2}
  `,
  vagrant:
    'reads: status|global-status|ssh-config|port|validate|version\ndestroys: destroy|halt|suspend -> stops or deletes machines\nchanges prompts: ssh $ -> opens a shell\nchanges: -> changes machines',
};
