import { optOutWorks } from '../../reading/opt-out-text.js';
import type { ContentChannel, ContentRule, Found } from '../content-rule.js';
import { slotChar, type NormalText } from '../normal.js';
import { HOUSE_CITATION } from '../topic.js';

const MENTION = /退订|拒收|opt(?:ing)?[ -]?out|unsubscribe|\bstop (?:these|receiving|getting|messages|texts|emails)|\b(?:reply|text|respond|send)\b[^.。]{0,12}\bstop\b|(?:回复?|发送?)(?:“|")?(?:td|t|stop)(?![a-z])/g;
/** A semicolon ends nothing: what it costs is often said behind one. */
const END = /[。！？!?\n]|\.(?=\s|$)/g;

/** The sentence around a place, with a link where the template has one. */
function sentenceAround(normal: NormalText, at: number): string {
  const ends = [...normal.text.matchAll(END)].map((m) => m.index);
  const from = Math.max(-1, ...ends.filter((i) => i < at)) + 1;
  const to = Math.min(normal.text.length, ...ends.filter((i) => i >= at));
  return normal.text.slice(from, to).replaceAll(slotChar('link'), 'https://page').replaceAll(slotChar('phone'), '0');
}

/** A good line anywhere is enough; a line that costs, demands, or leads nowhere is pointed at. */
function find(normal: NormalText): readonly Found[] {
  const mentions = [...normal.text.matchAll(MENTION)];
  if (mentions.some((m) => optOutWorks(sentenceAround(normal, m.index)))) return [];
  const first = mentions[0];
  if (first === undefined) return [{ code: 'opt_out_missing', severity: 'block', from: normal.text.length, to: normal.text.length }];
  return [{ code: 'opt_out_unfit', severity: 'block', from: first.index, to: first.index + first[0].length }];
}

const ELECTRONIC: readonly ContentChannel[] = ['sms', 'email', 'push', 'app', 'im', 'social_private'];
const title = { zh: '每条电子信息须有简便、免费的退订方式', en: 'Every electronic text says how to opt out, simply and at no cost' };
const instead = { zh: '加上“回复TD退订”，或可用的退订链接；不得收费、不得只留电话或信址、不得索要其他资料。', en: 'Add "Reply STOP to opt out", or a working link; no fee, no call or letter only, nothing asked but the wish itself.' };
const common = { title, instead, severity: 'block' as const, find };

export const optOutRules: readonly ContentRule[] = [
  { ...common, id: 'US-F-15', citation: '12 CFR 1006.6(e); comment 6(e)-1', force: 'L', confidence: 'high', scope: { places: ['US-federal'], channels: ELECTRONIC } },
  { ...common, id: 'US-NYC-1', citation: '6 RCNY 5-77: a no-cost opt-out in every electronic message', force: 'L', confidence: 'medium', scope: { places: ['US-NYC'], channels: ELECTRONIC } },
  { ...common, id: 'HOUSE-C-18', citation: `${HOUSE_CITATION}; for mainland China see MIIT Order 74 (2026), whose reach to collection texts is open`, force: 'H', confidence: 'high', scope: { exceptPlaces: ['US-federal'], channels: ['sms', 'email', 'im'] } },
];
