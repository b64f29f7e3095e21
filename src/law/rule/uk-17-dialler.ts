// Ofcom, persistent misuse statement: after an abandoned call no automatic call to that number for 72 hours.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { MS_PER_HOUR } from '../../domain/time/instant.js';
import { against } from '../reading/bar.js';
import { isCall } from '../reading/contact.js';
import { eventsOfPerson, sameNumber } from '../reading/events.js';

export const uk17Dialler = defineRule({
  id: 'UK-17',
  articles: ['UK', 'UK-Ofcom', 'Ofcom-persistent-misuse'],
  title: { en: 'No automatic call for 72 hours after an abandoned one', zh: '呼叫被弃后72小时内不得再自动拨打' },
  citation: 'Ofcom persistent misuse statement (2017)',
  force: 'R', confidence: 'low', from: '2017-03-01',
  params: { hours: 'count' },
  judge: ({ facts, proposed, at, params }) => {
    const automatic = isCall(proposed) && (proposed.automated === true || (proposed.voice !== undefined && proposed.voice !== 'human'));
    if (!automatic) return NOT_APPLICABLE;
    const dropped = eventsOfPerson(facts, proposed, at, 'dropped_call').filter((event) => sameNumber(event, proposed)).at(-1);
    if (dropped === undefined) return SATISFIED;
    const free = dropped.at + params.hours * MS_PER_HOUR;
    return at >= free ? SATISFIED : against('prohibited', 'abandoned_call', free);
  },
});
