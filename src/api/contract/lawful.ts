import { createRoute, z } from '@hono/zod-openapi';
import type { ActKind, Received, ReceivedContact, Said } from '../../law/received/received.js';
import { BilingualSchema, body, DateSchema, ok } from './common.js';

const answer = z.enum(['yes', 'no', 'unknown']).optional();
const date = DateSchema.max(10);
const clock = z.string().max(7).openapi({ description: 'local time HH:MM, or unknown', example: '22:30' });
const LINES_MAX = 40;

type Words<K extends keyof ReceivedContact> = readonly Extract<ReceivedContact[K], string>[];

/** One line: one contact, or several of one kind. What is left out is unknown. */
const ContactSchema = z.strictObject({
  channel: z.enum(['call', 'voicemail', 'sms', 'email', 'push', 'social_private', 'social_public', 'mail', 'postcard', 'visit'] satisfies Words<'channel'>),
  on: date, until: date.optional(), time: clock.optional(), times: z.number().int().min(1).max(60).optional(),
  per: z.enum(['day', 'span'] satisfies Words<'per'>).optional().openapi({ description: 'day: `times` on each day from `on` to `until`; span: `times` in all' }),
  reached: z.enum(['borrower', 'guarantor', 'named', 'family', 'work', 'other', 'stranger'] satisfies Words<'reached'>).optional().openapi({ description: 'who was reached; the borrower if left out' }),
  answered: answer, where: z.enum(['home', 'work', 'mobile', 'unknown'] satisfies Words<'where'>).optional(), voice: z.enum(['person', 'robot', 'unknown'] satisfies Words<'voice'>).optional(),
  people: z.union([z.number().int().min(1).max(99), z.literal('unknown')]).optional(),
  asked: z.enum(['pay', 'find', 'relay', 'unknown'] satisfies Words<'asked'>).optional().openapi({ description: 'of somebody who does not owe' }),
  toldDebt: answer, optOut: answer, saidCollector: answer,
});

const SaidSchema = z.strictObject({
  what: z.enum([
    'stop', 'stop_medium', 'lawyer', 'dispute', 'refuse_to_pay', 'bad_time', 'bad_place', 'employer_forbids', 'other_refused', 'instalments_agreed', 'instalments_broken', 'proof_asked', 'they_answered', 'i_called',
    'i_wrote', 'breathing_space', 'crisis_moratorium', 'capacity', 'police_order', 'borrower_died',
  ] satisfies readonly Said['what'][]),
  on: date.optional(), moment: z.enum(['before', 'after', 'unknown']).optional(), form: z.enum(['written', 'oral', 'unknown']).optional(),
  medium: z.enum(['call', 'sms', 'email', 'mail', 'push', 'social_private', 'visit'] satisfies readonly NonNullable<Said['medium']>[]).optional(), place: z.enum(['home', 'work']).optional(),
  from: clock.optional(), to: clock.optional(), inTime: answer,
});

/** What somebody received, whoever the collector is. */
const ReceivedSchema = z.strictObject({
  place: z.strictObject({ country: z.string().max(7).optional().openapi({ example: 'CN' }), state: z.string().max(7).optional(), city: z.string().max(60).optional() }).optional(),
  collector: z.enum(['lender', 'agency', 'buyer', 'unknown'] satisfies readonly Received['collector'][]).optional(), announced: answer,
  debt: z.enum(['credit_card', 'bank_loan', 'consumer_finance', 'microfinance', 'student_loan', 'medical', 'other', 'unknown'] satisfies readonly Received['debt'][]).optional(), tooOld: answer,
  agreed: z.strictObject({ hours: answer, often: answer, medium: answer }).optional(), reachable: answer,
  contacts: z.array(ContactSchema).max(LINES_MAX).optional(), said: z.array(SaidSchema).max(LINES_MAX).optional(),
  acts: z.array(z.enum([
    'violence', 'arrest', 'posing', 'insult', 'told_others', 'public', 'entered', 'restrained', 'fee', 'private_account', 'borrow_more', 'hidden', 'no_identity', 'court_threat',
  ] satisfies readonly ActKind[])).max(20).optional(),
  text: z.string().max(4000).optional().openapi({ description: 'words of the message' }), note: z.string().max(4000).optional().openapi({ description: 'what you want to say about it; read for signs of distress only' }),
}).openapi('Received');

const SaidOfRuleSchema = z.object({
  rule: z.string(), title: BilingualSchema, citation: z.string(), citationZh: z.string(), force: z.string(), forceWords: BilingualSchema, confidence: z.string(), confidenceWords: BilingualSchema,
  presumed: z.boolean().openapi({ description: 'the law presumes a violation, which may be rebutted' }), contacts: z.array(z.number().int()).readonly().openapi({ description: 'lines it is about, from 1' }),
  dependsOn: z.array(BilingualSchema).readonly(), notes: z.array(BilingualSchema).readonly(), quote: z.string().optional(),
}).openapi('SaidOfRule');

const LawfulnessSchema = z.object({
  summary: z.enum(['breaks_law', 'breaks_guidance', 'cannot_say', 'nothing_found', 'place_unknown', 'no_rules']), summaryWords: BilingualSchema, jurisdictions: z.array(z.string()).readonly(), remarks: z.array(BilingualSchema).readonly(),
  breaks: z.array(SaidOfRuleSchema).readonly(), cannotSay: z.array(SaidOfRuleSchema).readonly(), inOrder: z.array(SaidOfRuleSchema).readonly(), goodPractice: z.array(SaidOfRuleSchema).readonly(),
  steps: z.array(z.object({ text: BilingualSchema, source: z.string(), confidence: z.string() })).readonly(), helplines: z.array(BilingualSchema).readonly(), helpFirst: z.boolean(), notAdvice: BilingualSchema,
  kept: z.union([z.object({ reference: z.string(), text: BilingualSchema }), z.null()]).openapi({ description: 'only where asked for: how the complaint is filed' }),
}).openapi('Lawfulness');

/** "Was that lawful?": no account, no cookie; nothing is kept unless `keep` asks for it with the code of a contact of ours. */
export const lawfulRoute = createRoute({
  method: 'post', path: '/lawful',
  request: body(z.strictObject({ received: ReceivedSchema, keep: z.strictObject({ code: z.string().min(1).max(300) }).optional().openapi({ description: 'file this as a complaint about the contact with this code' }) })),
  responses: ok(LawfulnessSchema, 'Which rules it breaks, what cannot be said, and what one can do'),
});
