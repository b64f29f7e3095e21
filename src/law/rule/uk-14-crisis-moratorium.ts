// SI 2020/1311: a mental health crisis moratorium lasts as long as the treatment and 30 days more.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { eventsAboutDebts } from '../reading/events.js';
import { asksOrEnforces } from '../reading/moratorium.js';

export const uk14CrisisMoratorium = defineRule({
  id: 'UK-14',
  articles: ['UK', 'UK-BS', 'UK-MH', 'SI2020/1311', 'UK-mental-health-crisis'],
  title: { en: 'Mental health crisis moratorium: the treatment and 30 days more', zh: '精神健康危机暂停期：治疗期及其后30日' },
  citation: 'SI 2020/1311 (mental health crisis moratorium)',
  force: 'L', confidence: 'high', from: '2021-05-04',
  params: { days: 'count', notAsking: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    const starts = eventsAboutDebts(facts, proposed, at, 'mh_crisis_moratorium_start');
    if (starts.length === 0 || !asksOrEnforces(proposed, params.notAsking)) return NOT_APPLICABLE;
    let free: Instant = at;
    for (const start of starts) {
      const ended = eventsAboutDebts(facts, proposed, at, 'mh_crisis_treatment_ended').find((event) => event.at >= start.at);
      if (ended === undefined) return against('prohibited', 'crisis_moratorium');
      // The day the treatment ends, and 30 whole days after it.
      free = Math.max(free, startOfDay(ended.tz, localDay(ended.tz, ended.at) + params.days + 1));
    }
    return free <= at ? SATISFIED : against('prohibited', 'crisis_moratorium', free);
  },
});
