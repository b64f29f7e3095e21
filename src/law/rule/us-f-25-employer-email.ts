// 12 CFR 1006.22(f)(3): no e-mail to an address known to come from the employer, unless the consumer wrote from it about the debt or agreed to it.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { against } from '../reading/bar.js';
import { eventsFor, sameNumber } from '../reading/events.js';
import { kinds } from '../reading/kinds.js';

const ABOUT_ADDRESS = kinds('consumer_email', 'direct_prior_consent', 'medium_optout');

export const usF25EmployerEmail = defineRule({
  id: 'US-F-25',
  articles: ['1006.22', '1006.22(f)(3)'],
  title: { en: 'No e-mail to an address provided by the employer', zh: '不得发往雇主提供的电子邮箱' },
  citation: '12 CFR 1006.22(f)(3)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: {},
  judge: ({ facts, proposed, at }) => {
    if (proposed.channel !== 'email') return NOT_APPLICABLE;
    if (proposed.address !== 'employer_provided') return SATISFIED;
    const events = eventsFor(facts, proposed, at, ABOUT_ADDRESS);
    const used = events.filter(
      (event) =>
        (event.type === 'consumer_email' && event.place !== 'home' && sameNumber(event, proposed)) ||
        (event.type === 'direct_prior_consent' && event.window === undefined && sameNumber(event, proposed) &&
          (event.place === 'work' || event.medium === 'email' || event.place === undefined)),
    ).at(-1);
    if (used === undefined) return against('prohibited', 'employer_address');
    const withdrawn = events.some((event) => event.type === 'medium_optout' && event.medium === 'email' && event.at >= used.at);
    return withdrawn ? against('prohibited', 'employer_address') : SATISFIED;
  },
});
