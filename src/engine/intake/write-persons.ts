import { slotOfKey } from '../../domain/id/slot-id.js';
import type { PlacementPerson } from '../../domain/loan/placement.js';
import { isUnknown, type Known } from '../../domain/unknown.js';
import type { IntakeTransaction, PersonRow, PersonWrite, PointWrite } from '../ports/intake.js';
import type { Keys } from '../ports/keys.js';

/** Someone named by a row, with the key by which they are found again and the slot that it gives. */
export interface NamedPerson {
  readonly matchKey: string;
  readonly slot: number;
  readonly stated: PlacementPerson;
}

function orNull<T>(fact: Known<T>): T | null {
  return isUnknown(fact) ? null : fact;
}

/** The same person in every file of every creditor that states the ID document; else the same person of this creditor. */
export function namedPerson(keys: Keys, creditorId: string, stated: PlacementPerson): NamedPerson {
  const matchKey = isUnknown(stated.idNumber)
    ? keys.blind('person-ref', `${creditorId}|${stated.personRef}`)
    : keys.blind('person-id', `${orNull(stated.country) ?? ''}|${stated.idNumber.toUpperCase()}`);
  return { matchKey, slot: slotOfKey(matchKey), stated };
}

const CHINA = new Set(['CN', 'HK', 'MO', 'TW']);

function personWrite(keys: Keys, id: number, known: PersonRow | null, person: NamedPerson): PersonWrite {
  const { stated } = person;
  const keyWrapped = known?.keyWrapped ?? keys.newPersonKey();
  const idNumber = orNull(stated.idNumber)?.toUpperCase() ?? null;
  const country = orNull(stated.country);
  return {
    id, isNew: known === null, matchKey: person.matchKey, keyWrapped,
    nameSealed: isUnknown(stated.name) ? null : keys.seal(keyWrapped, stated.name),
    idNumberSealed: idNumber === null ? null : keys.seal(keyWrapped, idNumber),
    idIndex: idNumber === null ? null : keys.blind('id-number', idNumber),
    // Bound to the person, so that equal tails of two people do not look alike.
    idTailIndex: idNumber === null ? null : keys.blind('id-tail', `${person.matchKey}|${idNumber.slice(-4)}`),
    country, state: orNull(stated.state), city: orNull(stated.city),
    language: orNull(stated.language) ?? (country !== null && CHINA.has(country) ? 'zh' : 'en'),
    timeZone: orNull(stated.timeZone),
  };
}

function pointWrites(keys: Keys, person: PersonWrite, stated: PlacementPerson, takeId: () => number): readonly PointWrite[] {
  const points: PointWrite[] = [];
  const add = (kind: PointWrite['kind'], label: string, value: string, line: string | null, zones: Known<readonly string[]>) => {
    points.push({
      id: takeId(), personId: person.id, kind, label, source: 'contract', sealed: keys.seal(person.keyWrapped, value), blind: keys.blind(kind, value),
      timeZone: isUnknown(zones) ? null : (zones[0] ?? null), line, position: points.length,
    });
  };
  for (const phone of stated.phones) {
    if (!isUnknown(phone.e164)) add('phone', phone.label, phone.e164, phone.label === 'mobile' ? 'mobile' : 'landline', phone.zones);
  }
  if (!isUnknown(stated.email)) add('email', 'email', stated.email.toLowerCase(), null, 'unknown');
  if (!isUnknown(stated.address)) add('address', 'home', stated.address, null, 'unknown');
  return points;
}

/** Finds or makes the people of one slot; their names and numbers are sealed before they leave this function. */
export async function resolvePersons(transaction: IntakeTransaction, keys: Keys, named: readonly NamedPerson[]) {
  // The last row about a person in a batch states them best.
  const byKey = new Map(named.map((person) => [person.matchKey, person]));
  const known = await transaction.persons([...byKey.keys()]);
  const persons: PersonWrite[] = [];
  const points: PointWrite[] = [];
  for (const person of byKey.values()) {
    const found = known.get(person.matchKey) ?? null;
    const write = personWrite(keys, found?.id ?? (transaction.takeIds(1)[0] as number), found, person);
    persons.push(write);
    points.push(...pointWrites(keys, write, person.stated, () => transaction.takeIds(1)[0] as number));
  }
  return { persons, points, ids: new Map(persons.map((p) => [p.matchKey, p.id])) };
}
