import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillPlaceholders, findGaps, maskGaps } from '../../../src/core/shell/placeholders.ts';

const found: readonly [text: string, gaps: string[], why: string][] = [
  ['kubectl logs <pod>', ['<pod>'], 'the usual form'],
  ['psql -h <host>/db', ['<host>'], 'a part of a word'],
  ['echo <your pod name>', ['<your pod name>'], 'several words'],
  ["echo <user's name>", ["<user's name>"], 'an apostrophe'],
  ['a <pod|node>', ['<pod|node>'], 'a choice'],
  ['echo {{ name }} {{a.b}}', ['{{ name }}', '{{a.b}}'], 'double braces'],
  ['ping [HOST_NAME].example', ['[HOST_NAME]'], 'brackets around capitals'],
  ['a --key=YOUR_API-KEY', ['YOUR_API-KEY'], 'what is yours'],
  ['a CHANGE_ME XXX', ['CHANGE_ME', 'XXX'], 'words that ask for it'],
  ['sort <in.txt >out.txt', [], 'two redirections'],
  ['sort <in.txt>out.txt', [], 'two redirections without a blank'],
  ['cat <file>/dev/null', [], 'a redirection into nothing'],
  ['cat <<EOF>f', [], 'the end word of a here-document'],
  ['(( a <b && c> d ))', [], 'a comparison'],
  ['echo "<b>x</b>" "<br>"', [], 'tags'],
  ["psql -c 'select 1 where a <b AND c> d'", [], 'a comparison of SQL'],
  ['echo $YOUR_TOKEN ${YOUR_TOKEN} YOUR_TOKEN=1', [], 'variables'],
  ['mktemp /tmp/a.XXXXXX', [], 'a template of mktemp'],
  ["docker ps --format '{{.Names}}'", [], 'a Go template'],
  ["echo '{{range .a}}{{end}}'", [], 'its words'],
  ['[[ $a == [ABC]* ]]', [], 'a pattern'],
  ['grep "[WARN]" log', [], "grep's pattern"],
  ['echo ${a[INDEX]} {1..3} $i', [], 'indexes, ranges and variables'],
  ['git commit --author="A <a@b.example>"', [], 'an address'],
  ['#include <stdio.h>', [], 'a header'],
];

const values = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', "'", '"', '`', '$', '(', ')', ';', '\\', '\n', '&', '*') }),
);

describe('placeholders', () => {
  for (const [text, gaps, why] of found) {
    it(`of ${text}: ${gaps.join(', ') || 'none'} (${why})`, () => {
      assert.deepEqual(
        findGaps(text).map((gap) => gap.text),
        gaps,
      );
    });
  }

  it('are masked by as many letters', () => {
    assert.equal(maskGaps('a <pod> "{{b}}"'), 'a xxxxx "xxxxx"');
  });

  const filled: readonly [text: string, value: string, result: string, why: string][] = [
    ['ls <x>', 'a', 'ls a', 'a plain word needs no quotes'],
    ['ls <x>', '', "ls ''", 'nothing is a word, too'],
    ['ls <x>', 'a b; rm', "ls 'a b; rm'", 'a blank or an operator needs quotes'],
    ['ls <x>', "it's", "ls 'it'\\''s'", "a quote in the shell's own way"],
    ['ls "<x>"', 'a"$b`', 'ls "a\\"\\$b\\`"', 'what counts in double quotes is escaped'],
    ["ls '<x>'", "a'b", "ls 'a'\\''b'", 'a quote ends and begins again'],
    ["sh -c 'ls <x>'", 'a b', "sh -c 'ls '\\''a b'\\'''", 'a further shell needs quotes of its own'],
    ['ssh h "ls <x>"', 'a b', 'ssh h "ls \'a b\'"', 'and so does one on another host'],
    ['cat <<E\n<x>\nE', 'a\nE\nrm $b', 'cat <<E\na E rm \\$b\nE', 'no line can end a here-document'],
    ['psql -c "select \'<x>\'"', "o'b", "psql -c \"select 'o''b'\"", "SQL's quotes are doubled"],
    ['echo <x> <y>', 'a', 'echo a <y>', 'a gap without a value stays'],
  ];
  for (const [text, value, result, why] of filled) {
    it(`${JSON.stringify(text)} with ${JSON.stringify(value)}: ${why}`, () => {
      assert.equal(fillPlaceholders(text, new Map([['x', value]])), result);
    });
  }

  it('are found in the original at their offsets, and the mask keeps every other character', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      'a',
      ' ',
      '{{',
      '}}',
      '[',
      ']',
      'POD',
      'YOUR_X',
      'XXX',
      '/',
      "'",
      '\n',
      '$',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const masked = maskGaps(text);
        assert.equal(masked.length, text.length);
        for (const gap of findGaps(text)) assert.ok(text.startsWith(gap.text, gap.start));
      }),
    );
  });

  it('take any value without a throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...filled.map(([text]) => text)), values, (text, value) => {
        assert.equal(typeof fillPlaceholders(text, new Map([['x', value]])), 'string');
      }),
    );
  });
});
