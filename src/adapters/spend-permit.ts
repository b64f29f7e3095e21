import { hash } from 'node:crypto';
import type { OutgoingText } from '../engine/ports/channel.js';
import type { Permit } from '../law/permit.js';

/** Every provider spends the permit here, before anything leaves: the right text, in time, once. Throws otherwise. */
export function spendPermit(permit: Permit, outgoing: OutgoingText, now: number): void {
  permit.consume(now, hash('sha256', outgoing.text, 'hex'));
}
