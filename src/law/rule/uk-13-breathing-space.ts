// SI 2020/1311: a breathing space of 60 days, the day it starts being the first: no contact that asks for payment, no enforcement.
import { defineRule, NOT_APPLICABLE, SATISFIED } from '../rule.js';
import { localDay, startOfDay } from '../../domain/time/zone.js';
import { against } from '../reading/bar.js';
import { eventsAboutDebts } from '../reading/events.js';
import { asksOrEnforces } from '../reading/moratorium.js';

export const uk13BreathingSpace = defineRule({
  id: 'UK-13',
  articles: ['UK', 'UK-BS', 'SI2020/1311', 'UK-breathing-space'],
  title: { en: 'Breathing space: 60 days without demands', zh: '债务喘息期：60日内不得催收' },
  citation: 'SI 2020/1311 (breathing space moratorium)',
  force: 'L', confidence: 'high', from: '2021-05-04',
  params: { days: 'count', notAsking: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    const starts = eventsAboutDebts(facts, proposed, at, 'breathing_space_start');
    if (starts.length === 0 || !asksOrEnforces(proposed, params.notAsking)) return NOT_APPLICABLE;
    const free = Math.max(...starts.map((start) => startOfDay(start.tz, localDay(start.tz, start.at) + params.days)));
    return at >= free ? SATISFIED : against('prohibited', 'breathing_space', free);
  },
});
