import { addDays } from '../../domain/time/date.js';
import { UNKNOWN, isUnknown } from '../../domain/unknown.js';
import type { Received, ReceivedContact, Said } from './received.js';

/**
 * A question that the person did not answer and that may decide: named in the result, so that they know what to find
 * out. The words for each are in words.ts.
 */
export const DOUBTS = [
  'city', 'time', 'days', 'answered', 'collector', 'announced', 'debt', 'agreed_hours', 'agreed_often', 'agreed_medium', 'voice', 'line', 'where', 'asked', 'told_debt', 'named',
  'reachable', 'people', 'opt_out', 'said_collector', 'too_old', 'said_when', 'said_order', 'said_form', 'dispute_in_time',
] as const;
export type DoubtId = (typeof DOUBTS)[number];

/** A description in which nothing that may decide is open any more, and what neither the person nor the form says. */
export interface World {
  readonly received: Received;
  readonly line: 'wireless' | 'residential';
  /** Whether relatives and others reached had been named by the borrower as contacts. */
  readonly named: boolean;
  /** A span's contacts fell on its days evenly, or all on the last. */
  readonly spread: 'even' | 'last_day';
}

type Change = (world: World) => World;

interface Doubt {
  readonly id: DoubtId;
  /** Every way in which the open question may be answered: the kindest to the collector first, the hardest last. */
  readonly answers: readonly Change[];
}

/** Every law's open hours hold noon and not the night, and lie within one another: the two ends say all that an unknown hour may do. */
const [NOON, NIGHT] = ['12:00', '03:00'];

/**
 * Worlds in which the description may be true: the kindest to the collector, the hardest, and from each of them every
 * single open answer the other way. What a rule says in all of them is certain; where they differ, the answer that
 * turned it is what the person would need to know. A rule that needs two open answers at once is against in the
 * hardest world, and turned by either from there.
 */
export interface Worlds {
  readonly kindest: World;
  readonly hardest: World;
  readonly varied: readonly { readonly from: 'kindest' | 'hardest'; readonly doubt: DoubtId; readonly world: World }[];
}

/** Builds {@link Worlds}. Pure; a description with nothing open has two worlds that are the same. */
export function worldsOf(received: Received): Worlds {
  const doubts = doubtsOf(received);
  const told: World = { received, line: 'wireless', named: false, spread: 'even' };
  const settle = (pick: (answers: readonly Change[]) => Change | undefined): World => doubts.reduce((world, doubt) => pick(doubt.answers)?.(world) ?? world, told);
  const varied: Worlds['varied'][number][] = [];
  for (const doubt of doubts) {
    const but = (answer: Change, pick: (answers: readonly Change[]) => Change | undefined): World =>
      doubts.reduce((world, other) => (other.id === doubt.id ? answer : pick(other.answers))?.(world) ?? world, told);
    for (const answer of doubt.answers.slice(1)) varied.push({ from: 'kindest', doubt: doubt.id, world: but(answer, first) });
    for (const answer of doubt.answers.slice(0, -1)) varied.push({ from: 'hardest', doubt: doubt.id, world: but(answer, last) });
  }
  return { kindest: settle(first), hardest: settle(last), varied };
}

/** One world out of all that may be, by numbers that pick an answer to each open question; for tests that try many. */
export function worldAt(received: Received, pick: (answers: number) => number): World {
  return doubtsOf(received).reduce<World>((world, doubt) => doubt.answers[pick(doubt.answers.length)]?.(world) ?? world, { received, line: 'wireless', named: false, spread: 'even' });
}

const first = <T>(list: readonly T[]): T | undefined => list[0];
const last = <T>(list: readonly T[]): T | undefined => list.at(-1);

function told(change: (received: Received) => Received): Change {
  return (world) => ({ ...world, received: change(world.received) });
}

