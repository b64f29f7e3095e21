import type { ContentRule, Found } from '../content-rule.js';
import type { NormalText } from '../normal.js';

const SMS_CHARS_MAX = 500;

function signature(normal: NormalText): readonly Found[] {
  return /^\s*【[^】]{1,40}】/.test(normal.text) ? [] : [{ code: 'signature_missing', severity: 'block', from: normal.text.length, to: normal.text.length }];
}

function length(normal: NormalText): readonly Found[] {
  const points = [...normal.source].length;
  return points <= SMS_CHARS_MAX ? [] : [{ code: 'too_long', severity: 'block', from: 0, to: normal.text.length }];
}

/** Read from the text as written: the normal form folds `￥` and `［`. */
function symbols(normal: NormalText): readonly Found[] {
  return [...normal.text.matchAll(/[¥★☆√[\]]/g)].map((m): Found => ({ code: 'symbol_refused', severity: 'review', from: m.index, to: m.index + 1 }));
}

const practice = { force: 'P' as const, confidence: 'high' as const, scope: { places: ['CN'], channels: ['sms' as const] } };

export const carrierRules: readonly ContentRule[] = [
  { ...practice, id: 'CN-C8', title: { zh: '短信须以【签名】开头', en: 'A text message begins with the registered signature' }, instead: { zh: '以“【放款机构】”开头。', en: 'Begin with 【lender】.' }, citation: 'Practice of mainland SMS providers', severity: 'block', find: signature },
  { ...practice, id: 'CN-C9', title: { zh: '短信不超过500字', en: 'A text message has at most 500 characters' }, instead: { zh: '缩短。', en: 'Shorten it.' }, citation: 'Practice of mainland SMS providers', severity: 'block', find: length },
  { ...practice, id: 'CN-C10', title: { zh: '短信避免运营商拒收的符号', en: 'No symbols that carriers refuse' }, instead: { zh: '金额写“元”，不用 ¥ ★ √ [ ]。', en: 'Write 元 for the currency; leave ¥ ★ √ [ ] out.' }, citation: 'Practice of mainland SMS providers', severity: 'review', find: symbols },
];

const OCCUPIER = /\b(?:to )?the (?:occupier|householder|homeowner|resident)\b/g;
const PREMIUM = /(?<!\d)0(?:9\d{2}|87[123])[ -]?\d{3}[ -]?\d{3,4}(?!\d)/g;
const spans = (code: string, pattern: RegExp) => (normal: NormalText): readonly Found[] => [...normal.text.matchAll(pattern)].map((m): Found => ({ code, severity: 'block', from: m.index, to: m.index + m[0].length }));
const fca = { citation: 'CONC 7.9.6R, 7.9.10R', force: 'R' as const, confidence: 'high' as const, severity: 'block' as const };

export const britishRules: readonly ContentRule[] = [
  { ...fca, id: 'UK-02a', title: { zh: '英国：不得留高价号码', en: 'United Kingdom: no premium-rate number' }, instead: { zh: '改留普通号码。', en: 'Give an ordinary number.' }, scope: { places: ['UK'] }, find: spans('premium_number', PREMIUM) },
  { ...fca, id: 'UK-03b', title: { zh: '英国：不得寄给“住户”', en: 'United Kingdom: no demand to "the occupier"' }, instead: { zh: '只寄给核实过身份的本人。', en: 'Write only to the person, once it is sure who lives there.' }, scope: { places: ['UK'] }, find: spans('to_the_occupier', OCCUPIER) },
];
