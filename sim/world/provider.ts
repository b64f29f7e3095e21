import { spendPermit } from '../../src/adapters/spend-permit.js';
import type { standingClock } from '../../src/adapters/clock/clocks.js';
import type { TextChannel } from '../../src/engine/ports/channel.js';
import type { Chance } from './chance.js';

/** What really left: the provider's own book, which the house cannot write. */
export interface Carried {
  readonly key: string;
  readonly to: string;
  readonly at: number;
}

/**
 * A provider that is slow, loses its answer after it has sent, refuses, cannot say, or throws. `faulty` false: it works.
 * `onCarried` hears of each text that reached a phone.
 */
export function unreliableProvider(chance: Chance, clock: ReturnType<typeof standingClock>, faulty: boolean, onCarried: (text: Carried) => void): TextChannel {
  return {
    provider: 'made-up',
    async send(permit, outgoing) {
      // The time between asking the gate and leaving: mostly none, sometimes longer than a permit lives.
      if (faulty && chance.happens(0.05)) clock.advance(chance.whole(1, 12_000));
      spendPermit(permit, outgoing, clock.now());
      const luck = faulty ? chance.next() : 1;
      if (luck < 0.02) throw new Error('connection refused');
      if (luck < 0.05) return { kind: 'refused', reason: 'blocked_by_operator' };
      if (luck < 0.07) return { kind: 'unknown', reason: 'no_answer' };
      onCarried({ key: outgoing.key, to: outgoing.to, at: clock.now() });
      if (luck < 0.11) throw new Error('timeout after it was accepted');
      return { kind: 'sent', ref: outgoing.key };
    },
  };
}
