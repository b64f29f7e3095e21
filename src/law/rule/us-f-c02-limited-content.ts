// 12 CFR 1006.2(j): a limited-content message is a voicemail with four required items, a few permitted ones, and nothing else.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against, unknownFact } from '../reading/bar.js';

export const usFC02LimitedContent = defineRule({
  id: 'US-C-02',
  articles: ['1006.2(j)', '1006.2', '1006.2(j)(1)', '1006.2(j)(2)', '1006.18(e)'],
  title: { en: 'A limited-content message holds what it may and nothing more', zh: '有限内容留言只含法定内容' },
  citation: '12 CFR 1006.2(j)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { required: 'texts', permitted: 'texts' },
  judge: ({ proposed, params }) => {
    if (proposed.treatAs !== 'limited_content_message') return NOT_APPLICABLE;
    if (proposed.channel !== 'voicemail') return against('prohibited', 'limited_content_not_voicemail');
    const { content } = proposed;
    if (content === undefined) return unknownFact('proposed.content');
    if (params.required.some((item) => !isHeld(content[item]))) return against('prohibited', 'limited_content_incomplete');
    if (showsCollection(content['businessName'])) return against('prohibited', 'limited_content_reveals_collection');
    const more = Object.keys(content).some((item) => !params.required.includes(item) && !params.permitted.includes(item) && isHeld(content[item]));
    return more ? against('prohibited', 'limited_content_exceeded') : SATISFIED;
  },
});

function isHeld(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}

/** True when a business name shows that its bearer collects debts. A description that denies it ("does not show collection") is no name that does. */
function showsCollection(name: unknown): boolean {
  if (typeof name !== 'string' || /\b(not|no|without|neutral)\b/i.test(name)) return false;
  return /debt|collect|recover(y|ies)\b|credit bureau|charge-?off|repossess|arrears|催收|清收/i.test(name);
}