function inContacts(open: (contact: ReceivedContact) => boolean, change: (contact: ReceivedContact) => ReceivedContact): Change {
  return told((received) => ({ ...received, contacts: received.contacts.map((contact) => (open(contact) ? change(contact) : contact)) }));
}

function inSaid(open: (said: Said) => boolean, change: (said: Said, received: Received) => Said): Change {
  return told((received) => ({ ...received, said: received.said.map((said) => (open(said) ? change(said, received) : said)) }));
}

const OTHERS: readonly string[] = ['named', 'family', 'work', 'other', 'stranger'];

/** True when the person reached does not answer for the debt. */
export function isOther(contact: ReceivedContact): boolean {
  return OTHERS.includes(contact.reached);
}

const ELECTRONIC: readonly string[] = ['sms', 'email', 'push', 'social_private'];
const isCalled = ({ channel }: ReceivedContact): boolean => channel === 'call' || channel === 'voicemail';
const hasHour = ({ channel }: ReceivedContact): boolean => channel !== 'mail' && channel !== 'postcard';

function doubtsOf(received: Received): readonly Doubt[] {
  const list: Doubt[] = [];
  const add = (open: boolean, id: DoubtId, answers: readonly Change[]): void => {
    if (open) list.push({ id, answers });
  };
  aboutContacts(received, add);
  aboutDebt(received, add);
  aboutSaid(received, add);
  return list;
}

type Add = (open: boolean, id: DoubtId, answers: readonly Change[]) => void;

function aboutContacts(received: Received, add: Add): void {
  const { contacts, place: { country } } = received;
  const american = country === 'US';
  const each = (id: DoubtId, open: (contact: ReceivedContact) => boolean, changes: readonly ((contact: ReceivedContact) => ReceivedContact)[]): void =>
    add(contacts.some(open), id, changes.map((change) => inContacts(open, change)));
  const hours = [NOON, ...received.said.flatMap(({ from }) => (from === undefined ? [] : [from])), NIGHT];
  each('time', (c) => hasHour(c) && isUnknown(c.time), hours.map((time) => (c) => ({ ...c, time })));
  add(contacts.some((c) => c.per === 'span' && c.until > c.on), 'days', [(w) => ({ ...w, spread: 'even' }), (w) => ({ ...w, spread: 'last_day' })]);
  each('answered', (c) => c.channel === 'call' && isUnknown(c.answered), [(c) => ({ ...c, answered: 'no' }), (c) => ({ ...c, answered: 'yes' })]);
  each('voice', (c) => isCalled(c) && isUnknown(c.voice), [(c) => ({ ...c, voice: 'person' }), (c) => ({ ...c, voice: 'robot' })]);
  add(american && contacts.some((c) => isCalled(c) && c.voice !== 'person' && c.where !== 'mobile'), 'line', [(w) => ({ ...w, line: 'residential' }), (w) => ({ ...w, line: 'wireless' })]);
  each('where', (c) => isUnknown(c.where) && c.channel !== 'sms' && c.channel !== 'push', [(c) => ({ ...c, where: 'mobile' }), (c) => ({ ...c, where: 'home' }), (c) => ({ ...c, where: 'work' })]);
  each('people', (c) => c.channel === 'visit' && isUnknown(c.people), [(c) => ({ ...c, people: 2 }), (c) => ({ ...c, people: 1 })]);
  each('asked', (c) => isOther(c) && isUnknown(c.asked), [(c) => ({ ...c, asked: 'find' }), (c) => ({ ...c, asked: 'relay' }), (c) => ({ ...c, asked: 'pay' })]);
  each('told_debt', (c) => isOther(c) && isUnknown(c.toldDebt), [(c) => ({ ...c, toldDebt: 'no' }), (c) => ({ ...c, toldDebt: 'yes' })]);
  add(contacts.some((c) => isOther(c) && c.reached !== 'named' && c.reached !== 'stranger'), 'named', [(w) => ({ ...w, named: true }), (w) => ({ ...w, named: false })]);
  each('opt_out', (c) => ELECTRONIC.includes(c.channel) && isUnknown(c.optOut), [(c) => ({ ...c, optOut: 'yes' }), (c) => ({ ...c, optOut: 'no' })]);
  each('said_collector', (c) => american && !isOther(c) && isUnknown(c.saidCollector), [(c) => ({ ...c, saidCollector: 'yes' }), (c) => ({ ...c, saidCollector: 'no' })]);
  add(contacts.some(isOther) && isUnknown(received.reachable), 'reachable', (['no', 'yes'] as const).map((reachable) => told((r) => ({ ...r, reachable }))));
}

