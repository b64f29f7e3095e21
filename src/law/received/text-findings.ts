import { lintText } from '../content/lint.js';
import { TOPICS } from '../content/all.js';
import type { ContentAudience, ContentChannel, ContentContext, ContentFinding } from '../content/content-rule.js';
import type { TextFinding } from './lawfulness.js';
import type { Received, ReceivedChannel } from './received.js';
import { DOUBT_WORDS } from './words.js';
import { isOther } from './worlds.js';

const CHANNEL: Readonly<Record<ReceivedChannel, ContentChannel>> = {
  call: 'call', voicemail: 'voicemail', sms: 'sms', email: 'email', push: 'push', social_private: 'social_private', social_public: 'social_public', mail: 'mail', postcard: 'mail', visit: 'visit',
};

/** Said outright, these are unlawful whatever else is true; everything else turns on a fact or on the rest of the message. */
const OUTRIGHT: ReadonlySet<string> = new Set([
  ...TOPICS.map(({ code }) => code).filter((code) => !['legal_step', 'time_barred', 'overshadowing', 'credit_report', 'discount', 'pressure', 'marketing'].includes(code)), 'debt_told',
]);

const IF_WHOLE = { en: 'If what you gave is the whole message, this part is missing.', zh: '如果您提供的是完整信息，则缺少这一内容。' };
const IF_TRUE = { en: 'It depends on whether what they say is true, decided and allowed.', zh: '取决于对方所说是否属实、是否确已决定并获授权。' };
const WHO = { en: `It depends on ${DOUBT_WORDS.collector.en}.`, zh: `取决于：${DOUBT_WORDS.collector.zh}。` };

/**
 * What the rules on content say of the message, as the person has it. It may be a part only, and whether a suit is
 * decided or a name is the lender's the person cannot know: so only what is unlawful outright is certain. What telephone
 * companies ask of senders, and the house's own wishes, are left out: they are no wrong to the reader.
 */
export function textFindings(received: Received, jurisdictions: readonly string[]): readonly TextFinding[] {
  if (received.text === null) return [];
  const found = lintText(received.text, contextOf(received.text, received, jurisdictions)).filter(({ force, code }) => force !== 'H' && force !== 'P' && code !== 'rule_threw');
  const seen = new Set<string>();
  return found.flatMap((one): TextFinding[] => {
    const open = bound(one.rule, received);
    // One breach to the reader, however often the words stand there.
    if (open === 'not_bound' || seen.has(one.rule)) return [];
    seen.add(one.rule);
    return [findingOf(one, open)];
  });
}

function findingOf(one: ContentFinding, open: 'bound' | 'perhaps'): TextFinding {
  const certain = one.kind === 'forbidden' && one.severity === 'block' && OUTRIGHT.has(one.code);
  const note = one.kind === 'missing' ? IF_WHOLE : !certain ? IF_TRUE : open === 'perhaps' ? WHO : undefined;
  return {
    rule: one.rule, title: one.title, citation: one.citation, force: one.force, confidence: one.confidence, kind: certain && open === 'bound' ? 'certain' : 'open', quote: one.matched.slice(0, 200),
    ...(note === undefined ? {} : { note }), threat: one.code === 'threat',
  };
}

/** Federal debt-collection rules bind agencies and buyers, the directive buyers: see known-rules.ts. */
function bound(rule: string, { collector }: Received): 'bound' | 'perhaps' | 'not_bound' {
  const binds = rule.startsWith('EU-') ? ['buyer'] : /^US-[CF]-/.test(rule) ? ['agency', 'buyer'] : null;
  if (binds === null || binds.includes(collector)) return 'bound';
  return collector === 'unknown' ? 'perhaps' : 'not_bound';
}

function contextOf(text: string, received: Received, jurisdictions: readonly string[]): ContentContext {
  const first = received.contacts.find(({ channel }) => channel !== 'call' && channel !== 'visit') ?? received.contacts[0];
  const audience: ContentAudience = first !== undefined && isOther(first) ? 'third_party' : first?.channel === 'voicemail' ? 'voicemail' : 'debtor';
  return {
    jurisdictions, channel: CHANNEL[first?.channel ?? 'sms'], audience, language: /[\u4e00-\u9fff]/.test(text) ? 'zh' : 'en', firstContact: 'unknown',
    outsourced: received.collector === 'unknown' ? 'unknown' : received.collector === 'agency', facts: { ...(received.tooOld === 'unknown' ? {} : { timeBarred: received.tooOld === 'yes' }) },
    ...(first === undefined ? {} : { on: first.on }),
  };
}
