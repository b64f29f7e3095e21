import { readMessage } from '../../domain/contact/reading/read-message.js';
import type { Reading } from '../../domain/contact/reading/reading.js';
import { toLocal } from '../../domain/time/zone.js';
import { MS_PER_HOUR, type Instant } from '../../domain/time/instant.js';

/** What the words of a message mean, read again from the message as it is kept. `currency`: of the case, ISO 4217. */
export function readWords(text: string, receivedAt: Instant, tz: string | null, currency: string): Reading {
  const local = toLocal(tz ?? 'UTC', receivedAt);
  return readMessage(text, { receivedOn: local.date, receivedHour: Math.floor(local.msOfDay / MS_PER_HOUR), ...(currency === '' ? {} : { currency }) });
}
