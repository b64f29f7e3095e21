import type { Instant } from '../../domain/time/instant.js';
import { isUnknown } from '../../domain/unknown.js';
import type { Facts, Proposed } from '../facts.js';
import { barredWhile } from '../reading/bar.js';
import { consentsFor } from '../reading/consent.js';
import { isContact, isPaper } from '../reading/contact.js';
import { windowsOnRecord } from '../reading/edges.js';
import { mayBeHoliday, nameMissingYear } from '../reading/holidays.js';
import { defineRule, NOT_APPLICABLE } from '../rule.js';

/** Table of holidays of a country, by ISO 3166 code; a country without one here has none loaded. */
const TABLES: Readonly<Record<string, string>> = { CN: 'CN', GB: 'GB', UK: 'GB', US: 'US-federal' };

/**
 * House rule: nobody is visited on a public holiday, and in some countries nobody is contacted on one (CONC 7.9.4R asks
 * for reasonable times and names none). Only at a time that the person agreed to. A year that is not loaded refuses.
 */
export const houseHoliday = defineRule({
  id: 'HOUSE-HOLIDAY',
  articles: [],
  title: { en: 'No visit on a public holiday; in some countries no contact', zh: '法定节假日不上门；部分国家不联系' },
  citation: 'House rule',
  force: 'H', confidence: 'high', from: '2020-01-01',
  params: { visits: 'texts', contacts: 'texts' },
  judge: ({ facts, proposed, at, params }) => {
    const country = isUnknown(facts.person.country) ? '' : facts.person.country.toUpperCase();
    const table = TABLES[country];
    const quiet = params.contacts.includes(country) ? isContact(proposed) && !isPaper(proposed) : params.visits.includes(country) && proposed.channel === 'visit';
    if (table === undefined || !quiet) return NOT_APPLICABLE;
    const bar = barredWhile(at, windowsOnRecord(facts, proposed), (t) => mayBeHoliday(table, facts, proposed, t) && !agreed(facts, proposed, t), 'prohibited', 'public_holiday');
    return nameMissingYear(bar, table, facts, proposed, at);
  },
});

function agreed(facts: Facts, proposed: Proposed, at: Instant): boolean {
  return consentsFor(facts, proposed, at, { time: true, hours: null }).length > 0;
}
