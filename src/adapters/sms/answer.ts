import type { SendResult } from '../../engine/ports/channel.js';

/** A provider's code as a reason of ours: lower case, no more than 60 signs of `a-z 0-9 . _ -`; never the provider's sentence, which may repeat a number or a text. */
export function reasonCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9._-]/g, '_').slice(0, 60);
}

/** The provider took nothing, and says why. */
export const refused = (code: string): SendResult => ({ kind: 'refused', reason: reasonCode(code) });
/** The provider took nothing for now; it says nothing of the message, so another account may be asked. */
export const throttled = (code: string): SendResult => ({ kind: 'refused', reason: `throttled:${reasonCode(code)}` });
/** It may have left: it counts as made, and is never sent again (law 4). */
export const unknown = (code: string): SendResult => ({ kind: 'unknown', reason: reasonCode(code) });

/** Answers of the family "your fault" that do not say that nothing was taken: too slow, and in conflict with one in hand. */
const NOT_DEFINITE = new Set([408, 409]);

/** What an answer means by its status alone, where its text names no code. */
export function byStatus(status: number): SendResult {
  if (status === 429) return throttled('http_429');
  return status >= 400 && status < 500 && !NOT_DEFINITE.has(status) ? refused(`http_${status}`) : unknown(`http_${status}`);
}

/** `null`: no JSON object, or cut off. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** A text of at most `max` characters, or empty. */
export const textOf = (value: unknown, max = 200): string => (typeof value === 'string' && value.length <= max ? value : '');
