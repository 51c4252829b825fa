import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import {
  codeSpan,
  fenced,
  inline,
  safeFile,
  safeLink,
  sentence,
  short,
} from '../../../src/core/postmortem/escape.ts';

/** A reader that believes everything: HTML and links. */
const reader = new MarkdownIt({ html: true });
const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
/** What a reader shows of a cell. */
const cell = (markdown: string): string => {
  const html = reader.render(`| a | b |\n| - | - |\n| ${markdown} | x |\n`);
  return unescaped(
    /<tbody>\s*<tr>\s*<td>([\s\S]*?)<\/td>\s*<td>x<\/td>/.exec(html)?.[1] ?? `no cell: ${html}`,
  );
};

/** Texts of these characters. */
const anyOf = (characters: string): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)) });

const hostile = [
  '<script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '**bold** _it_ `code` ~~gone~~',
  'a | b | c',
  'grep "a\\|b"',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '&lt;b&gt;',
  '$x^2$',
  '\\',
  '__init__ and snake_case',
  '<!-- /incident-runbook:timeline -->',
  '```',
  '[ref]: https://evil.example',
];

describe('text in the document', () => {
  for (const text of hostile) {
    it(`is shown as it was written: ${text}`, () => {
      const shown = text.replace('<!--', '<! --');
      assert.equal(cell(inline(text)), shown);
      assert.equal(unescaped(reader.renderInline(inline(text))), shown);
      assert.equal(reader.render(`- ${inline(text)}`).match(/<(?!\/?(?:ul|li)>)/g), null);
    });
  }

  it('is one cell and holds no element, whatever it is', () => {
    fc.assert(
      fc.property(anyOf('ab |\\`*_[]()<>!#-$&~1.\n'), (text) => {
        assert.doesNotMatch(cell(inline(text)), /^no cell/);
        assert.doesNotMatch(reader.renderInline(inline(text)), /<[a-z]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows what hides: direction marks and controls', () => {
    assert.equal(inline('a\u202eb\u0007'), 'a(U+202E)b(U+0007)');
    assert.equal(inline('👩\u200d💻'), '👩\u200d💻');
  });

  it('is one line', () => {
    assert.equal(inline('a\r\n\r\n# b'), 'a # b');
  });
});

describe('a command in the document', () => {
  for (const text of hostile.concat('a `b` c', '`', ' x ', 'echo  two  blanks')) {
    it(`is shown as it was typed: ${text}`, () => {
      const shown = cell(codeSpan(text)).replace(/^<code>([\s\S]*)<\/code>$/, '$1');
      assert.equal(shown, text.replace('<!--', '<! --').trim());
    });
  }

  it('is one cell, whatever it is', () => {
    fc.assert(
      fc.property(anyOf('ab |\\`*_[<\n'), (text) => {
        assert.doesNotMatch(cell(codeSpan(text)), /^no cell/);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows where a line ended', () => {
    assert.equal(codeSpan('psql -c "\nSELECT 1"'), '`psql -c " ⏎ SELECT 1"`');
  });
});

describe('an output in the document', () => {
  it('can’t end its fence', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('```', '````', 'a', '~~~', '</details>', '')), (lines) => {
        const html = reader.render(`${fenced(lines, 'text').join('\n')}\n\nbehind`);
        assert.match(html, /<\/code><\/pre>\s*<p>behind<\/p>\s*$/);
        assert.equal(html.match(/<pre>/g)?.length, 1);
      }),
    );
  });

  it('can’t end a region of ours', () => {
    assert.deepEqual(
      fenced(['<!-- /incident-runbook:evidence -->', '<!--incident-runbook:x -->'], 'text').slice(1, -1),
      ['<! -- /incident-runbook:evidence -->', '<! --incident-runbook:x -->'],
    );
  });
});

describe('a sentence in the document', () => {
  it('keeps its pieces apart and each escaped in its own way', () => {
    const spans = [
      { kind: 'text', text: 'Typed: ' },
      { kind: 'code', text: 'a | b' },
      { kind: 'text', text: ', ' },
      { kind: 'strong', text: 'exit *1*' },
    ] as const;
    assert.equal(sentence(spans), 'Typed: `a \\| b`, **exit \\*1\\***');
  });

  it('is cut between characters', () => {
    assert.equal(short('ab😀d', 4), 'ab…');
    assert.equal(short('abcd', 4), 'abcd');
  });
});

describe('a link in the document', () => {
  const links: readonly [link: string, safe: string | undefined][] = [
    ['https://grafana.example/d/1?x=(1)', 'https://grafana.example/d/1?x=%281%29'],
    ['mailto:ana@example.org', 'mailto:ana@example.org'],
    ['javascript:alert(1)', undefined],
    ['command:workbench.action.quit', undefined],
    ['file:///etc/passwd', undefined],
    ['https://a.example/ "x"', undefined],
    ['//evil.example', undefined],
  ];
  for (const [link, safe] of links) {
    it(`${safe === undefined ? 'is text' : 'leads there'}: ${link}`, () => {
      assert.equal(safeLink(link), safe);
    });
  }

  const files: readonly [file: string, safe: string | undefined][] = [
    ['attachments/a b (1).png', 'attachments/a%20b%20%281%29.png'],
    ['../../secret', undefined],
    ['/etc/passwd', undefined],
    ['https://evil.example/x', undefined],
    ['C:\\x', undefined],
    ['', undefined],
  ];
  for (const [file, safe] of files) {
    it(`${safe === undefined ? 'points nowhere' : 'stays beside the document'}: ${file}`, () => {
      assert.equal(safeFile(file), safe);
    });
  }
});
