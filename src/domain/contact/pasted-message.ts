import { readVerifyCode } from './verify-code.js';

/** How much of what somebody pastes is looked at, in UTF-16 units. */
export const PASTED_MAX = 4096;
/** Each candidate is looked up, and each look-up counts as a try. */
const CANDIDATES_MAX = 3;

const plain = (text: string): string => text.slice(0, PASTED_MAX).normalize('NFKC').replace(/[\p{Cf}\p{Mn}\uFE0F]/gu, '');

/** Where codes stand, the surest first: in a link, behind a label, alone among the words. The last begins with a digit, as codes do: else long English words would be tried. */
const PLACES: readonly RegExp[] = [
  /\/v\/\s*([0-9a-z](?:[\s\-–—.]?[0-9a-z]){9})(?![0-9a-z])/giu, /(?:核验码|核實碼|验证码|\bcode)\s*(?:是|为|is)?\s*[:：]?\s*([0-9a-z](?:[ \-–—.]?[0-9a-z]){9})(?![0-9a-z])/giu, /(?<![0-9a-z])([0-7][0-9a-z]{9})(?![0-9a-z])/giu,
];

/**
 * Codes in what somebody typed or pasted: a code alone, a link, a whole message with whatever stands around it, in full-width letters, with
 * spaces and line breaks, quoted or forwarded. At most three, the likeliest first; each may still be none of ours.
 */
export function codesIn(pasted: string): readonly { readonly code: string; readonly slot: number }[] {
  const text = plain(pasted);
  const found = new Map<string, { readonly code: string; readonly slot: number }>();
  const add = (candidate: string) => {
    const read = readVerifyCode(candidate);
    if (read !== null && found.size < CANDIDATES_MAX) found.set(read.code, read);
  };
  add(text);
  for (const place of PLACES) for (const match of text.matchAll(place)) add(match[1] as string);
  return [...found.values()];
}

/** What mail programs and phones put before a message that is passed on. */
const PASSED_ON = /^\s*(?:[>|]+|(?:fwd?|fw|re|转发|转|回复|答复)\s*:|(?:from|to|sent|date|subject|发件人|收件人|发送时间|时间|日期|主题|来自)\s*:.*$|-{2,}.*(?:message|邮件|消息).*$)/giu;

/** As its reader sees it: width, case, line breaks, spaces, kinds of quotes and dashes are nothing; every letter, digit and mark that could change where money or a finger goes stays. */
function readAs(text: string): string {
  return plain(text).toLowerCase().replace(/[“”„‟«»「」『』"]/gu, '"').replace(/[‘’‚‛′`´]/gu, "'").replace(/[‐‑‒–—―−]/gu, '-').replace(/…/gu, '...').replace(/\s+/gu, '');
}

function withoutPassingOn(pasted: string): string {
  let text = plain(pasted);
  for (let before = ''; before !== text;) {
    before = text;
    text = text.split('\n').map((line) => line.replace(PASSED_ON, '')).join('\n');
  }
  return readAs(text).replace(/^["']+|["']+$/g, '');
}

/**
 * Pasted words beside those that were sent. `same`: all of them are ours, though some of ours may be missing. `more`: ours stand in it whole,
 * and other words too. `other`: not our words, or a link of somebody else's; whoever wrote them copied a code. `few`: a code or our link and
 * hardly a word beside.
 */
export type WordsBeside = 'same' | 'more' | 'other' | 'few';

/** Fewer characters than this beside code and link would stand in anybody's message, and prove nothing. */
const ENOUGH = 12;
const LINK = /(?:https?:\/\/|www\.)[^\s\p{Script=Han},，。;；、"'<>()（）]+|[\w-]+(?:\.[\w-]+)+\/[^\s\p{Script=Han},，。;；、"'<>()（）]*/giu;

const linksIn = (text: string): readonly string[] => [...plain(text).matchAll(LINK)].map((match) => match[0].replace(/[.:!?]+$/, ''));

/** Our links as they may come back: without their scheme, or broken over two lines; not behind a name that makes the host another. */
function ownLink(link: string): RegExp {
  const letters = [...link.replace(/^https?:\/\//i, '')].map((char) => char.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?:(?<![\\w.@/-])|(?<=https?:\\/\\/))${letters.join('\\s*')}`, 'giu');
}

/** Compares what was pasted with what was sent. */
export function compareWords(pasted: string, sent: string): WordsBeside {
  const beside = linksIn(sent).reduce((text, link) => text.replace(ownLink(link), ' '), plain(pasted).replace(/https?:\s*\/\s*\//giu, (scheme) => scheme.replace(/\s/g, '')));
  if (linksIn(beside).some((link) => !/^https?:\/*$/i.test(link))) return 'other';
  const words = codesIn(pasted).reduce((text, { code }) => text.replaceAll(code.toLowerCase(), ''), withoutPassingOn(beside)).replace(/[^\p{L}\p{N}]|https?/gu, '');
  if (readVerifyCode(plain(pasted)) !== null || words.length < ENOUGH) return 'few';
  const theirs = withoutPassingOn(pasted);
  // Quotes at the ends may be the message's own.
  const ours = readAs(sent).replace(/^["']+|["']+$/g, '');
  if (ours.includes(theirs)) return 'same';
  return theirs.includes(ours) || readAs(pasted).includes(ours) ? 'more' : 'other';
}
