// 12 CFR 1006.6(c): after a written request to cease, or a written refusal to pay, only three kinds of notice may follow.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { LawEvent } from '../facts.js';
import { against } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact } from '../reading/contact.js';
import { eventsAboutDebts, personOf } from '../reading/events.js';
import { replyOpen } from '../reading/reply.js';
import { usPerson } from '../reading/us-person.js';
import { kinds } from '../reading/kinds.js';

const REQUESTS = kinds('cease_notice', 'refusal_to_pay');

export const usF10Cease = defineRule({
  id: 'US-F-10',
  articles: ['1006.6(c)', '1006.6(c)(1)', '1006.6(c)(2)', '15USC1692c(c)'],
  title: { en: 'Silence after a written request to cease or refusal to pay', zh: '书面要求停止联系或拒绝还款之后不得再联系' },
  citation: '12 CFR 1006.6(c); 15 USC 1692c(c)',
  force: 'L', confidence: 'high', from: '2021-11-30',
  params: { purposesLeft: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    // 1006.6(a): a spouse, guardian or executor is "the consumer" too, so the request of one binds towards all.
    if (!isContact(proposed) || usPerson(proposed) !== 'consumer') return NOT_APPLICABLE;
    const last = eventsAboutDebts(facts, proposed, at, REQUESTS).filter(inWriting).at(-1);
    if (last === undefined) return NOT_APPLICABLE;
    if (params.purposesLeft.includes(proposed.purpose)) return SATISFIED;
    const reopened =
      consentsFor(facts, { ...proposed, personId: personOf(last, facts) }, at, { after: last.at, hours: null }).length > 0 ||
      facts.events.some((event) => event.type === 'resubscribed' && event.at > last.at && event.at <= at && personOf(event, facts) === personOf(last, facts));
    if (reopened || replyOpen(facts, proposed, at, (contact) => contact.at > last.at)) return SATISFIED;
    return against('prohibited', 'cease_requested');
  },
});

/** The clause asks for a writing; an electronic one counts where the collector accepts that medium. A form that nobody noted is taken as one. */
function inWriting(event: LawEvent): boolean {
  return event.form !== 'oral';
}
