import { use, type Pack, type PackEntry } from '../pack.js';
import { cnC13OutsourcingNotice } from '../rule/cn-c13-outsourcing-notice.js';
import { cnD12CardRecords } from '../rule/cn-d12-card-records.js';
import { cnD13ConsumerFinanceRecords } from '../rule/cn-d13-consumer-finance-records.js';
import { cnD14Records } from '../rule/cn-d14-records.js';
import { cnF1EffectiveCalls } from '../rule/cn-f1-effective-calls.js';
import { cnF2UnansweredDials } from '../rule/cn-f2-unanswered-dials.js';
import { cnH1CardInstalments } from '../rule/cn-h1-card-instalments.js';
import { cnH10Capacity } from '../rule/cn-h10-capacity.js';
import { cnH11Limitation } from '../rule/cn-h11-limitation.js';
import { cnH4CardDispute } from '../rule/cn-h4-card-dispute.js';
import { cnH6AdverseData } from '../rule/cn-h6-adverse-data.js';
import { cnH8NotMe } from '../rule/cn-h8-not-me.js';
import { cnH9NoContactOrder } from '../rule/cn-h9-no-contact-order.js';
import { cnP1DebtorOnly } from '../rule/cn-p1-debtor-only.js';
import { cnP12Deceased } from '../rule/cn-p12-deceased.js';
import { cnP14Assignment } from '../rule/cn-p14-assignment.js';
import { cnP2ContactOnlyIfLost } from '../rule/cn-p2-contact-only-if-lost.js';
import { cnP3Refusal } from '../rule/cn-p3-refusal.js';
import { cnP4AgreedContact } from '../rule/cn-p4-agreed-contact.js';
import { cnP5LostContact } from '../rule/cn-p5-lost-contact.js';
import { cnP6Unrelated } from '../rule/cn-p6-unrelated.js';
import { cnP7Relock } from '../rule/cn-p7-relock.js';
import { cnP8CardThirdParty } from '../rule/cn-p8-card-third-party.js';
import { cnP9ConsumerFinanceThirdParty } from '../rule/cn-p9-consumer-finance-third-party.js';
import { cnT1Hours } from '../rule/cn-t1-hours.js';
import { cnT2Hours } from '../rule/cn-t2-hours.js';
import { cnV1TwoVisitors } from '../rule/cn-v1-two-visitors.js';
import { cnV11Workplace } from '../rule/cn-v11-workplace.js';
import { cnV5VisitHours } from '../rule/cn-v5-visit-hours.js';
import { cnX6Public } from '../rule/cn-x6-public.js';
import { cnX7Disclosure } from '../rule/cn-x7-disclosure.js';

const tz = 'Asia/Shanghai';
const night = { from: '08:00', to: '22:00', tz } as const;
/** Before the guideline of 2026 nothing said when dials make a debtor lost; what was found lost, is. */
const foundLost = { failedDials: 0, tz } as const;
const lost2026 = { failedDials: 3, tz } as const;
const threats = ['threaten_suit', 'demand_within_72h_or_suit', 'notify_specified_remedy'] as const;

/** Statutes and older measures, the convention of 2018, and the house's readings of them. */
function older(lost: { readonly failedDials: number; readonly tz: string }): readonly PackEntry[] {
  return [
    use(cnP4AgreedContact, lost),
    use(cnP8CardThirdParty, {}),
    use(cnP12Deceased, {}),
    use(cnP14Assignment, {}),
    use(cnH1CardInstalments, {}),
    use(cnH4CardDispute, { notCollection: ['optout_confirmation', 'ask_consent', 'information_request'] }),
    use(cnH6AdverseData, {}),
    use(cnH8NotMe, { reasons: ['wrong_person', 'wrong_number', 'not_me', 'not_mine', 'identity'] }),
    use(cnH11Limitation, { threats }),
    use(cnX7Disclosure, {}),
    use(cnV11Workplace, {}),
    use(cnD12CardRecords, { years: 2, tz }),
    use(cnD14Records, { years: 5, tz }),
  ];
}

/** From 1 March 2023: notice before outsourcing. From 18 April 2024: consumer finance companies (the rules carry that date). */
const measures: readonly PackEntry[] = [use(cnC13OutsourcingNotice, {}), use(cnP9ConsumerFinanceThirdParty, {}), use(cnD13ConsumerFinanceRecords, { years: 5, tz })];

/** GB/T 45251-2025, in force on the day of its issue. */
function standard(lost: { readonly failedDials: number; readonly tz: string }): readonly PackEntry[] {
  return [
    use(cnT2Hours, night),
    use(cnV5VisitHours, night),
    use(cnF1EffectiveCalls, { max: 3, days: 1, tz }),
    use(cnP1DebtorOnly, {}),
    use(cnP2ContactOnlyIfLost, lost),
    use(cnP3Refusal, {}),
    use(cnH10Capacity, {}),
  ];
}

/** The China Banking Association's guideline of 30 January 2026. */
const guideline: readonly PackEntry[] = [
  use(cnT1Hours, night),
  use(cnF2UnansweredDials, { max: 6, days: 1, tz }),
  use(cnP5LostContact, lost2026),
  use(cnP6Unrelated, {}),
  use(cnP7Relock, lost2026),
  use(cnX6Public, {}),
  use(cnV1TwoVisitors, { minStaff: 2 }),
];

/** Mainland China, version by version. */
export const CN_PACKS: readonly Pack[] = [
  { pack: 'CN', version: '2021-11-01', from: '2021-11-01', to: '2023-02-28', tz, rules: older(foundLost) },
  { pack: 'CN', version: '2023-03-01', from: '2023-03-01', to: '2025-02-27', tz, rules: [...older(foundLost), ...measures] },
  { pack: 'CN', version: '2025-02-28', from: '2025-02-28', to: '2025-12-31', tz, rules: [...older(foundLost), ...measures, ...standard(foundLost)] },
  { pack: 'CN', version: '2026-01-01', from: '2026-01-01', to: '2026-01-29', tz, rules: [...older(foundLost), ...measures, ...standard(foundLost), use(cnH9NoContactOrder, {})] },
  { pack: 'CN', version: '2026-01-30', from: '2026-01-30', tz, rules: [...older(lost2026), ...measures, ...standard(lost2026), use(cnH9NoContactOrder, {}), ...guideline] },
];
