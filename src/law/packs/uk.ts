import { use, type Pack } from '../pack.js';
import { uk01ReasonableTimes } from '../rule/uk-01-reasonable-times.js';
import { uk03NoExposure } from '../rule/uk-03-no-exposure.js';
import { uk04Visits } from '../rule/uk-04-visits.js';
import { uk05MentalCapacity } from '../rule/uk-05-mental-capacity.js';
import { uk06Dispute } from '../rule/uk-06-dispute.js';
import { uk08Adviser } from '../rule/uk-08-adviser.js';
import { uk11StatuteBarred } from '../rule/uk-11-statute-barred.js';
import { uk13BreathingSpace } from '../rule/uk-13-breathing-space.js';
import { uk14CrisisMoratorium } from '../rule/uk-14-crisis-moratorium.js';
import { uk17Dialler } from '../rule/uk-17-dialler.js';

/** United Kingdom: FCA Handbook, CONC 7, and the debt respite scheme (SI 2020/1311). */
export const uk20140401: Pack = {
  pack: 'UK',
  version: '2014-04-01',
  from: '2014-04-01',
  tz: 'Europe/London',
  rules: [
    use(uk01ReasonableTimes, { from: '08:00', to: '21:00' }),
    use(uk03NoExposure, {}),
    use(uk04Visits, {}),
    use(uk05MentalCapacity, { notRecovery: ['optout_confirmation', 'advise_efforts_terminated'] }),
    use(uk06Dispute, { notRecovery: ['optout_confirmation', 'advise_efforts_terminated'] }),
    use(uk08Adviser, { days: 30 }),
    use(uk11StatuteBarred, { threats: ['threaten_suit', 'demand_within_72h_or_suit'] }),
    use(uk13BreathingSpace, { days: 60, notAsking: ['optout_confirmation', 'advise_efforts_terminated'] }),
    use(uk14CrisisMoratorium, { days: 30, notAsking: ['optout_confirmation', 'advise_efforts_terminated'] }),
    use(uk17Dialler, { hours: 72 }),
  ],
};
