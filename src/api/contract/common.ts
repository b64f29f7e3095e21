import { z } from '@hono/zod-openapi';

/** One error shape everywhere: a code to act on, a sentence for a person, and where. */
export const ProblemSchema = z
  .object({
    code: z.string().openapi({ example: 'not_found' }),
    detail: z.string().openapi({ example: 'No case 42. Check the number, or search by name.' }),
    where: z.string().optional(),
    request: z.string().optional().openapi({ description: 'Id of this request, as in the answer\'s header `x-request-id`: tell it to the operator.', example: '0d0f4a3e-6f1c-4a55-9f0e-3b7f1c2d4e5f' }),
  })
  .openapi('Problem');

/** ISO 8601 instant in UTC. */
export const InstantSchema = z.string().openapi({ format: 'date-time', example: '2026-11-24T08:00:00.000Z' });
/** Calendar date. */
export const DateSchema = z.string().openapi({ format: 'date', example: '2026-11-24' });
/** Minor units of the currency, as an integer. */
export const MoneySchema = z.object({ minor: z.number().int(), currency: z.string() }).openapi('Money');
/** Text in both languages. */
export const BilingualSchema = z.object({ en: z.string(), zh: z.string() }).openapi('Bilingual');

export const problemResponses = {
  400: { description: 'The request cannot be read; `where` names the field.', content: { 'application/json': { schema: ProblemSchema } } },
  401: { description: 'Sign in first.', content: { 'application/json': { schema: ProblemSchema } } },
  403: { description: 'Not allowed for this person.', content: { 'application/json': { schema: ProblemSchema } } },
  404: { description: 'No such thing.', content: { 'application/json': { schema: ProblemSchema } } },
  409: { description: 'It conflicts with what is there (same key, other content; or a state that forbids it).', content: { 'application/json': { schema: ProblemSchema } } },
  422: { description: 'Readable, but not acceptable.', content: { 'application/json': { schema: ProblemSchema } } },
  429: { description: 'Too many tries; wait.', content: { 'application/json': { schema: ProblemSchema } } },
} as const;

export function ok<T extends z.ZodType>(schema: T, description: string) {
  return { 200: { description, content: { 'application/json': { schema } } }, ...problemResponses } as const;
}

export function body<T extends z.ZodType>(schema: T) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}
