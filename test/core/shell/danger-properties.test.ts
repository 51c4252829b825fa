import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assessText } from '../../../src/core/shell/danger.ts';
import { grammar } from '../../grammar.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const doubled = (text: string): string => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;

/** Destructive commands of one line, of every family. */
const destructive = [
  'rm -rf /srv/app/data',
  'systemctl stop nginx',
  'kill -9 4242',
  'dropdb shop',
  'psql -d shop -c "DROP TABLE users"',
  'redis-cli FLUSHALL',
  `mongosh shop --eval 'db.orders.drop()'`,
  'docker compose down -v',
  'kubectl delete namespace prod',
  'helm uninstall shop',
  'terraform destroy -auto-approve',
  'git reset --hard HEAD~1',
  'aws ec2 terminate-instances --instance-ids i-1',
  'iptables -F',
  'mkfs.ext4 /dev/sdb1',
  'curl -X DELETE http://localhost:9200/logs',
  'crontab -r',
  'rabbitmqctl purge_queue emails',
  'restic forget --keep-last 1 --prune',
  'find /srv -name x -delete',
];

/** Ways to run a command through something else. */
const wrappers: readonly ((command: string) => string)[] = [
  (command) => `sudo ${command}`,
  (command) => `sudo -u app -H ${command}`,
  (command) => `doas ${command}`,
  (command) => `env A=1 ${command}`,
  (command) => `A=1 ${command}`,
  (command) => `time ${command}`,
  (command) => `nohup ${command} &`,
  (command) => `nice -n 10 ${command}`,
  (command) => `timeout 30 ${command}`,
  (command) => `setsid ${command}`,
  (command) => `stdbuf -oL ${command}`,
  (command) => `strace -f ${command}`,
  (command) => `flock /tmp/lock ${command}`,
  (command) => `chroot /mnt ${command}`,
  (command) => `nsenter -t 1 -m ${command}`,
  (command) => `command ${command}`,
  (command) => `exec ${command}`,
  (command) => `busybox ${command}`,
  (command) => `echo x | xargs ${command}`,
  (command) => `find . -exec ${command} \\;`,
  (command) => `docker exec -it api ${command}`,
  (command) => `docker compose -f prod.yml exec -T api ${command}`,
  (command) => `docker run --rm alpine ${command}`,
  (command) => `kubectl exec -n prod api-0 -c app -- ${command}`,
  (command) => `sh -c ${quoted(command)}`,
  (command) => `bash -lc ${doubled(command)}`,
  (command) => `eval ${quoted(command)}`,
  (command) => `ssh -p 22 ops@web01 ${quoted(command)}`,
  (command) => `watch -n 5 ${quoted(command)}`,
  (command) => `su - app -c ${quoted(command)}`,
  (command) => `parallel ${quoted(command)} ::: 1`,
  (command) => `echo ${quoted(command)} | sh`,
  (command) => `bash <<< ${quoted(command)}`,
  (command) => `bash <<'EOF'\n${command}\nEOF`,
  (command) => `ssh web01 <<'EOF'\n${command}\nEOF`,
  (command) => `echo "$(${command})"`,
  (command) => `cat <(${command})`,
  (command) => `if true; then ${command}; fi`,
  (command) => `for i in 1 2; do ${command}; done`,
  (command) => `while read -r x; do ${command}; done < list`,
  (command) => `case $X in a) ${command};; esac`,
  (command) => `go() { ${command}; }\ngo`,
  (command) => `(cd /srv && ${command}) 2>/dev/null`,
  (command) => `ls || ${command}`,
  (command) => `! ${command}`,
  (command) => `trap ${quoted(command)} EXIT`,
];

describe('danger holds on any text', () => {
  it('a destructive command stays so in every wrapper', () => {
    for (const command of destructive) {
      for (const wrap of wrappers) {
        const text = wrap(command);
        assert.equal(assessText(text, grammar).danger.level, 'destructive', text);
      }
    }
  });

  it('and is never safe in several of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...destructive),
        fc.array(fc.constantFrom(...wrappers), { minLength: 2, maxLength: 4 }),
        (command, wraps) => {
          const text = wraps.reduce((inner, wrap) => wrap(inner), command);
          assert.notEqual(assessText(text, grammar).danger.level, 'safe', text);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('a destructive command behind or before anything else is found', () => {
    const neighbours = fc.constantFrom(
      'ls',
      'echo "a b"',
      'psql -c "select 1"',
      'X=1',
      '# note',
      'cat <<E\nrm\nE',
    );
    fc.assert(
      fc.property(fc.constantFrom(...destructive), neighbours, neighbours, (command, before, behind) => {
        const text = `${before}\n${command}\n${behind}`;
        assert.equal(assessText(text, grammar).danger.level, 'destructive', text);
      }),
    );
  });

  it('no text throws', () => {
    const piece = fc.constantFrom(
      ...'$( ) ` \' " \\ | & ; < > << <<< EOF { } [ ] [[ ]] $ ${ : - -c -e -- = * ? # ! ~ \n if then fi do done case esac'.split(
        ' ',
      ),
      'psql',
      'redis-cli',
      'mongosh --eval',
      'ssh h',
      'sh -c',
      'xargs',
      'find -exec',
      'sed',
      'awk',
      'curl -X',
      'docker',
      'kubectl',
      'ip',
      'tar',
      'kill',
      'select',
      'DELETE FROM',
    );
    const shellLike = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' '));
    const glued = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(shellLike, glued, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const { danger } = assessText(text, grammar);
        assert.equal(danger.reason === undefined, danger.level === 'safe', text);
      }),
      { numRuns: 500 },
    );
  });

  const deep: readonly [name: string, text: string][] = [
    ['substitutions', `${'echo $('.repeat(1000)}rm x${')'.repeat(1000)}`],
    ['braces', `${'{ '.repeat(2000)}rm x; ${'}; '.repeat(2000)}`],
    ['eval in quotes', Array.from({ length: 8 }).reduce<string>((inner) => `eval ${doubled(inner)}`, 'rm x')],
    [
      'functions that call the one before twice',
      `f0() { rm x; }\n${Array.from({ length: 30 }, (_, i) => `f${i + 1}() { f${i}; f${i}; }`).join('\n')}\nf30`,
    ],
    [
      'aliases that name the one before twice',
      `alias a0='rm x'\n${Array.from({ length: 30 }, (_, i) => `alias a${i + 1}='a${i}; a${i}'`).join('\n')}\na30`,
    ],
    ['a function that calls itself', 'f() { f; rm x; f; }\nf'],
  ];
  for (const [name, text] of deep) {
    it(`nests as deep as it likes and is never called safe: ${name}`, () => {
      assert.notEqual(assessText(text, grammar).danger.level, 'safe');
    });
  }

  const long: readonly [name: string, text: string][] = [
    ['one word of a megabyte', `rm ${'a'.repeat(1_000_000)}`],
    ['a quoted text of a megabyte', `psql -c "${'select 1; '.repeat(100_000)}"`],
    ['open brackets in code', `python3 -c '${'open(('.repeat(100_000)}'`],
    ['letters in a script', `mongosh --eval '${'a'.repeat(500_000)}'`],
    ['a chain of ten thousand', Array.from({ length: 5000 }, () => 'true').join(' && ')],
    ['a here-document of backticks', `cat <<E\n${'`ls` '.repeat(2000)}\nE`],
  ];
  for (const [name, text] of long) {
    it(`reads ${name} to its end`, () => {
      assert.ok(assessText(text, grammar).danger.level);
    });
  }
});
