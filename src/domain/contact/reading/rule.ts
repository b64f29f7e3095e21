import type { DisputeKind, DistressKind, Intent } from './reading.js';

/**
 * A deterministic rule: a pattern over folded words ({@link fold}: lower case, simplified, no blanks beside Chinese). Every repetition that
 * can overlap another is bounded, so that time stays linear in the message.
 */
export interface ReadingRule {
  readonly id: string;
  readonly intent: Intent;
  readonly kind?: DistressKind | DisputeKind;
  /** Fixed beforehand: 0.95 said outright, 0.8 said in other words, 0.6 in doubt and honoured. */
  readonly confidence: number;
  readonly pattern: RegExp;
}

/** A turn of phrase that only looks like one of `intents`: what a rule finds inside it does not count. */
export interface Idiom {
  readonly intents: readonly Intent[];
  readonly pattern: RegExp;
}

/** Said outright, said in other words, in doubt. */
export const OUTRIGHT = 0.95;
export const OTHERWISE = 0.8;
export const IN_DOUBT = 0.6;

type Line = readonly [id: string, confidence: number, pattern: RegExp, kind?: DistressKind | DisputeKind];

/** Rules of one intent, from lines of name, confidence, pattern and, for some, kind. */
export function rulesOf(intent: Intent, lines: readonly Line[]): readonly ReadingRule[] {
  return lines.map(([id, confidence, pattern, kind]) => ({ id: `${intent}-${id}`, intent, confidence, pattern: new RegExp(pattern.source, 'gu'), ...(kind === undefined ? {} : { kind }) }));
}

/** Joins word lists into one alternation for a pattern. */
export function either(...words: readonly string[]): string {
  return `(?:${words.join('|')})`;
}

/** Kin and others close, as people call them. */
export const KIN_ZH = either(
  '爸爸?', '妈妈?', '父亲', '母亲', '爹', '娘', '老爸', '老妈', '阿爸', '阿妈', '老豆', '老母', '父母', '双亲', '老公', '老婆', '丈夫', '妻子', '媳妇', '爱人', '(?:我|她)先生', '(?:我|他)太太', '配偶', '伴侣', '对象', '男友', '女友', '男朋友', '女朋友', '前夫', '前妻',
  '儿子', '女儿', '孩子', '小孩', '宝宝', '哥哥?', '姐姐?', '弟弟?', '妹妹?', '爷爷', '奶奶', '外公', '外婆', '姥姥', '姥爷', '阿公', '阿嬷', '公公', '婆婆', '岳父', '岳母', '丈人', '叔叔?', '舅舅?', '姑姑?', '姨妈?', '伯伯', '大伯', '侄子', '外甥', '孙子', '家人', '家属', '亲人', '亲戚',
);
export const KIN_EN =
  '(?:husband|wife|hubby|spouse|partner|fianc[a-z]{1,2}|boyfriend|girlfriend|bf|gf|ex(?:[ -](?:husband|wife|boyfriend|girlfriend|partner))?|mom|mum|mam|mama|momma|mommy|mummy|mother|dad|daddy|papa|father|parents?|son|daughter|child|kids?|baby|brother|bro|sister|sis|sibling|grand(?:ma|pa|mother|father|son|daughter|parents?|child)|gran(?:dad|ny)?|nan|nana|uncle|aunt(?:ie|y)?|cousin|nephew|niece|(?:mother|father|brother|sister|son|daughter)[ -]in[ -]law|step(?:dad|mom|mum|father|mother|son|daughter)|roommate|flatmate)';
