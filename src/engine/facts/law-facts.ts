import { contentsOf, type TextContents } from '../../domain/contact/frame.js';
import type { TemplateBook } from '../../domain/contact/template-book.js';
import type { Instant } from '../../domain/time/instant.js';
import { UNKNOWN, type Known } from '../../domain/unknown.js';
import type { DebtFacts, DebtType, Facts, LocationFact, Proposed, ProposedChannel } from '../../law/facts.js';
import { prepare } from '../../law/prepared.js';
import { isWritten, type WrittenChannel } from '../ports/channel.js';
import type { CaseRecord, DebtRecord, Dossier, Made, PersonRecord, PointRecord } from '../ports/store.js';

const DEBT_TYPES: readonly string[] = ['credit_card', 'consumer_loan', 'medical', 'telecom', 'student_loan', 'microfinance', 'npl_bank_loan'];

function debtFacts(debt: DebtRecord): DebtFacts {
  return {
    id: String(debt.id),
    type: DEBT_TYPES.includes(debt.product) ? (debt.product as DebtType) : UNKNOWN,
    timeBarred: debt.timeBarred ?? UNKNOWN,
    // Whoever places a loan places their own, except where the product says that it was bought: then the notice must be on file first (CN-P14, EU-01).
    transferred: debt.flags.includes('transferred') || (debt.product === 'npl_bank_loan' ? UNKNOWN : false),
    servicingAccount: UNKNOWN,
  };
}

/** Every place the person may be: where they live, and where each usable number says it is. None known is unknown. */
function locations(person: PersonRecord, points: readonly PointRecord[]): Known<readonly LocationFact[]> {
  const found: LocationFact[] = [];
  if (person.timeZone !== null) found.push({ basis: 'residence', tz: person.timeZone });
  for (const point of points) {
    if (point.kind !== 'phone' || !point.usable || point.timeZone === null) continue;
    const basis = point.line === 'landline' ? 'landline_area_code' : 'mobile_area_code';
    if (!found.some((l) => l.basis === basis && l.tz === point.timeZone)) found.push({ basis, tz: point.timeZone });
  }
  return found.length === 0 ? UNKNOWN : found;
}

/** What the law may know about one case, as of the transaction that read the dossier. Ids only. */
export function lawFacts(record: CaseRecord, dossier: Dossier): Facts {
  const person = dossier.persons.get(record.personId);
  const points = dossier.points.get(record.personId) ?? [];
  // The gate is asked several times about what was read once.
  return prepare({
    person: {
      personId: String(record.personId),
      country: person?.country ?? UNKNOWN,
      state: person?.state ?? UNKNOWN,
      city: person?.city ?? UNKNOWN,
      locations: person === undefined ? UNKNOWN : locations(person, points),
    },
    debts: (dossier.debts.get(record.id) ?? []).map(debtFacts),
    events: dossier.events.get(record.personId) ?? [],
    unreadInbound: dossier.unread.get(record.personId) ?? 0,
  });
}

/** Staff that a visit is planned for; the law asks for two (CN-V1). */
const VISIT_STAFF = 2;

type TextFacts = Pick<Proposed, 'optOutNotice' | 'content'>;

/** A book never changes, so what its texts hold in a language and country is worked out once for it. */
const textFactsKnown = new WeakMap<TemplateBook, Map<string, TextFacts>>();

function knownOf(book: TemplateBook): Map<string, TextFacts> {
  let known = textFactsKnown.get(book);
  if (known === undefined) {
    known = new Map();
    textFactsKnown.set(book, known);
  }
  return known;
}

/** What the text will hold, read from its words, frame and all. Without a template (a plan being weighed) every template in force of the channel is meant: the least of what they hold counts. */
function textFacts(book: TemplateBook, channel: WrittenChannel, template: string | null, language: 'zh' | 'en', country: string): TextFacts {
  const key = `${channel} ${language} ${country} ${template ?? ''}`;
  const found = knownOf(book).get(key);
  if (found !== undefined) return found;
  const one = template === null ? null : book.find(template);
  const templates = (template === null ? book.inForce : one === null ? [] : [one]).filter((t) => t.channel === channel);
  const contents = templates.map((t) => contentsOf(t, language, country));
  const all = (holds: (c: TextContents) => boolean) => contents.length > 0 && contents.every(holds);
  const optOut = all((c) => c.optOut);
  const facts: TextFacts = { optOutNotice: optOut, content: { ...(optOut ? { optOut: 'reply STOP' } : {}), miniMiranda: all((c) => c.collectorDisclosed) } };
  // Ids of templates that do not exist may be many.
  if (templates.length > 0) knownOf(book).set(key, facts);
  return facts;
}

/** What a call's number tells of the place it rings at and of the line (1006.6(b)(1)(ii), (b)(3)); a mobile rings anywhere. */
function numberFacts(point: PointRecord | undefined): Pick<Proposed, 'place' | 'line'> {
  if (point === undefined) return {};
  const place = point.label === 'work' || point.label === 'home' ? { place: point.label } as const : {};
  if (point.line === 'mobile') return { ...place, line: 'wireless' };
  return point.line === 'landline' && point.label === 'home' ? { ...place, line: 'residential' } : place;
}

/** The contact asked about. No `collectorId`: who works for the house, or for an agency of it, shares one budget. */
export function proposedContact(book: TemplateBook, channel: ProposedChannel, at: Instant, record: CaseRecord, dossier: Dossier, pointId: number | null, template: string | null = null): Proposed {
  const person = dossier.persons.get(record.personId);
  const point = pointId === null ? undefined : dossier.points.get(record.personId)?.find((p) => p.id === pointId);
  return {
    at,
    tz: person?.timeZone ?? 'UTC',
    channel,
    debtIds: (dossier.debts.get(record.id) ?? []).map((d) => String(d.id)),
    personId: String(record.personId),
    role: 'debtor',
    purpose: 'collect',
    // What is begun by a plan. An answer says of itself that it is one.
    unprompted: true,
    ...(pointId === null ? {} : { number: String(pointId) }),
    ...(channel === 'sms' ? { automated: true, line: 'wireless' as const } : {}),
    ...(isWritten(channel) ? textFacts(book, channel, template, person?.language ?? 'en', person?.country ?? '') : {}),
    ...(channel === 'call' ? { ...numberFacts(point), voice: 'human' as const } : {}),
    ...(channel === 'visit' ? { staff: VISIT_STAFF, place: 'home' as const } : {}),
  };
}

/** The same contact as the law will count it once begun. `by`: who makes it, for the record; the law does not read it. */
export function madeContact(proposed: Proposed, by: string, detail: string): Made {
  const { tz, channel, debtIds, number, place, voice } = proposed;
  return {
    tz, channel: channel as NonNullable<Made['channel']>, debtIds, ...(number === undefined ? {} : { number }), ...(place === undefined ? {} : { place }),
    ...(voice === undefined ? {} : { voice: voice === 'human' ? ('human' as const) : ('robot' as const) }), by, detail,
  };
}
