import { isLocalDate } from '../../domain/time/date.js';
import { MS_PER_DAY, type Instant, type LocalDate } from '../../domain/time/instant.js';
import type { HoldKind } from '../../law/facts.js';
import type { InboundRecord, NewEvent } from '../ports/store.js';

interface Context {
  readonly personId: number;
  readonly tz: string;
  readonly startOfDay: (date: LocalDate) => Instant;
}

const PROMISE_GRACE_DAYS = 2;

/** What a borrower did on the portal, as events. Words they wrote stay sealed with the inbound row. */
export function readPortalAct(inbound: InboundRecord, body: Readonly<Record<string, unknown>>, context: Context): { readonly meaning: Readonly<Record<string, unknown>>; readonly events: readonly NewEvent[] } {
  const act = String(body['act']);
  const base = { at: inbound.receivedAt, tz: context.tz, channel: 'web' as const };
  const key = `inbound:${inbound.id}`;
  const hold = (kind: HoldKind, until?: Instant): NewEvent => ({
    personId: context.personId, sourceKey: `${key}:hold`, event: { ...base, type: 'hold_placed', hold: kind, detail: `portal:${act}`, ...(until === undefined ? {} : { until }) },
  });
  const also = (event: NewEvent['event'], part: string): NewEvent => ({ personId: context.personId, sourceKey: `${key}:${part}`, event });
  if (act === 'stop') {
    const medium = String(body['medium']);
    if (medium === 'all') return { meaning: { kind: 'stop' }, events: [also({ ...base, type: 'cease_notice', form: 'electronic_accepted' }, 'cease'), hold('stop')] };
    return { meaning: { kind: 'stop', medium }, events: [also({ ...base, type: 'medium_optout', medium }, 'optout')] };
  }
  if (act === 'dispute') return { meaning: { kind: 'dispute' }, events: [also({ ...base, type: 'dispute', form: 'electronic_accepted' }, 'dispute'), hold('dispute')] };
  if (act === 'complaint') return { meaning: { kind: 'complaint' }, events: [hold('complaint')] };
  if (act === 'hardship') return { meaning: { kind: 'hardship' }, events: [hold('hardship')] };
  if (act === 'promise' && isLocalDate(String(body['on']))) {
    const on = String(body['on']);
    const minor = typeof body['amountMinor'] === 'number' ? body['amountMinor'] : null;
    const held = hold('promise', context.startOfDay(on) + PROMISE_GRACE_DAYS * MS_PER_DAY);
    return { meaning: { kind: 'promise', on, minor: body['amountMinor'] }, events: [{ ...held, event: { ...held.event, promised: { on, minor } } }] };
  }
  throw new Error(`portal act ${act} is not one`);
}
