// 47 CFR 64.1200(b)(1)-(2), 12 CFR 1006.14(g): an artificial or prerecorded voice says at the start whose call it is, and gives a number.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { isArtificialVoice } from '../reading/tcpa.js';

export const usC05Identification = defineRule({
  id: 'US-C-05',
  articles: ['TCPA', '47USC227', '47CFR64.1200(b)', '64.1200', '64.1200(b)', '64.1200(b)(1)', '64.1200(b)(2)', '1006.14(g)'],
  title: { en: 'An artificial voice says whose call it is and gives a number', zh: '人工或预录语音须表明来电机构并给出号码' },
  citation: '47 CFR 64.1200(b)(1)-(2); 12 CFR 1006.14(g)',
  force: 'L', confidence: 'medium', from: '2021-11-30',
  params: {},
  judge: ({ proposed }) => {
    if (!isArtificialVoice(proposed)) return NOT_APPLICABLE;
    // What the text is not said to hold is another check's (the linter's); said not to be held, it is missing.
    if (isLeftOut(proposed.content?.['businessName'])) return against('prohibited', 'business_not_named');
    return isLeftOut(proposed.content?.['callbackNumber']) ? against('prohibited', 'number_missing') : SATISFIED;
  },
});

function isLeftOut(value: unknown): boolean {
  return value === false || value === null || value === '';
}
