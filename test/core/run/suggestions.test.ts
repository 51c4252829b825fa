import assert from 'node:assert/strict';
import fc from 'fast-check';
import { suggestionsFor } from '../../../src/core/run/suggestions.ts';

const pods = `NAME                   READY   STATUS             RESTARTS      AGE
api-6d4b9c7f5-abcde    1/1     Running            0             3d
api-6d4b9c7f5-fghij    0/1     CrashLoopBackOff   17 (2m ago)   3d
worker-0               1/1     Running            1             9d
`;
const podsEverywhere = `NAMESPACE     NAME          READY   STATUS    RESTARTS   AGE    IP           NODE     NOMINATED NODE
shop          api-0         1/1     Running   0          3d     10.0.0.12    node-a   <none>
kube-system   coredns-xyz   1/1     Running   0          90d    10.0.0.13    node-b   <none>
`;
const containers = `CONTAINER ID   IMAGE          COMMAND                  CREATED       STATUS                     PORTS                    NAMES
4f66ad9a0b2e   shop/api:41    "node server.js"         2 hours ago   Up 2 hours                 0.0.0.0:3000->3000/tcp   shop-api-1
9c1d2e3f4a5b   postgres:16    "docker-entrypoint.s…"   2 hours ago   Exited (1) 3 minutes ago                            shop-db-1
`;
const compose = `NAME         IMAGE         COMMAND            SERVICE   CREATED       STATUS       PORTS
shop-api-1   shop/api:41   "node server.js"   api       2 hours ago   Up 2 hours   3000/tcp
`;
const ps = `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
root           1  0.0  0.1 167744 11520 ?        Ss   Nov20   0:09 /sbin/init
www-data   31337 99.0  8.1 967744 81152 ?        R    13:00   9:09 node server.js
`;
const lsof = `COMMAND   PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME
node    31337 www   18u  IPv4  90210      0t0  TCP *:3000 (LISTEN)
`;
const activity = `  pid  | usename |              query
-------+---------+----------------------------------
  4711 | shop    | select * from orders where pid = 3
 12345 | shop    | lock table orders
(2 rows)

`;

interface Row {
  name: string;
  outputs: string[];
  suggested: string[];
}

const rows: Readonly<Record<string, Row>> = {
  'a pod, the one in trouble first': {
    name: 'pod',
    outputs: [pods],
    suggested: ['api-6d4b9c7f5-fghij', 'api-6d4b9c7f5-abcde', 'worker-0'],
  },
  'a pod, when the table has namespaces in front': {
    name: 'POD_NAME',
    outputs: [podsEverywhere],
    suggested: ['api-0', 'coredns-xyz'],
  },
  'a namespace by its own heading': {
    name: 'namespace',
    outputs: [podsEverywhere],
    suggested: ['shop', 'kube-system'],
  },
  'a node by its own heading': { name: 'node', outputs: [podsEverywhere], suggested: ['node-a', 'node-b'] },
  'a host from the nodes that pods run on': {
    name: 'your host',
    outputs: [podsEverywhere],
    suggested: ['node-a', 'node-b'],
  },
  'a node, from the list of nodes': {
    name: 'node',
    outputs: ['NAME     STATUS   ROLES    AGE   VERSION\nnode-a   Ready    <none>   9d    v1.31.0\n'],
    suggested: ['node-a'],
  },
  'a container by its name, the ended one first': {
    name: 'container id',
    outputs: [containers],
    suggested: ['shop-db-1', 'shop-api-1'],
  },
  'a container of docker compose': { name: 'container', outputs: [compose], suggested: ['shop-api-1'] },
  'a service of docker compose': { name: 'service-name', outputs: [compose], suggested: ['api'] },
  'a pid of ps, set to the right': { name: 'PID', outputs: [ps], suggested: ['1', '31337'] },
  'a process id of lsof': { name: 'process-id', outputs: [lsof], suggested: ['31337'] },
  'a pid of ss': {
    name: 'pid',
    outputs: ['LISTEN 0 511 *:3000 *:* users:(("node",pid=31337,fd=18))'],
    suggested: ['31337'],
  },
  'a pid of a table with bars, and nothing of its last line': {
    name: 'blocking_pid',
    outputs: [activity],
    suggested: ['4711', '12345'],
  },
  'a row in capitals between bars': {
    name: 'pid',
    outputs: ['| PID | QUERY |\n| 7 | SELECT 1 |\n| 8 | SELECT 2 |\n'],
    suggested: ['7', '8'],
  },
  'a name of its own heading': { name: '<image>', outputs: [compose], suggested: ['shop/api:41'] },
  'a database of psql': {
    name: 'database',
    outputs: ['   Name   | Owner | Encoding\n----------+-------+----------\n shop     | shop  | UTF8\n'],
    suggested: ['shop'],
  },
  'the newest output first, each value once': {
    name: 'pid',
    outputs: [lsof, ps],
    suggested: ['31337', '1'],
  },
  'no pod where a table is of something else': { name: 'pod', outputs: [containers, ps], suggested: [] },
  'no NODE of lsof as a host': { name: 'host', outputs: [lsof], suggested: [] },
  'nothing for a name that no heading answers to': {
    name: 'reason',
    outputs: [pods, containers],
    suggested: [],
  },
  'nothing that was cut, redacted or left empty': {
    name: 'pod',
    outputs: [
      'NAME       READY   STATUS    RESTARTS   AGE\napi-very…  1/1     Running   0   3d\n[secret 1] 1/1     Running   0   3d\n<none>     0/1     Running   0   3d\n',
    ],
    suggested: [],
  },
  'nothing from the text behind a table': {
    name: 'pod',
    outputs: [`${pods}\nNothing else was found.\n`],
    suggested: ['api-6d4b9c7f5-fghij', 'api-6d4b9c7f5-abcde', 'worker-0'],
  },
};

describe('what a placeholder may stand for', () => {
  for (const [name, { name: placeholder, outputs, suggested }] of Object.entries(rows)) {
    it(name, () => {
      assert.deepEqual(suggestionsFor(placeholder, outputs), suggested);
    });
  }

  it('is five at the most, and stands in the output, whatever was printed', () => {
    const word = fc.constantFrom('NAME', 'READY', 'RESTARTS', 'PID', '|', ' ', '\n', 'a-1', '7', '…', '<x>');
    const output = fc.array(fc.oneof(word, fc.string())).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.constantFrom('pod', 'pid', 'x.*', ''), fc.array(output), (name, outputs) => {
        const suggested = suggestionsFor(name, outputs);
        assert.ok(suggested.length <= 5);
        assert.ok(suggested.every((value) => outputs.some((text) => text.includes(value))));
      }),
    );
  });
});
