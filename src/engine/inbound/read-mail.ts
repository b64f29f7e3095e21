import type { Instant } from '../../domain/time/instant.js';
import type { InboundRecord, NewEvent } from '../ports/store.js';

type Body = Readonly<Record<string, unknown>>;

interface Read {
  readonly meaning: Readonly<Record<string, unknown>>;
  readonly events: readonly NewEvent[];
}

interface Context {
  readonly personId: number;
  readonly tz: string;
}

/** An address at which nothing will ever arrive is told to the law, and is used no more: the dossier leaves it out. A mailbox that is full is not. */
export function undeliverable(inbound: InboundRecord, body: Body, { personId, tz }: Context): readonly NewEvent[] {
  if (body['state'] !== 'failed' || body['gone'] !== true) return [];
  const { pointId } = body;
  const at: Instant = inbound.receivedAt;
  return [{
    personId, sourceKey: `inbound:${inbound.id}:undeliverable`,
    event: {
      type: 'undeliverable_notice', at, tz, channel: inbound.kind === 'letter_receipt' ? 'mail' : 'email', ...(typeof pointId === 'number' ? { number: String(pointId) } : {}),
      ...(inbound.contactId === null ? {} : { contactId: String(inbound.contactId) }), detail: String(body['status']).slice(0, 40),
    },
  }];
}

/** A person, or the provider of their mailbox for them, wants no more e-mail. A complaint of abuse waits for somebody besides. */
export function readUnsubscribe(inbound: InboundRecord, body: Body, { personId, tz }: Context): Read {
  const by = String(body['by']);
  const base = { at: inbound.receivedAt, tz };
  const key = `inbound:${inbound.id}`;
  const optout: NewEvent = { personId, sourceKey: `${key}:optout`, event: { ...base, type: 'medium_optout', channel: by === 'person' ? 'web' : 'email', medium: 'email', detail: `unsubscribe:${by}` } };
  const held: NewEvent = { personId, sourceKey: `${key}:hold`, event: { ...base, type: 'hold_placed', channel: 'email', hold: 'complaint', detail: 'unsubscribe:complaint' } };
  return { meaning: { kind: by === 'complaint' ? 'complaint' : 'stop', medium: 'email' }, events: by === 'complaint' ? [optout, held] : [optout] };
}

/** What a machine answered by itself says nothing of its person (RFC 3834). */
export const isAutomatic = (inbound: InboundRecord, body: Body): boolean => inbound.kind === 'email_reply' && body['auto'] === true;

/** The same words mean the same by mail as by text; only the medium is another. */
export function byMail(read: Read): Read {
  return {
    meaning: read.meaning,
    events: read.events.map(({ event, ...rest }): NewEvent => {
      if (event.type === 'consumer_sms') return { ...rest, event: { ...event, type: 'consumer_email', channel: 'email' } };
      if (event.type === 'sms_stop') return { ...rest, event: { ...event, type: 'medium_optout', channel: 'email', medium: 'email' } };
      return { ...rest, event: event.channel === 'sms' ? { ...event, channel: 'email' } : event };
    }),
  };
}
