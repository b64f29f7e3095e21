import { use, type Pack, type PackEntry } from '../pack.js';
import { usDc1Calls } from '../rule/us-dc-1-calls.js';
import { usDc1Consent } from '../rule/us-dc-1-consent.js';
import { usDc1Messages } from '../rule/us-dc-1-messages.js';
import { usDc1ThirdParty } from '../rule/us-dc-1-third-party.js';
import { usMa1Elsewhere } from '../rule/us-ma-1-elsewhere.js';
import { usMa1Personal } from '../rule/us-ma-1-personal.js';
import { usMa2Hours } from '../rule/us-ma-2-hours.js';
import { usMa3WorkRequest } from '../rule/us-ma-3-work-request.js';
import { usNy1Email } from '../rule/us-ny-1-email.js';
import { usNy1Substantiation } from '../rule/us-ny-1-substantiation.js';
import { usNyc1Attempts } from '../rule/us-nyc-1-attempts.js';
import { usNyc1Before } from '../rule/us-nyc-1-before.js';
import { usNyc1Consent } from '../rule/us-nyc-1-consent.js';
import { usNyc1OptOutNotice } from '../rule/us-nyc-1-opt-out-notice.js';
import { usNyc1Stop } from '../rule/us-nyc-1-stop.js';
import { usWa1Hours } from '../rule/us-wa-1-hours.js';
import { usWa1Week } from '../rule/us-wa-1-week.js';
import { usWa1Work } from '../rule/us-wa-1-work.js';
import { usWv1Calls } from '../rule/us-wv-1-calls.js';
import { usWv1Talks } from '../rule/us-wv-1-conversations.js';
import { usWv1Hours } from '../rule/us-wv-1-hours.js';

const tz = 'America/New_York';

/** Massachusetts. */
export const usMa20120302: Pack = {
  pack: 'US-MA', version: '2012-03-02', from: '2012-03-02', tz,
  rules: [
    use(usMa1Personal, { max: 2, days: 7 }),
    use(usMa1Elsewhere, { max: 2, days: 30 }),
    use(usMa2Hours, { from: '08:00', to: '21:00' }),
    use(usMa3WorkRequest, { oralDays: 10 }),
  ],
};

/** Washington State; a week is any 7 consecutive days, the stricter reading. */
export const usWa20130728: Pack = {
  pack: 'US-WA', version: '2013-07-28', from: '2013-07-28', tz: 'America/Los_Angeles',
  rules: [use(usWa1Week, { max: 3, days: 7 }), use(usWa1Work, { max: 1, days: 7 }), use(usWa1Hours, { from: '07:30', to: '21:00' })],
};

/** District of Columbia. */
export const usDc20230101: Pack = {
  pack: 'US-DC', version: '2023-01-01', from: '2023-01-01', tz,
  rules: [use(usDc1Calls, { max: 4, days: 7 }), use(usDc1Messages, { max: 5, days: 7 }), use(usDc1Consent, { max: 1, days: 7 }), use(usDc1ThirdParty, {})],
};

const nycFrom2026: readonly PackEntry[] = [use(usNyc1Attempts, { max: 3, days: 7 }), use(usNyc1Consent, {}), use(usNyc1Stop, {}), use(usNyc1OptOutNotice, {})];

/** New York City, before and after the amendment adopted on 26 February 2026. */
export const US_NYC_PACKS: readonly Pack[] = [
  { pack: 'US-NYC', version: '2010-05-27', from: '2010-05-27', to: '2026-08-31', tz, rules: [use(usNyc1Before, { max: 2, days: 7 })] },
  { pack: 'US-NYC', version: '2026-09-01', from: '2026-09-01', tz, rules: nycFrom2026 },
];

/** New York State. */
export const usNy20150830: Pack = {
  pack: 'US-NY', version: '2015-08-30', from: '2015-08-30', tz,
  rules: [use(usNy1Substantiation, { notCollection: ['optout_confirmation', 'validation_notice'] }), use(usNy1Email, {})],
};

/** West Virginia: more than 30 calls or 10 conversations in a week, so the 31st and the 11th. */
export const usWv20150612: Pack = {
  pack: 'US-WV', version: '2015-06-12', from: '2015-06-12', tz,
  rules: [use(usWv1Calls, { max: 30, days: 7 }), use(usWv1Talks, { max: 10, days: 7 }), use(usWv1Hours, { from: '08:00', to: '21:00' })],
};
