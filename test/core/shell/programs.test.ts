import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isKnownProgram, readPrograms } from '../../../src/core/shell/programs.ts';
import { optionStyle, readArguments } from '../../../src/core/shell/programs/call.ts';
import { rowsFor } from '../../../src/core/shell/programs/rows.ts';
import type { Program } from '../../../src/core/shell/programs/rows.ts';
import { specials } from '../../../src/core/shell/programs/specials.ts';
import { grammar } from '../../grammar.ts';

const { programs } = grammar;

const words = (texts: readonly string[]): { text: string; known: boolean }[] =>
  texts.map((text) => ({ text, known: true }));

/** The first alternative of each word of a pattern as it would be typed. */
function typed(pattern: string, { style }: Program): string[] {
  const shown: string[] = [];
  for (const word of pattern
    .split(' ')
    .filter((each) => each !== '' && each !== '$' && !each.startsWith('!'))) {
    const first = (word.replace(/^%/, '').split('|')[0] ?? '').replaceAll('*', 'x').replaceAll('~', ' ');
    const value = word.startsWith('-') ? /=(.*)$/.exec(word)?.[1] : undefined;
    if (value === undefined) {
      shown.push(first);
      if (word.startsWith('-') && style.takesValue(first, words(shown))) shown.push('v');
    } else
      shown.push(
        `${first.replace(/=.*$/, '')}${/^--|^-\w{2}/.test(first) || style.singleDash ? '=' : ''}${(value.split('|')[0] ?? '').replaceAll('*', 'x')}`,
      );
  }
  return shown;
}

const optionsOf = (program: Program): string[] =>
  program.rows.flatMap(({ text }) => [...text.matchAll(/!(-[\w-]+)/g)].map(([, option = '']) => option));

/** A call that only this row can decide may need operands behind it, or an option that other rows ask not to be there. */
function* callsOf(pattern: string, program: Program): Generator<string[]> {
  const base = typed(pattern, program);
  const options = new Set(optionsOf(program));
  for (const call of [base, base.toSorted((a, b) => Number(b.startsWith('-')) - Number(a.startsWith('-')))]) {
    for (const behind of [[], ['zz1'], ['zz1', 'zz2']]) {
      yield [...call, ...behind];
      for (const option of options) yield [option, ...call, ...behind];
      for (const option of options) yield [...call, ...behind, option];
    }
  }
}

