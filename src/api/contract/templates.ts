import { createRoute, z } from '@hono/zod-openapi';
import { BilingualSchema, body, InstantSchema, ok } from './common.js';

const ChannelSchema = z.enum(['sms', 'email', 'mail', 'call', 'visit']);
const LanguageSchema = z.enum(['en', 'zh', 'zh-US']);
const TextsSchema = z.object({ en: z.string().max(8000), zh: z.string().max(8000), 'zh-US': z.string().max(8000) }).openapi('TemplateTexts', { description: 'bodies, with variables as {amount}; of a call or a visit the whole script' });
const SubstitutionSchema = z.object({ from: z.string(), to: z.string(), count: z.number().int() });

const CheckSchema = z
  .object({
    problems: z.array(z.object({ language: LanguageSchema, code: z.string(), from: z.number().int(), to: z.number().int(), matched: z.string(), words: BilingualSchema })).openapi({ description: 'what the author must change; offsets are of the body' }),
    findings: z.array(z.object({
      language: LanguageSchema, rule: z.string(), code: z.string(), severity: z.enum(['block', 'review']), matched: z.string(), title: BilingualSchema, instead: BilingualSchema, citation: z.string(), force: z.string(), confidence: z.string(),
      stands: z.boolean().openapi({ description: 'keeps the version from going out: it blocks, or nobody has answered for it' }),
    })),
    previews: z.array(z.object({
      language: LanguageSchema, country: z.string(), text: z.string().openapi({ description: 'the very words, with made-up facts; empty where it cannot be filled' }),
      segments: z.object({ alphabet: z.enum(['gsm7', 'ucs2']), segments: z.number().int(), units: z.number().int(), left: z.number().int() }).nullable(),
      substitutions: z.array(SubstitutionSchema),
      costs: z.array(z.object({ account: z.string(), cost: z.string().nullable() })).openapi({ description: 'of one text at each account that would be tried, in that order' }),
    })),
  })
  .openapi('TemplateCheck');

export const TemplateVersionSchema = z
  .object({
    id: z.string(), version: z.number().int(), channel: ChannelSchema, texts: TextsSchema, inForce: z.boolean(),
    state: z.enum(['built_in', 'draft', 'linted', 'approved', 'retired']).openapi({ description: 'built_in: comes with the code. linted: laid before a second person' }),
    draftedBy: z.string().nullable(), draftedAt: InstantSchema.nullable(), lintedAt: InstantSchema.nullable(), approvedBy: z.string().nullable(), approvedAt: InstantSchema.nullable(), retiredBy: z.string().nullable(), retiredAt: InstantSchema.nullable(),
    answers: z.array(z.object({ rule: z.string(), code: z.string(), by: z.string(), why: z.string() })),
    registrations: z.array(z.object({ language: LanguageSchema, account: z.string(), code: z.string(), by: z.string(), at: InstantSchema })),
  })
  .openapi('TemplateVersion');
const TemplateSchema = TemplateVersionSchema.extend({ check: CheckSchema }).openapi('Template');

const params = z.object({
  id: z.string().openapi({ param: { name: 'id', in: 'path' } }),
  version: z.coerce.number().int().min(1).max(2 ** 31 - 1).openapi({ param: { name: 'version', in: 'path' } }),
});
const path = '/templates/{id}/{version}';

/** Texts of the house, part of the staff surface. */
export const templateContract = {
  templates: createRoute({ method: 'get', path: '/templates', responses: ok(z.object({ items: z.array(TemplateVersionSchema), variables: z.array(z.string()) }), 'All versions of all templates, the newest of each first') }),
  template: createRoute({ method: 'get', path, request: { params }, responses: ok(TemplateSchema, 'One version, with everything that is found in it and how it reads') }),
  checkTemplate: createRoute({ method: 'post', path: '/templates/check', request: body(z.object({ channel: ChannelSchema, texts: TextsSchema })), responses: ok(CheckSchema, 'The same of words that are not kept') }),
  draftTemplate: createRoute({ method: 'post', path: '/templates', request: body(z.object({ id: z.string(), channel: ChannelSchema, texts: TextsSchema })), responses: ok(TemplateSchema, 'The next version, a draft') }),
  submitTemplate: createRoute({ method: 'post', path: `${path}/submit`, request: { params }, responses: ok(TemplateSchema, 'Laid before a second person') }),
  approveTemplate: createRoute({
    method: 'post', path: `${path}/approve`, request: { params, ...body(z.object({ answers: z.array(z.object({ rule: z.string(), code: z.string(), why: z.string().min(3).max(500) })).max(50).openapi({ description: 'what the rules leave to a person: that it is true here, and why' }) })) },
    responses: ok(TemplateSchema, 'Approved by a second person; it may go out'),
  }),
  registerTemplate: createRoute({ method: 'post', path: `${path}/register`, request: { params, ...body(z.object({ language: LanguageSchema, account: z.string(), code: z.string() })) }, responses: ok(TemplateSchema, 'By which code an account of a provider knows it') }),
  retireTemplate: createRoute({ method: 'post', path: `${path}/retire`, request: { params }, responses: ok(TemplateSchema, 'Nothing more is sent by it') }),
} as const;