function aboutDebt(received: Received, add: Add): void {
  const { place, agreed } = received;
  const set = (id: DoubtId, open: boolean, changes: readonly Partial<Received>[]): void => add(open, id, changes.map((change) => told((r) => ({ ...r, ...change }))));
  const agree = (id: DoubtId, key: keyof Received['agreed']): void =>
    // Leave to call more often runs out within days in the United States, so that a plain yes still leaves it open there.
    add(isUnknown(agreed[key]) || (key === 'often' && agreed.often === 'yes' && place.country === 'US'), id, (['yes', 'no'] as const).map((said) => told((r) => ({ ...r, agreed: { ...r.agreed, [key]: said } }))));
  set('city', place.country === 'US' && place.state === 'NY' && isUnknown(place.city), [{ place: { ...place, city: 'elsewhere in the state' } }, { place: { ...place, city: 'NYC' } }]);
  // Who collects and whether it was announced go together: either alone turns nothing.
  const ways = isUnknown(received.announced) ? (['yes', 'no'] as const) : [received.announced];
  set('collector', isUnknown(received.collector), [{ collector: 'lender' }, ...(['agency', 'buyer'] as const).flatMap((collector) => ways.map((announced) => ({ collector, announced })))]);
  set('announced', isUnknown(received.announced) && (received.collector === 'agency' || received.collector === 'buyer'), [{ announced: 'yes' }, { announced: 'no' }]);
  set('debt', isUnknown(received.debt), (['other', 'medical', 'bank_loan', 'microfinance', 'consumer_finance', 'credit_card'] as const).map((debt) => ({ debt })));
  set('too_old', isUnknown(received.tooOld) && received.acts.includes('court_threat'), [{ tooOld: 'no' }, { tooOld: 'yes' }]);
  agree('agreed_hours', 'hours');
  agree('agreed_often', 'often');
  agree('agreed_medium', 'medium');
}

function aboutSaid(received: Received, add: Add): void {
  const days = received.contacts.flatMap((contact) => [contact.on, contact.until]).sort();
  const [before, after] = [addDays(days[0] ?? '2000-01-02', -1), addDays(days.at(-1) ?? '2000-01-02', 1)];
  const each = (id: DoubtId, open: (said: Said) => boolean, changes: readonly ((said: Said) => Said)[]): void => add(received.said.some(open), id, changes.map((change) => inSaid(open, change)));
  each('said_when', (said) => isUnknown(said.on), [(said) => ({ ...said, on: after, moment: 'after' }), (said) => ({ ...said, on: before, moment: 'before' })]);
  const sameDay = (said: Said): boolean => said.on !== UNKNOWN && isUnknown(said.moment) && received.contacts.some(({ on, until }) => said.on >= on && said.on <= until);
  each('said_order', sameDay, [(said) => ({ ...said, moment: 'after' }), (said) => ({ ...said, moment: 'before' })]);
  each('said_form', (said) => isUnknown(said.form), [(said) => ({ ...said, form: 'oral' }), (said) => ({ ...said, form: 'written' })]);
  each('dispute_in_time', (said) => said.what === 'dispute' && isUnknown(said.inTime), [(said) => ({ ...said, inTime: 'no' }), (said) => ({ ...said, inTime: 'yes' })]);
}