describe('the tables of programs', () => {
  it('name each program once', () => {
    const folder = fileURLToPath(new URL('../../../src/core/shell/programs/', import.meta.url));
    const names = globSync(`${folder}*.rows`)
      .flatMap((file) => readFileSync(file, 'utf8').match(/^[^\s#].*$/gm) ?? [])
      .flatMap((line) => line.split(' '));
    assert.ok(names.length > 1000);
    const twice = names.filter((name, at) => names.indexOf(name) !== at);
    assert.deepEqual(twice, []);
  });

  const seen = new Set<unknown>();
  for (const program of programs.values()) {
    if (seen.has(program.rows)) continue;
    seen.add(program.rows);
    for (const row of program.rows) {
      it(`${program.name}: a call reaches the row "${row.text}"`, () => {
        assert.match(row.text, /^(?:also |runs|reads|changes|destroys|unknown)[a-z ]*:/);
        const [patterns = ''] = row.text.slice(row.text.indexOf(':') + 1).split('->', 1);
        for (const pattern of patterns.split(/,\s+/)) {
          const reached = [...callsOf(pattern.trim(), program)].some((texts) =>
            rowsFor(program, readArguments(words(texts), program.style)).includes(row),
          );
          assert.ok(reached, `nothing reaches "${pattern.trim()}": a row above decides first`);
        }
      });
    }
  }

  it('every reason of a row that changes or destroys says what', () => {
    for (const { rows, name } of programs.values()) {
      for (const { effect, reason, text } of rows) {
        if (effect.danger.level !== 'safe') assert.ok(reason, `${name}: ${text}`);
      }
    }
  });
});

describe('the text of a table of programs', () => {
  const read = (text: string): Map<string, Program> | undefined => {
    const table = readPrograms([text]);
    return table && new Map([...table].filter(([name]) => !isSpecial(name)));
  };
  const isSpecial = (name: string): boolean =>
    Object.keys(specials).some((names) => names.split(' ').includes(name));

  it('names programs that are alike on one line or several', () => {
    const table = read('# A comment.\none two\nthree\n  reads:\n\nfour\n  changes: -> changes it\n');
    assert.deepEqual([...(table?.keys() ?? [])], ['one', 'two', 'three', 'four']);
    assert.deepEqual(
      [...(table?.values() ?? [])].map(({ name, rows }) => `${name} ${rows.map(({ text }) => text).join()}`),
      ['one reads:', 'two reads:', 'three reads:', 'four changes: -> changes it'],
    );
  });

  it('says how options are written, also as those of another program', () => {
    const table = read(
      'one\n  valued: -a\n  valued: -b?\n  single-dash\n  reads:\n\ntwo\n  valued: as one\n  reads:\n',
    );
    const styles = ['one', 'two'].map((name) => table?.get(name)?.style);
    assert.deepEqual(
      styles.map((style) => [style?.takesValue('-a', []), style?.joins('-b'), style?.singleDash]),
      [
        [true, true, true],
        [true, true, false],
      ],
    );
  });

  it('adds to the rows what rows cannot tell', () => {
    const table = readPrograms(['nc\n  valued: -w\n', 'rm\n  destroys: -> deletes {1+}\n']);
    assert.ok(table?.get('nc')?.special && table.get('nc')?.style.takesValue('-w', []));
    assert.ok(table.get('tar')?.special && !table.get('rm')?.special);
  });

  const broken = {
    'that is empty': '',
    'that ends in the middle of a row': 'rm\n  reads: -',
    'with a line of no kind': 'rm\n  deletes: -> deletes it\n',
    'with a name that says nothing': 'rm\n\nls\n  reads:\n',
    'with the options of a program that is not there': 'rm\n  valued: as unlink\n  reads:\n',
    'with rows of nobody': 'rm\n  reads:\n\n  changes: -> changes it\n',
  };
  for (const [what, text] of Object.entries(broken)) {
    it(`${what} is not taken, nor are those beside it`, () => {
      assert.equal(readPrograms(['ls\n  reads:\n', text]), undefined);
    });
  }
});

describe('which words are names of programs', () => {
  for (const name of [
    'ls',
    'kubectl',
    '/usr/bin/rm',
    'docker-compose',
    'psql',
    './gradlew',
    '[',
    'systemctl',
  ]) {
    it(`${name} is one`, () => {
      assert.ok(isKnownProgram(name, programs));
    });
  }
  for (const name of ['NAME', 'api-7c9f8d', './deploy.sh', 'Error:', '{', 'constructor', '__proto__', '']) {
    it(`${name} is none`, () => {
      assert.ok(!isKnownProgram(name, programs));
    });
  }
});

describe('options and operands of a call', () => {
  const cases: readonly [
    call: string,
    valued: string,
    operands: string[],
    options: Record<string, string[]>,
  ][] = [
    ['-n prod get pods', '-n', ['get', 'pods'], { '-n': ['prod'] }],
    ['-nprod get', '-n', ['get'], { '-n': ['prod'] }],
    ['--name=x --all y', '--name', ['y'], { '--name': ['x'], '--all': [''] }],
    ['-psecret -e sql', '-p? -e', [], { '-p': ['secret'], '-e': ['sql'] }],
    ['stop -t 5 api', 'stop:-t', ['stop', 'api'], { '-t': ['5'] }],
    ['exec -t api', 'stop:-t', ['exec', 'api'], { '-t': [''] }],
    ['-c a -c', '^:-c', [], { '-c': ['a', ''] }],
    ['logs -f api', '!logs:-f', ['logs', 'api'], { '-f': [''] }],
  ];
  for (const [call, valued, operands, options] of cases) {
    it(`${call} (values: ${valued})`, () => {
      const found = readArguments(words(call.split(' ')), optionStyle(valued));
      assert.deepEqual(
        found.operands.map(({ text }) => text),
        operands,
      );
      assert.deepEqual(Object.fromEntries([...found.options].filter(([name]) => name in options)), options);
    });
  }
});

it('test data of our own names commands of every category of the sample', () => {
  const categories = (name: string): string[] =>
    [
      ...readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8').matchAll(/category: (\w+)/g),
    ].map(([, each = '']) => each);
  assert.deepEqual(new Set(categories('danger-own.yaml')), new Set(categories('danger-sample.yaml')));
});
