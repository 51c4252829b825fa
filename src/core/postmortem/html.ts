import MarkdownIt from 'markdown-it';

/** What a page needs besides its Markdown. */
export interface PageParts {
  incident: string;
  title: string;
  /** The drawn timeline: it stands where the Markdown has it for Mermaid. */
  timeline: string;
  /** Pictures by their file, as `data:` addresses; one that is not here is a link. */
  pictures: ReadonlyMap<string, string>;
}

/**
 * The post-mortem's Markdown as one HTML page: no script, no network, no file beside it. HTML in the Markdown is shown as text,
 * whoever wrote it; of ours only folds and places to jump to are known, by the exact lines that `layout.ts` writes.
 */
export function htmlOf(markdown: string, parts: PageParts): string {
  const reader = new MarkdownIt({ html: false, linkify: false, typographer: false });
  reader.block.ruler.before('html_block', 'ours', ourLines, {
    alt: ['paragraph', 'reference', 'blockquote', 'table', 'list'],
  });
  drawTimeline(reader, parts.timeline);
  embedPictures(reader, parts.pictures);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta name="incident-runbook" content="${escapeHtml(parts.incident)}">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(parts.title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `${reader.render(markdown)}</main>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Which incident a page is the post-mortem of; undefined when it is none. */
export function incidentOfPage(html: string, incident: string): 'same' | 'other' {
  return html.includes(`<meta name="incident-runbook" content="${escapeHtml(incident)}">`) ? 'same' : 'other';
}

type Reader = InstanceType<typeof MarkdownIt>;
type BlockRule = Parameters<Reader['block']['ruler']['before']>[2];

const MARKER = /^<!-- \/?incident-runbook[^\n]{0,300} -->$/;
const OURS = /^(?:<details><summary>[^<]*<\/summary>|<\/details>|<a id="run-[a-z0-9-]*"><\/a>)$/;

const ourLines: BlockRule = (state, startLine, _endLine, silent) => {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const line = state.src.slice(start, state.eMarks[startLine]).trimEnd();
  const isOurs = OURS.test(line);
  if (!isOurs && !MARKER.test(line)) return false;
  if (silent) return true;
  state.line = startLine + 1;
  if (isOurs) {
    const token = state.push('html_block', '', 0);
    token.map = [startLine, startLine + 1];
    token.content = `${line}\n`;
  }
  return true;
};

/** Once: a page that people copied the block in twice shows the second as text. */
function drawTimeline(reader: Reader, timeline: string): void {
  const rules = reader.renderer.rules;
  const fence = rules['fence'];
  let isDrawn = false;
  rules['fence'] = (tokens, index, options, env, self) => {
    const token = tokens[index];
    if (!isDrawn && token?.info.trim() === 'mermaid' && token.content.startsWith('timeline\n')) {
      isDrawn = true;
      return `<figure>${timeline}</figure>\n`;
    }
    return fence?.(tokens, index, options, env, self) ?? '';
  };
}

/** A page must show the same without its folder and without a network: what can't be embedded is a link. */
function embedPictures(reader: Reader, pictures: ReadonlyMap<string, string>): void {
  reader.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index];
    const source = String(token?.attrGet('src') ?? '');
    const title = escapeHtml(token?.content ?? '');
    const data = pictures.get(source);
    return data === undefined
      ? `<a href="${escapeHtml(source)}">${title}</a>`
      : `<img src="${escapeHtml(data)}" alt="${title}">`;
  };
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9em; }
th, td { border: 1px solid #8888; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
td code { white-space: pre-wrap; overflow-wrap: anywhere; }
pre { border: 1px solid #8888; padding: 0.6rem; overflow-x: auto; }
blockquote { border-left: 3px solid #8888; margin-left: 0; padding-left: 1rem; }
details { margin: 1rem 0; }
summary { cursor: pointer; }
figure { margin: 1rem 0; overflow-x: auto; }
svg, img { max-width: 100%; height: auto; }
@media print {
  :root { color-scheme: light; }
  body { font-size: 11pt; }
  main { margin: 0; max-width: none; }
  h2, h3 { break-after: avoid; }
  tr, figure { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; display: block; }
}
`;
