// RBI Regulatory Framework for Microfinance Loans Directions 2022: recovery of microfinance loans from 09:00 to 18:00.
import { isUnknown } from '../../domain/unknown.js';
import { defineRule, NOT_APPLICABLE } from '../rule.js';
import { clockMs } from '../../domain/time/window.js';
import { barredWhile, unknownFact } from '../reading/bar.js';
import { locationsUnknown, openEverywhere } from '../reading/consent.js';
import { isCall } from '../reading/contact.js';
import { candidateZones, proposedDebts } from '../reading/events.js';
import { isAdviser } from '../reading/person.js';

export const in02Microfinance = defineRule({
  id: 'IN-02',
  articles: ['IN', 'IN-RBI-hours', 'IN-RBI-MFI', 'IN-RBI-microfinance', 'IN-RBI', 'IN-MFI', 'IN-MFI-hours'],
  title: { en: 'Microfinance: recovery from 09:00 to 18:00', zh: '小额信贷催收仅限9时至18时' },
  citation: 'RBI Regulatory Framework for Microfinance Loans Directions 2022',
  force: 'R', confidence: 'medium', from: '2022-04-01',
  params: { from: 'clock', to: 'clock' },
  judge: ({ facts, proposed, at, params }) => {
    if ((!isCall(proposed) && proposed.channel !== 'visit') || isAdviser(proposed)) return NOT_APPLICABLE;
    const debts = proposedDebts(facts, proposed);
    const micro = debts.some((debt) => debt.type === 'microfinance' || isUnknown(debt.type));
    if (!micro) return NOT_APPLICABLE;
    if (locationsUnknown(facts)) return unknownFact('person.locations');
    const hours = { from: clockMs(params.from), to: clockMs(params.to) };
    return barredWhile(at, { zones: candidateZones(facts, proposed), clock: [hours.from, hours.to] }, (t) => !openEverywhere(facts, proposed, t, hours), 'prohibited', 'outside_hours');
  },
});
