import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';
import type { InboundKind } from './inbound-kind.js';
import type { Remembered } from './store.js';

export type StaffRole = 'analyst' | 'head' | 'collector' | 'auditor';

export interface StaffRecord {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** Who works here, their sessions, and what they looked at. */
export interface DeskStore {
  staffByEmail(email: string): Promise<(StaffRecord & { readonly passwordHash: string }) | null>;
  addStaff(staff: StaffRecord & { readonly passwordHash: string }, now: Instant): Promise<void>;
  openSession(session: { readonly tokenDigest: string; readonly staffId: string; readonly csrf: string; readonly now: Instant; readonly expiresAt: Instant }): Promise<void>;
  session(tokenDigest: string, now: Instant): Promise<{ readonly staff: StaffRecord; readonly csrf: string } | null>;
  closeSession(tokenDigest: string): Promise<void>;
  openPortalSession(session: { readonly tokenDigest: string; readonly slot: number; readonly personId: SlotId; readonly caseId: SlotId; readonly expiresAt: Instant }): Promise<void>;
  portalSession(tokenDigest: string, now: Instant): Promise<{ readonly slot: number; readonly personId: SlotId; readonly caseId: SlotId } | null>;
  /** Counts one try in a fixed window; false when there were more than `limit`. */
  allowTry(bucket: string, limit: number, windowMs: number, now: Instant): Promise<boolean>;
  recordAccess(access: { readonly at: Instant; readonly staffId: string; readonly action: string; readonly subject: string; readonly reason: string }): Promise<void>;
  /** Law 8: same key and content gives the first answer; same key with other content is an error (`reused`). */
  remembered(surface: string, key: string, requestDigest: string): Promise<Remembered>;
  remember(surface: string, key: string, requestDigest: string, response: unknown, now: Instant): Promise<void>;
}

/** A part of a text that left, by the name that the provider gave it. `refSlot`: of the name's digest. */
export interface TextPart {
  readonly refSlot: number;
  readonly ref: string;
  readonly contactId: SlotId;
  readonly attemptNo: number;
  readonly part: number;
  readonly parts: number;
}

/** A person at a number or address: it, as theirs, and how many else have it. `sharer`: 0 where nobody has, else the how manieth of them this person is. */
export interface Reached {
  readonly slot: number;
  readonly personId: SlotId;
  readonly fromPoint: SlotId;
  readonly sharer: number;
}

/** What arrived from outside, kept raw before anything reads it. */
export interface Inbox {
  /** People who can be reached at a number, by its blind index. */
  personsByPhone(blind: string): Promise<readonly Reached[]>;
  /** People to whom a mail address belongs, by its blind index. */
  personsByEmail(blind: string): Promise<readonly Reached[]>;
  pointPerson(pointId: SlotId): Promise<SlotId | null>;
  /** Of an archived contact the point is not known any more. */
  contactPoint(contactId: SlotId): Promise<{ readonly personId: SlotId; readonly pointId: SlotId | null } | null>;
  debtByRef(creditorId: string, ref: string): Promise<{ readonly slot: number; readonly debtId: SlotId; readonly personId: SlotId } | null>;
  contactPerson(contactId: SlotId): Promise<SlotId | null>;
  keepParts(provider: string, parts: readonly TextPart[], now: Instant): Promise<void>;
  /** Newest first: a provider may give a name again after some time. */
  partByRef(provider: string, refSlot: number, ref: string): Promise<Omit<TextPart, 'refSlot' | 'ref'> | null>;
  /** `repeated`: the same event with the same body stood already. Throws a terminal error when the body differs. */
  keep(arrival: {
    readonly slot: number; readonly kind: InboundKind; readonly provider: string; readonly eventId: string; readonly bodyDigest: string;
    readonly personId: SlotId | null; readonly contactId: SlotId | null; readonly bodySealed: Uint8Array; readonly receivedAt: Instant; readonly fromPoint?: SlotId | null; readonly sharer?: number;
  }): Promise<{ readonly repeated: boolean }>;
}
