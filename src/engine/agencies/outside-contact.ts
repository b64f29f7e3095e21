import type { SlotId } from '../../domain/id/slot-id.js';
import type { TemplateBook } from '../../domain/contact/template-book.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Proposed } from '../../law/facts.js';
import { POINT_OF } from '../../strategy/case-facts.js';
import { proposedContact } from '../facts/law-facts.js';
import type { AgencyRecord } from '../ports/agencies.js';
import { Terminal } from '../ports/errors.js';
import type { PointRecord } from '../ports/store.js';
import type { AgencyCase } from './placed-debts.js';

export const OUTSIDE_CHANNELS = ['call', 'sms', 'visit'] as const;

/** A contact as an agency describes it. */
export interface OutsideContact {
  readonly channel: (typeof OUTSIDE_CHANNELS)[number];
  /** A number or address on file here; `null`: one that only the agency has. It has no count of its own then: all that went to the person counts against it. */
  readonly pointId: SlotId | null;
  /** Who makes it, by a work number; several of them share one budget. */
  readonly collector: string | null;
  readonly voice: 'human' | 'robot' | 'prerecorded' | 'ai_generated';
  /** How many go on a visit; unknown is not enough (CN-V1). */
  readonly staff: number | null;
  /** Where it rings or where they go. Of a number on file the file says it; of any other the agency must. */
  readonly place: 'home' | 'work' | 'mobile' | null;
  /** The approved text that will be sent, for `sms`. */
  readonly template: string | null;
}

/** Throws when the point is another person's, unusable, or of the wrong kind. */
function pointOf(file: AgencyCase, contact: OutsideContact): PointRecord | null {
  if (contact.pointId === null) return null;
  const point = file.dossier.points.get(file.record.personId)?.find((p) => p.id === contact.pointId);
  if (point === undefined || point.kind !== POINT_OF[contact.channel]) throw new Terminal('not_found', `No such ${POINT_OF[contact.channel]} in this case.`, 'pointId');
  if (!point.usable) throw new Terminal('point_unusable', 'This number or address is not to be used any more.', 'pointId');
  return point;
}

/** Place and line of the number: the file's word before the agency's, which could say "home" of a desk at work. */
function whereTo(contact: OutsideContact, known: Pick<Proposed, 'place' | 'line'>): Pick<Proposed, 'place' | 'line'> {
  const { channel, place } = contact;
  if (channel === 'sms') return {};
  if (channel === 'visit') return place === null || place === 'mobile' ? {} : { place };
  if (contact.pointId !== null) return known;
  if (place === null) throw new Terminal('bad_request', 'Of a number that is not on file here, say where it rings: home, work or mobile.', 'place');
  if (place === 'mobile') return { line: 'wireless' };
  return place === 'home' ? { place, line: 'residential' } : { place };
}

/** What the gate is asked. What nobody stated stays unknown, which permits nothing. */
export function outsideProposed(book: TemplateBook, file: AgencyCase, contact: OutsideContact, at: Instant): Proposed {
  if (contact.channel === 'sms' && (contact.template === null || book.find(contact.template)?.channel !== 'sms')) throw new Terminal('unknown_template', 'Name the approved text that will be sent.', 'template');
  const point = pointOf(file, contact);
  const { voice, staff } = contact;
  const { staff: _planned, place, line, ...base } = proposedContact(book, contact.channel, at, file.record, file.dossier, point?.id ?? null, contact.template);
  return {
    ...base, debtIds: file.debts.map((d) => String(d.id)),
    ...(contact.channel === 'sms' && line !== undefined ? { line } : {}),
    ...whereTo(contact, { ...(place === undefined ? {} : { place }), ...(line === undefined ? {} : { line }) }),
    ...(contact.channel === 'call' ? { voice, ...(voice === 'human' ? {} : { automated: true }) } : {}),
    ...(contact.channel === 'visit' && staff !== null ? { staff } : {}),
  };
}

/** Who made it, for the record: the law does not read it. */
export function byOf(agency: AgencyRecord, contact: Pick<OutsideContact, 'collector'>): string {
  return contact.collector === null ? `agency:${agency.id}` : `agency:${agency.id}:${contact.collector}`;
}
