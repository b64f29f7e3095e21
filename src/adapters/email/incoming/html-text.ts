const ENTITY: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', ensp: ' ', emsp: ' ', hellip: '…', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', ndash: '–', yen: '¥', pound: '£', euro: '€', middot: '·' };
const HTML_MAX = 300_000;
/** A tag that is longer is no tag. */
const TAG_MAX = 2_000;
const TAG = /^<(\/?)([a-z][\w:-]{0,40})((?:"[^"]*"|'[^']*'|[^'"<>])*)>/i;
const BREAKS = /^(br|p|div|li|tr|blockquote|h[1-6]|table|ul|ol|hr|pre)$/;

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITY[name.toLowerCase()] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return Number.isInteger(code) && code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';
}

/** Tags that hold what nobody sees, or the letter that is answered (each program marks its own). */
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template']);
const QUOTE_MARK = /\b(gmail_quote|yahoo_quoted|moz-cite-prefix|OutlookMessageHeader|divRplyFwdMsg|appendonsend|isReplyContent|includetail|netease_quote)\b/i;

/** Where the comment or declaration that begins at `at` ends. */
function afterComment(html: string, at: number): number {
  const comment = html.startsWith('<!--', at);
  const end = html.indexOf(comment ? '-->' : '>', at);
  return end < 0 ? html.length : end + (comment ? 3 : 1);
}

/**
 * The visible words of an HTML mail; what is quoted is left out, or marked with `>` where it stands in a blockquote. A reader of tags, not
 * of trees: for any input it takes one pass and never throws.
 */
export function htmlText(whole: string): string {
  const html = whole.slice(0, HTML_MAX);
  let out = '';
  let unseen: string | null = null;
  let quoted = 0;
  for (let at = 0; at < html.length;) {
    const begins = html.indexOf('<', at);
    const until = begins < 0 ? html.length : begins;
    if (unseen === null) out += html.slice(at, until).replace(/\s+/g, ' ').replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, entity);
    if (begins < 0) break;
    if (html[begins + 1] === '!' || html[begins + 1] === '?') {
      at = afterComment(html, begins);
      continue;
    }
    const match = TAG.exec(html.slice(begins, begins + TAG_MAX));
    if (match === null) {
      if (unseen === null) out += '<';
      at = begins + 1;
      continue;
    }
    at = begins + match[0].length;
    const [closes, tag] = [match[1] === '/', (match[2] ?? '').toLowerCase()];
    if (unseen !== null) {
      if (closes && tag === unseen) unseen = null;
      continue;
    }
    if (!closes && UNSEEN.has(tag)) unseen = tag;
    // All that follows is our own letter: programs put it last.
    if (!closes && QUOTE_MARK.test(match[3] ?? '')) break;
    if (tag === 'blockquote') quoted = Math.max(0, quoted + (closes ? -1 : 1));
    if (BREAKS.test(tag)) out += `\n${'> '.repeat(Math.min(quoted, 3))}`;
  }
  return out.replace(/[ \t\u00a0]+/g, ' ').split('\n').map((line) => line.trim()).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
