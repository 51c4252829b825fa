import assert from 'node:assert/strict';
import { htmlOf, incidentOfPage } from '../../../src/core/postmortem/html.ts';
import type { PageParts } from '../../../src/core/postmortem/html.ts';
import { pictureAddress } from '../../../src/core/postmortem/pictures.ts';

const parts: PageParts = {
  incident: '2026-11-24-api-k3x9',
  title: 'API <down>',
  timeline: '<svg>drawn</svg>',
  pictures: new Map([['attachments/a%20b.png', 'data:image/png;base64,iVBORw']]),
};

/** The page's body. */
function body(markdown: string, over: Partial<PageParts> = {}): string {
  return /<main>\n([\s\S]*)<\/main>/.exec(htmlOf(markdown, { ...parts, ...over }))?.[1] ?? '';
}

describe('the page', () => {
  const cases: readonly [what: string, markdown: string, html: string][] = [
    ['shows HTML as text', '<b onclick="x()">a</b>', '<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt;</p>\n'],
    ['has no link that runs', '[a](javascript:x)', '<p>[a](javascript:x)</p>\n'],
    [
      'hides the marks of regions',
      '<!-- incident-runbook:a sha256:00 -->\ntext\n<!-- /incident-runbook:a -->',
      '<p>text</p>\n',
    ],
    ['shows other comments', '<!-- todo -->', '<p>&lt;!-- todo --&gt;</p>\n'],
    [
      'folds what is folded',
      '<details><summary>All 3 &lt;events&gt;</summary>\n\ntext\n\n</details>',
      '<details><summary>All 3 &lt;events&gt;</summary>\n<p>text</p>\n</details>\n',
    ],
    ['knows no other element of a fold', '<details open>', '<p>&lt;details open&gt;</p>\n'],
    ['has places to jump to', '<a id="run-r1"></a>', '<a id="run-r1"></a>\n'],
    [
      'has no other places',
      '<a id="x" href="y"></a>',
      '<p>&lt;a id=&quot;x&quot; href=&quot;y&quot;&gt;&lt;/a&gt;</p>\n',
    ],
    ['draws the timeline', '```mermaid\ntimeline\n    title a\n```', '<figure><svg>drawn</svg></figure>\n'],
    [
      'draws it once',
      '```mermaid\ntimeline\n```\n\n```mermaid\ntimeline\n```',
      '<figure><svg>drawn</svg></figure>\n<pre><code class="language-mermaid">timeline\n</code></pre>\n',
    ],
    [
      'embeds pictures that are in the record',
      '![a "b"](attachments/a%20b.png)',
      '<p><img src="data:image/png;base64,iVBORw" alt="a &quot;b&quot;"></p>\n',
    ],
    [
      'asks no network for others',
      '![a](https://x.example/y.png)',
      '<p><a href="https://x.example/y.png">a</a></p>\n',
    ],
  ];
  for (const [what, markdown, html] of cases) {
    it(what, () => {
      assert.equal(body(markdown), html);
    });
  }

  it('ends a table before a mark of ours', () => {
    assert.doesNotMatch(body('| a |\n| - |\n| b |\n<!-- /incident-runbook:a -->'), /incident-runbook/);
  });

  it('lets nothing in from outside: no script, no address but pictures of its own', () => {
    const page = htmlOf('# a', parts);
    assert.match(page, /default-src 'none'; style-src 'unsafe-inline'; img-src data:/);
    assert.doesNotMatch(page, /<script|<link|https?:/);
    assert.match(page, /<title>API &lt;down&gt;<\/title>/);
  });

  it('says whose it is', () => {
    const page = htmlOf('# a', parts);
    assert.equal(incidentOfPage(page, parts.incident), 'same');
    assert.equal(incidentOfPage(page, '2026-11-24-api'), 'other');
  });
});

describe('a picture in the page', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
  const pictures: readonly [what: string, begins: string, address: string | undefined][] = [
    ['PNG', '\x89PNG\r\n', 'data:image/png;base64,iVBORw0K'],
    ['JPEG', '\xff\xd8\xff', 'data:image/jpeg;base64,/9j/'],
    ['GIF', 'GIF89a', 'data:image/gif;base64,R0lGODlh'],
    ['SVG, which can hold scripts', '<svg>', undefined],
    ['text', 'hello', undefined],
  ];
  for (const [what, begins, address] of pictures) {
    it(`${address === undefined ? 'is no' : 'may be'} ${what}`, () => {
      assert.equal(pictureAddress(bytes(begins)), address);
    });
  }

  it('is left out when it is too large to send', () => {
    const large = new Uint8Array(5_000_001);
    large.set(bytes('GIF89a'));
    assert.equal(pictureAddress(large), undefined);
  });
});
