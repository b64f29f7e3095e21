import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';

/** Somebody may be in danger, by what they wrote. */
export interface NewAlert {
  readonly personId: SlotId;
  readonly inboundId: SlotId;
  /** What was understood: `self_harm`, `violence`, `illness`, `death`, `minor`; `unknown` where no more than distress was. */
  readonly kinds: readonly string[];
}

/** An alert that is to be told outside. */
export interface DueAlert {
  readonly id: SlotId;
  readonly kinds: readonly string[];
  readonly raisedAt: Instant;
  /** How often it was tried before. */
  readonly tries: number;
}

/** What becomes of telling it: `toldAt` when it was taken; else when it is tried again, `null` for never, where nobody is named. */
export interface AlertTold {
  readonly id: SlotId;
  readonly toldAt: Instant | null;
  readonly nextTryAt: Instant | null;
}

/** An alert as staff see it. */
export interface AlertReading {
  readonly id: SlotId;
  /** Cases of the person, one for each creditor. */
  readonly caseIds: readonly SlotId[];
  readonly kinds: readonly string[];
  readonly raisedAt: Instant;
  readonly toldAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
}

/** Whoever is woken. No name, number or word of a person goes there: an id, what kind, since when. */
export interface Bell {
  /** True once it was taken; false or a throw: it is rung again later. The same id may be rung twice. */
  ring(alert: { readonly id: string; readonly kinds: readonly string[]; readonly raisedAt: Instant; readonly link: string }): Promise<boolean>;
}

/** What a slot's transaction has for alerts. */
export interface AlertTransaction {
  /** Alerts that are to be told outside at `now`. */
  alertsDue(now: Instant, limit: number): Promise<readonly DueAlert[]>;
  tellAlerts(told: readonly AlertTold[]): Promise<void>;
  /** A trained person has looked; false: somebody had already, or there is none. */
  acknowledgeAlert(id: SlotId, staffId: string, noteSealed: Uint8Array, now: Instant): Promise<boolean>;
}
