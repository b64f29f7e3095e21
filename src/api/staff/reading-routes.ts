import type { OpenAPIHono } from '@hono/zod-openapi';
import { readSlotId, slotOf } from '../../domain/id/slot-id.js';
import { correctReading, revealWords } from '../../engine/desk/correct-reading.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { MessageReading } from '../../engine/ports/reading.js';
import { staffRoutes } from '../contract/staff.js';
import type { ApiDeps } from '../deps.js';
import { iso } from '../present.js';
import { requireRole, type StaffEnv } from './session.js';

interface Meant {
  readonly kind?: string;
  readonly ambiguous?: boolean;
  readonly intents?: readonly { readonly intent: string; readonly kinds?: readonly string[]; readonly confidence: number; readonly by: string; readonly spans?: readonly (readonly [number, number])[] }[];
  readonly promise?: { readonly amount: { readonly kind: string; readonly minor?: number; readonly why?: string }; readonly on: { readonly date: string | null; readonly candidates: readonly string[] } };
}

/** A reading as the console shows it; what an older reader left out is empty. */
export function presentReading(reading: MessageReading) {
  const meant = reading.meaning as Meant;
  const { promise } = meant;
  return {
    id: String(reading.id), at: iso(reading.receivedAt), channel: reading.kind === 'email_reply' ? ('email' as const) : ('sms' as const), primary: meant.kind ?? 'other', ambiguous: meant.ambiguous ?? false,
    intents: (meant.intents ?? []).map(({ intent, kinds, confidence, by, spans }) => ({ intent, kinds: [...(kinds ?? [])], confidence, by, spans: (spans ?? []).map(([start, end]) => ({ start, end })) })),
    promise: promise === undefined ? null : { on: promise.on.date, candidates: [...promise.on.candidates], minor: promise.amount.minor ?? null, amount: promise.amount.why ?? promise.amount.kind },
    corrections: reading.corrections,
  };
}

function readInboundId(text: string): number {
  const id = readSlotId(text);
  if (id === null) throw new Terminal('not_found', `No message ${text.slice(0, 40)}. Check the number.`);
  return id;
}

export function readingRoutes(app: OpenAPIHono<StaffEnv>, deps: ApiDeps): void {
  app.openapi(staffRoutes.correctReading, async (c) => {
    const staff = requireRole(c, 'hold');
    const inboundId = readInboundId(c.req.valid('param').id);
    const at = await correctReading(deps, { inboundId, staffId: staff.id, ...c.req.valid('json') });
    await deps.settleNow(slotOf(inboundId));
    return c.json({ at: iso(at) }, 200);
  });
  app.openapi(staffRoutes.readingWords, async (c) => {
    const staff = requireRole(c, 'reveal');
    return c.json({ words: await revealWords(deps, { inboundId: readInboundId(c.req.valid('param').id), staffId: staff.id, reason: c.req.valid('json').reason }) }, 200);
  });
}
