import type { SlotId } from '../../domain/id/slot-id.js';
import type { Instant } from '../../domain/time/instant.js';

/** Step of a contact that an agency, or another system of the lender, reserved: no plan proposed it. */
export const OUTSIDE_STEP = 'outside';

/** Another firm that collects for a lender, or another system of the lender's own. Both ask the gate and spend the one budget. */
export interface AgencyRecord {
  readonly id: string;
  readonly nameEn: string;
  readonly nameZh: string;
  /** `agency` sees the cases placed with it; `system` those of its creditor. */
  readonly kind: 'agency' | 'system';
  readonly creditorId: string | null;
  /** On the lender's published list of agencies (CN-C14). */
  readonly listed: boolean;
  readonly endedAt: Instant | null;
}

/** A case as an agency may see it: references and ids of points, no name, number or address. */
export interface PlacedCase {
  readonly caseId: SlotId;
  readonly creditorId: string;
  readonly state: string;
  readonly debts: readonly { readonly id: SlotId; readonly ref: string; readonly product: string }[];
  readonly points: readonly { readonly id: SlotId; readonly kind: string; readonly label: string }[];
}

export interface AgencyStore {
  /** False when the id is taken. */
  add(agency: Omit<AgencyRecord, 'endedAt'>, tokenDigest: string, now: Instant): Promise<boolean>;
  /** The agency of a token, ended ones too. */
  byToken(tokenDigest: string): Promise<AgencyRecord | null>;
  agency(id: string): Promise<AgencyRecord | null>;
  agencies(): Promise<readonly AgencyRecord[]>;
  setListed(id: string, listed: boolean): Promise<boolean>;
  /** Its token opens nothing from now on. */
  end(id: string, now: Instant): Promise<boolean>;
  /** Cases that it may ask about, in id order after `afterId`. */
  placedCases(agency: AgencyRecord, afterId: SlotId, limit: number): Promise<readonly PlacedCase[]>;
  /** Contacts that it reserved, and contacts told of that no permit covers. */
  figures(id: string): Promise<{ readonly reserved: number; readonly unpermitted: number }>;
}
