import { use, type Pack } from '../pack.js';
import { usF01Hours } from '../rule/us-f-01-hours.js';
import { usF03InconvenientTime } from '../rule/us-f-03-inconvenient-time.js';
import { usF06InconvenientPlace } from '../rule/us-f-06-inconvenient-place.js';
import { usF07EmployerProhibits } from '../rule/us-f-07-employer-prohibits.js';
import { usF08Represented } from '../rule/us-f-08-represented.js';
import { usF10Cease } from '../rule/us-f-10-cease.js';
import { usF11ThirdParty } from '../rule/us-f-11-third-party.js';
import { usF14DisclosedAddress } from '../rule/us-f-14-disclosed-address.js';
import { usF15OptOutNotice } from '../rule/us-f-15-opt-out-notice.js';
import { usF16MediumOptOut } from '../rule/us-f-16-medium-opt-out.js';
import { usF17LocationCall } from '../rule/us-f-17-location-call.js';
import { usF18CallCount } from '../rule/us-f-18-call-count.js';
import { usF19AfterConversation } from '../rule/us-f-19-after-conversation.js';
import { usF24Harassment } from '../rule/us-f-24-harassment.js';
import { usF25EmployerEmail } from '../rule/us-f-25-employer-email.js';
import { usF26Social } from '../rule/us-f-26-social.js';
import { usF27Postcard } from '../rule/us-f-27-postcard.js';
import { usF28TimeBarred } from '../rule/us-f-28-time-barred.js';
import { usF29CreditReport } from '../rule/us-f-29-credit-report.js';
import { usF31ValidationNotice } from '../rule/us-f-31-validation-notice.js';
import { usF32ValidationPeriod } from '../rule/us-f-32-validation-period.js';
import { usF33Dispute } from '../rule/us-f-33-dispute.js';
import { usF34Overshadowing } from '../rule/us-f-34-overshadowing.js';
import { usF35Esign } from '../rule/us-f-35-esign.js';
import { usF36Retention } from '../rule/us-f-36-retention.js';
import { usFC01Disclosures } from '../rule/us-f-c01-disclosures.js';
import { usFC02LimitedContent } from '../rule/us-f-c02-limited-content.js';
import { usT01ArtificialVoice } from '../rule/us-t-01-artificial-voice.js';
import { usT02AutomatedConsent } from '../rule/us-t-02-automated-consent.js';
import { usT03Revocation } from '../rule/us-t-03-revocation.js';
import { usT04RevokeAll } from '../rule/us-t-04-revoke-all.js';
import { usT05Residential } from '../rule/us-t-05-residential.js';

/** United States, federal: Regulation F (12 CFR part 1006) and the TCPA. Numbers live here; dates of single clauses in their rules. */
export const usFederal20211130: Pack = {
  pack: 'US-federal',
  version: '2021-11-30',
  from: '2021-11-30',
  tz: 'America/New_York',
  rules: [
    use(usF01Hours, { from: '08:00', to: '21:00' }),
    use(usF03InconvenientTime, { from: '08:00', to: '21:00' }),
    use(usF06InconvenientPlace, {}),
    use(usF07EmployerProhibits, {}),
    use(usF08Represented, {}),
    use(usF10Cease, { purposesLeft: ['advise_efforts_terminated', 'notify_specified_remedy'] }),
    use(usF11ThirdParty, {}),
    use(usF14DisclosedAddress, {}),
    use(usF15OptOutNotice, {}),
    use(usF16MediumOptOut, {}),
    use(usF17LocationCall, {}),
    use(usF18CallCount, { calls: 7, days: 7, consentDays: 7 }),
    use(usF19AfterConversation, { days: 7, consentDays: 7 }),
    use(usF24Harassment, { textsPerDay: 4, days: 3 }),
    use(usF25EmployerEmail, {}),
    use(usF26Social, {}),
    use(usF27Postcard, {}),
    use(usF28TimeBarred, { threats: ['threaten_suit', 'demand_within_72h_or_suit'] }),
    use(usF29CreditReport, { waitDays: 14 }),
    use(usF31ValidationNotice, { days: 5 }),
    use(usF32ValidationPeriod, { receiptDays: 5, periodDays: 30 }),
    use(usF33Dispute, { receiptDays: 5, periodDays: 30, notCollection: ['optout_confirmation', 'advise_efforts_terminated', 'validation_notice'] }),
    use(usF34Overshadowing, { receiptDays: 5, periodDays: 30, threats: ['threaten_suit', 'demand_within_72h_or_suit'] }),
    use(usF35Esign, {}),
    use(usF36Retention, { years: 3 }),
    use(usFC01Disclosures, {}),
    use(usFC02LimitedContent, { required: ['businessName', 'namesPerson', 'callbackNumber', 'asksReply'], permitted: ['salutation', 'dateTime', 'suggestedTimes', 'anyRepresentative'] }),
    use(usT01ArtificialVoice, {}),
    use(usT02AutomatedConsent, {}),
    use(usT03Revocation, { confirmWithinMinutes: 5 }),
    use(usT04RevokeAll, {}),
    use(usT05Residential, { calls: 3, days: 30 }),
  ],
};
