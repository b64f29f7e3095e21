import { BUILT_IN_TEMPLATES } from '../built-in-templates.js';
import { composed, frameOf } from '../frame.js';
import { TEXT_LANGUAGES, WRITTEN_CHANNELS } from '../templates.js';
import { fold, type Folded } from './normalise.js';

type Part = readonly [number, number];

/** Opt-out and check lines as operators and we write them; whoever quotes one has not said it. */
const FOOTERS =
  /(?:拒收|退订|取消|停止接收)?(?:请|可)?(?:直接)?(?:回复?|发送?|编辑)[:："“'【[]{0,2}(?:td|stop|qx|0000|[tnr])["”'】\]]?(?:即可|可|以|来|可以)?(?:退订|拒收|取消(?:订阅|接收)?|停止接收)|(?:退订|拒收)(?:请)?(?:回复?|发送?)["“']?(?:td|stop|qx|0000|[tnr]\b)["”']?|\b(?:reply|text|send|respond(?: with)?|txt)(?: with)?:? ?["“(]?stop["”)]?(?: ?(?:to|2) ?(?:this number )?(?:(?:opt[ -]?out|unsubscribe|end|quit|cancel|stop|be removed|revoke)(?: (?:of|from) [a-z ]{1,30})?)|(?: at any time)? ?for no more (?:texts|messages))|\bto (?:opt[ -]?out|unsubscribe|stop(?: receiving)?(?: (?:these )?(?:texts|messages))?)[,:]? (?:please )?(?:reply|text|send)(?: with)? ["“]?stop\b["”]?|\breply help for help\b|\b(?:msg|message)s? ?(?:&|and) ?data rates may apply\b/g;
const SIGNATURE = /^["“'>\s]*【[^】\n]{1,40}】/;
/** Where a mail's quotation of what it answers begins; all that follows is not the writer's. */
const QUOTED_BELOW = /^[ \t]*(?:-{2,} ?(?:original message|forwarded message|原始邮件|转发的?邮件|原邮件).{0,80}|on .{4,120} wrote:|在.{4,80}(?:写道|来信)[:：]|begin forwarded message:?|发件人[:：].{1,120}|from: .{1,120}|sent from my .{2,30})[ \t]*$/im;
const QUOTED_LINE = /^[ \t]*[>＞].*$/gm;

/** A fixed piece of our own text is known again from this many letters on; shorter ones occur by chance. */
const PIECE_MIN_HAN = 8;
const PIECE_MIN_LATIN = 22;

function pieces(texts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const part of text.split(/\{[a-z_]+\??\}|[。！？!?\n；;〔〕[\]]|\. /)) {
      for (const piece of [part, ...part.split(/[，,：:]/)]) {
        const words = fold(piece).words.replace(/^[\s，,：:]+|[\s，,：:]+$/g, '');
        if (words.length >= (/\p{Script=Han}/u.test(words) ? PIECE_MIN_HAN : PIECE_MIN_LATIN)) found.add(words);
      }
    }
  }
  return [...found].sort((a, b) => b.length - a.length);
}

let ofHouse: readonly string[] | null = null;

/** What the system says around every body, and the bodies that came with the house. */
function housePieces(): readonly string[] {
  const frames = WRITTEN_CHANNELS.flatMap((channel) => TEXT_LANGUAGES.flatMap((language) => ['US', 'CN'].flatMap((country) => (['reminder', 'answer'] as const).map((purpose) => frameOf(channel, language, country, purpose).after))));
  return pieces([...frames, ...BUILT_IN_TEMPLATES.flatMap((t) => TEXT_LANGUAGES.map((language) => composed(t, language, language === 'zh' ? 'CN' : 'US')))]);
}

/** Own texts beyond this many are not looked for; a conversation has few. */
const OWN_MAX = 20;

function blankLines(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, '\n');
  const lines = source.replace(QUOTED_LINE, blank);
  const below = QUOTED_BELOW.exec(lines);
  // A mail that begins with the quotation may have the answer under it: then only the lines marked are taken out.
  return below === null || lines.slice(0, below.index).trim() === '' ? lines : lines.slice(0, below.index) + blank(lines.slice(below.index));
}

/** Lines of a mail that quote are blanked, place for place. */
export function withoutMailQuote(source: string): string {
  return source.includes('\n') ? blankLines(source) : source;
}

/** Where the words are ours. `footers`: only opt-out lines. */
export function ownParts(folded: Folded, own: readonly string[]): { readonly parts: readonly Part[]; readonly footersOnly: boolean } {
  const footers: Part[] = [...folded.words.matchAll(FOOTERS)].map((m) => [m.index, m.index + m[0].length]);
  ofHouse ??= housePieces();
  const others: Part[] = [];
  for (const piece of [...ofHouse, ...pieces(own.slice(0, OWN_MAX).map((text) => text.slice(0, 2_000)))]) {
    for (let at = folded.words.indexOf(piece); at >= 0; at = folded.words.indexOf(piece, at + piece.length)) others.push([at, at + piece.length]);
  }
  const signature = others.length === 0 && footers.length === 0 ? null : SIGNATURE.exec(folded.words);
  if (signature !== null) others.push([0, signature[0].length]);
  const inFooter = ([start, end]: Part) => footers.some(([a, b]) => start >= a && end <= b);
  return { parts: [...footers, ...others], footersOnly: footers.length > 0 && others.every(inFooter) };
}
