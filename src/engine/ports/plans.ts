import type { Instant } from '../../domain/time/instant.js';

export interface PlanVersionRecord {
  readonly plan: string;
  readonly version: number;
  readonly yaml: string;
  /** SHA-256 of the YAML text. */
  readonly digest: string;
  readonly state: 'draft' | 'approved' | 'released' | 'retired';
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly approvedBy: string | null;
  readonly releasedAt: Instant | null;
}

export interface PlanStore {
  versions(): Promise<readonly PlanVersionRecord[]>;
  version(plan: string, version: number): Promise<PlanVersionRecord | null>;
  released(): Promise<PlanVersionRecord | null>;
  /** The next version number; the same text drafted again gives the version that has it. */
  draft(plan: string, yaml: string, digest: string, by: string, now: Instant): Promise<PlanVersionRecord>;
  approve(plan: string, version: number, by: string, now: Instant): Promise<PlanVersionRecord | null>;
  /** Retires the version in force in the same transaction. Throws a terminal error when it was not approved. */
  release(plan: string, version: number, now: Instant): Promise<PlanVersionRecord>;
}
