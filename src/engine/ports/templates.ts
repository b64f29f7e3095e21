import type { ContentApproval, Template, TemplateChannel, TextLanguage } from '../../domain/contact/templates.js';
import type { Instant } from '../../domain/time/instant.js';

/**
 * `linted`: its author has laid it before a second person, and nothing that blocks was found. `approved`: it may go out. A version's words
 * never change, whatever its state.
 */
export type TemplateState = 'draft' | 'linted' | 'approved' | 'retired';

export interface TemplateVersionRecord extends Template {
  readonly state: TemplateState;
  /** SHA-256 of channel and texts. */
  readonly digest: string;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
  readonly lintedAt: Instant | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly retiredBy: string | null;
  readonly retiredAt: Instant | null;
}

/** By which code an account of a provider knows the text of a version in a language. */
export interface TemplateRegistration {
  readonly template: string;
  readonly version: number;
  readonly language: TextLanguage;
  readonly account: string;
  readonly code: string;
  readonly by: string;
  readonly at: Instant;
}

export interface NewTemplate {
  readonly id: string;
  readonly channel: TemplateChannel;
  readonly texts: Template['texts'];
  readonly digest: string;
  /** Versions of the id that come with the code: the next one is higher. */
  readonly after: number;
}

export interface TemplateStore {
  /** All versions, by id, the newest first. */
  versions(): Promise<readonly TemplateVersionRecord[]>;
  version(id: string, version: number): Promise<TemplateVersionRecord | null>;
  /** What may go out now. */
  approved(): Promise<readonly Template[]>;
  /** The next version, a draft; the same words drafted again give the version that has them, unless that is retired. */
  draft(template: NewTemplate, by: string, now: Instant): Promise<TemplateVersionRecord>;
  /** `null`, here and below: it was in another state. */
  lint(id: string, version: number, now: Instant): Promise<TemplateVersionRecord | null>;
  approve(id: string, version: number, by: string, approvals: readonly ContentApproval[], now: Instant): Promise<TemplateVersionRecord | null>;
  retire(id: string, version: number, by: string, now: Instant): Promise<TemplateVersionRecord | null>;
  registrations(): Promise<readonly TemplateRegistration[]>;
  /** The same account registered again has the new code. */
  register(registration: TemplateRegistration): Promise<void>;
}
