import { use, type Pack } from '../pack.js';
import { HOUSE } from '../place.js';
import { houseAttempts } from '../rule/house-attempts.js';
import { houseCallGap } from '../rule/house-call-gap.js';
import { houseDialCutoff } from '../rule/house-dial-cutoff.js';
import { houseFacts } from '../rule/house-facts.js';
import { houseHold } from '../rule/house-hold.js';
import { houseInbound } from '../rule/house-inbound.js';
import { houseOptOut } from '../rule/house-opt-out.js';
import { housePushDay } from '../rule/house-push-day.js';
import { houseQuiet } from '../rule/house-quiet.js';
import { houseSmsDay } from '../rule/house-sms-day.js';
import { houseSmsWeek } from '../rule/house-sms-week.js';
import { houseThirdPartyOnce } from '../rule/house-third-party-once.js';
import { houseThirdParty } from '../rule/house-third-party.js';
import { houseVisitDay } from '../rule/house-visit-day.js';
import { houseVisitMonth } from '../rule/house-visit-month.js';

/** The house's own rules: they apply everywhere, beside the law of the place, are never called law, and permit nothing. */
export const house20200101: Pack = {
  pack: HOUSE,
  version: '2020-01-01',
  from: '2020-01-01',
  tz: 'UTC',
  rules: [
    use(houseFacts, {}),
    use(houseInbound, {}),
    use(houseHold, { endsOnlyByLift: ['stop', 'distress', 'wrong_person', 'deceased', 'minor', 'incapacity', 'bankruptcy', 'represented'] }),
    use(houseOptOut, {}),
    use(houseQuiet, {}),
    use(houseThirdParty, { purposes: ['reach_debtor', 'location_information'] }),
    use(houseThirdPartyOnce, { max: 1 }),
    use(houseSmsDay, { max: 1, days: 1 }),
    use(houseSmsWeek, { max: 3, days: 7 }),
    use(housePushDay, { max: 1, days: 1 }),
    use(houseVisitDay, { max: 1, days: 1 }),
    use(houseVisitMonth, { max: 2, days: 30 }),
    use(houseAttempts, { max: 8, days: 1 }),
    use(houseCallGap, { minutes: 60 }),
    use(houseDialCutoff, { from: '21:50', to: '22:00' }),
  ],
};
