import type { ContentRule, Found } from '../content-rule.js';
import type { NormalText } from '../normal.js';

/** Whatever it says: a text about a debt has no business where others read it. */
function find(normal: NormalText): readonly Found[] {
  return normal.text.trim() === '' ? [] : [{ code: 'public_place', severity: 'block', from: 0, to: normal.text.length }];
}

const title = { zh: '不得在公共场所或公开页面张贴催收文字', en: 'Nothing posted where others can read it' };
const instead = { zh: '只发给债务人本人。', en: 'Send it to the debtor alone.' };
const common = { title, instead, severity: 'block' as const, confidence: 'high' as const, find };
const channels = ['social_public', 'posted'] as const;

export const publicPlaceRules: readonly ContentRule[] = [
  { ...common, id: 'CN-X6', citation: 'CBA guideline (2026), prohibited act 5', force: 'G', scope: { places: ['CN'], channels } },
  { ...common, id: 'US-F-26', citation: '12 CFR 1006.22(f)(4); 15 USC 1692c(b)', force: 'L', scope: { places: ['US-federal'], channels } },
  { ...common, id: 'HOUSE-C-24', citation: 'House policy: applies where no rule of law that we hold says it', force: 'H', scope: { exceptPlaces: ['CN', 'US-federal'], channels } },
];
