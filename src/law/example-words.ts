import type { Channel, DebtType, LawEventType, ProposedChannel } from './facts.js';

// The vocabulary of worked examples (docs: the format of worked examples). It is closed.

/** Fields of an example; the last line is for people and never read by a rule. */
export const EXAMPLE_FIELDS = [
  'id', 'jurisdiction', 'scope', 'consumer', 'debts', 'events', 'proposed', 'expected',
  'citation', 'description', 'kind', 'confidence', 'why', 'sourceUrl', 'riskFlags', 'rebuttable', 'safeHarbor', 'policySuggestion',
] as const;

export const JURISDICTIONS = ['CN', 'US-federal', 'US-MA', 'US-WA', 'US-DC', 'US-NYC', 'US-NY', 'US-WV', 'UK', 'IN', 'ID', 'EU'] as const;

export const DEBT_TYPES: readonly DebtType[] = ['credit_card', 'consumer_loan', 'medical', 'telecom', 'student_loan', 'microfinance', 'npl_bank_loan'];

export const CHANNELS: readonly Channel[] = ['call', 'voicemail', 'sms', 'email', 'mail', 'push', 'visit', 'app', 'web', 'registry'];

export const PROPOSED_CHANNELS: readonly ProposedChannel[] = [
  'call', 'voicemail', 'sms', 'email', 'mail', 'postcard', 'push', 'visit', 'social_public', 'social_private', 'credit_report', 'legal_action', 'bankruptcy_proof_of_claim', 'data_purge',
];

/** What a person may refuse by `medium`: a channel, or an everyday word for one. */
export const MEDIA: readonly string[] = [...CHANNELS, 'social_private', 'phone', 'telephone', 'text', 'letter'];

export const PURPOSES: readonly string[] = [
  'collect', 'reach_debtor', 'location_information', 'optout_confirmation', 'ask_consent', 'validation_notice', 'threaten_suit', 'demand_within_72h_or_suit',
  'voluntary_payment_request', 'active_litigation_settlement', 'advise_efforts_terminated', 'notify_specified_remedy', 'information_request',
];

export const EVENT_FIELDS = [
  'type', 'at', 'tz', 'channel', 'debtId', 'debtIds', 'personId', 'collectorId', 'number', 'place', 'voice', 'result', 'content', 'recorded', 'initial',
  'purpose', 'medium', 'form', 'text', 'about', 'window', 'until', 'givenTo', 'optOutDays', 'reason',
] as const;

export const PROPOSED_FIELDS = [
  'at', 'tz', 'channel', 'debtId', 'debtIds', 'personId', 'role', 'purpose', 'automated', 'voice', 'line', 'number', 'address', 'place', 'collectorId',
  'staff', 'optOutNotice', 'content', 'treatAs', 'statedEndDate', 'record',
] as const;

export const CONTENT_KEYS = [
  'optOut', 'saysDebtOwed', 'miniMiranda', 'extra', 'businessName', 'namesPerson', 'callbackNumber', 'asksReply', 'salutation', 'dateTime', 'suggestedTimes', 'anyRepresentative',
] as const;

/** Events of our own journal, which no example may tell. */
export const OWN_EVENT_TYPES: readonly LawEventType[] = ['hold_placed', 'hold_lifted', 'resubscribed', 'unknown_outcome', 'agency_placed', 'agency_notified', 'agency_recalled'];
