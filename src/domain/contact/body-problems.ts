import { isWritten, SLOT_PATTERN, TEMPLATE_SLOTS, TEXT_LANGUAGES, type Template, type TemplateChannel, type TextLanguage } from './templates.js';

/** What an author may not write, for the frame says it or because nothing could fill it. Found before the rules of content read the whole. */
export interface BodyProblem {
  readonly language: TextLanguage;
  /** Stable machine code, e.g. `own_opt_out`. */
  readonly code: keyof typeof WORDS;
  /** UTF-16 units of the body; `to` is `from` where something is missing. */
  readonly from: number;
  readonly to: number;
  readonly matched: string;
  readonly words: { readonly en: string; readonly zh: string };
}

const known = TEMPLATE_SLOTS.filter((slot) => slot !== 'link' && slot !== 'code').map((slot) => `{${slot}}`).join(' ');
const WORDS = {
  empty: { en: 'The text is empty.', zh: '文本为空。' },
  too_long: { en: 'The text is too long for its channel.', zh: '文本超过该渠道的长度。' },
  unknown_slot: { en: `Not a variable. Known are ${known}.`, zh: `不是可用的变量。可用的有 ${known}。` },
  stray_brace: { en: 'A brace that belongs to no variable. Leave it out.', zh: '多余的花括号，请删去。' },
  control_character: { en: 'An invisible control or direction character. Leave it out.', zh: '含不可见的控制字符或方向字符，请删去。' },
  line_break: { en: 'A text message is one line. Take the line break out.', zh: '短信只能有一行，请删去换行。' },
  no_subject: { en: 'The first line is the subject; the text follows after a line break.', zh: '第一行为标题，换行后写正文。' },
  subject_too_long: { en: 'The subject, the first line, is longer than 78 characters.', zh: '标题（第一行）超过78个字符。' },
  no_end_mark: { en: 'End with a full stop, for the frame goes on behind it.', zh: '请以句号结尾，其后由系统续写。' },
  own_signature: { en: 'The system writes the signature. Leave it out.', zh: '签名由系统添加，请删去。' },
  own_opt_out: { en: 'The system writes the opt-out line. Leave it out.', zh: '退订提示由系统添加，请删去。' },
  own_link: { en: 'The system writes the link and the code. Leave addresses of pages out.', zh: '链接和核验码由系统添加，请勿自写网址。' },
  own_disclosure: { en: 'The system writes the disclosure of the collector where the law asks for it. Leave it out.', zh: '催收方身份披露由系统按法律要求添加，请删去。' },
} as const;

/** Author's words that the frame says, in whatever width and case they are written. */
const FRAMES_OWN: readonly (readonly [keyof typeof WORDS, RegExp])[] = [
  ['own_signature', /^\s*\{lender\}\s*[:：]|【[^】]*】?/gu],
  ['own_opt_out', /回复?\s*[“"']?(?:TD|STOP|T)(?![a-z])(?:[”"']?退订)?|退订|拒收|\breply\s+["“']?stop\b|\bopt(?:ing)?[ -]?out\b|\bunsubscribe\b/giu],
  ['own_link', /\{(?:link|code)\??\}|https?:\/\/[^\s，。]*|\bwww\.[^\s，。]*|\b[a-z0-9.-]+\.(?:com|cn|net|org|io|me|top|info)\b[^\s，。]*/giu],
  ['own_disclosure', /\bdebt collector\b|(?:债务)?催收(?:方|人|机构|公司)/giu],
];

/** Characters of a body: a text message keeps within three segments of Chinese with its frame around it. */
const MAX: Readonly<Record<TemplateChannel, number>> = { sms: 300, email: 4_000, mail: 4_000, call: 4_000, visit: 4_000 };
const SUBJECT_MAX = 78;
const CONTROL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

type Report = (code: keyof typeof WORDS, from?: number, matched?: string) => void;

function slotProblems(body: string, report: Report): void {
  for (const match of body.matchAll(SLOT_PATTERN)) if (!(TEMPLATE_SLOTS as readonly string[]).includes(match[1] as string)) report('unknown_slot', match.index, match[0]);
  const bare = body.replace(SLOT_PATTERN, (slot) => ' '.repeat(slot.length));
  // What was meant as a variable is told whole, so that its author sees which.
  for (const match of bare.matchAll(/\{[^{}\n]{0,40}\}/gu)) report('unknown_slot', match.index, match[0]);
  for (const match of bare.replace(/\{[^{}\n]{0,40}\}/gu, (slot) => ' '.repeat(slot.length)).matchAll(/[{}]/g)) report('stray_brace', match.index, match[0]);
}

function writtenProblems(channel: 'sms' | 'email' | 'mail', body: string, report: Report): void {
  for (const [code, pattern] of FRAMES_OWN) for (const match of body.matchAll(pattern)) report(code, match.index, match[0]);
  if (!/[.!?。！？]["”’]?\s*$/u.test(body)) report('no_end_mark');
  const lineEnd = body.indexOf('\n');
  if (channel === 'sms') {
    if (lineEnd >= 0) report('line_break', lineEnd, '\n');
    return;
  }
  if (lineEnd <= 0 || body.slice(lineEnd).trim() === '') report('no_subject');
  else if ([...body.slice(0, lineEnd)].length > SUBJECT_MAX) report('subject_too_long', 0, body.slice(0, lineEnd));
}

function inLanguage(channel: TemplateChannel, language: TextLanguage, body: string): readonly BodyProblem[] {
  const found: BodyProblem[] = [];
  const report: Report = (code, from = body.length, matched = '') => found.push({ language, code, from, to: from + matched.length, matched, words: WORDS[code] });
  if (body.trim() === '') {
    report('empty');
    return found;
  }
  if ([...body].length > MAX[channel]) report('too_long', 0, body);
  for (const match of body.matchAll(CONTROL)) report('control_character', match.index, match[0]);
  slotProblems(body, report);
  if (isWritten(channel)) writtenProblems(channel, body, report);
  return found.sort((a, b) => a.from - b.from);
}

/** Everything in the bodies of a template that its author must change, in the order in which it stands there. Empty: the frame fits around them. */
export function bodyProblems({ channel, texts }: Pick<Template, 'channel' | 'texts'>): readonly BodyProblem[] {
  return TEXT_LANGUAGES.flatMap((language) => inLanguage(channel, language, texts[language]));
}
