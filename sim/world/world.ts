import { standingClock } from '../../src/adapters/clock/clocks.js';
import { reserveContact, tellReservation } from '../../src/engine/agencies/reservations.js';
import { reportContact } from '../../src/engine/agencies/report-contact.js';
import { placeCase } from '../../src/engine/agencies/place-case.js';
import { DESK_HOLDS, liftHold, placeHold } from '../../src/engine/desk/holds.js';
import { recordTaskOutcome, startTask } from '../../src/engine/desk/tasks.js';
import { takePayment, takePortalAct, takeReceipt, takeTextReply } from '../../src/engine/inbound/take-in.js';
import { importFile, type ReadRow } from '../../src/engine/intake/import-file.js';
import { Terminal } from '../../src/engine/ports/errors.js';
import type { AgencyRecord } from '../../src/engine/ports/agencies.js';
import type { Database } from '../../src/engine/ports/database.js';
import type { NewEvent } from '../../src/engine/ports/store.js';
import { tick } from '../../src/engine/tick.js';
import { Agenda } from './agenda.js';
import { Chance } from './chance.js';
import type { Fault } from './faults.js';
import { sha256, wireHouse, type SimHouse } from './house.js';
import { CREDITORS, population, type MadeUp, type Population } from './people.js';
import { unreliableProvider, type Carried } from './provider.js';
import { WORDS } from './words.js';

export const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Begins in which the clocks change, the law changes, or both: New Year, DST in the US and in Europe, 30 January and 1 September 2026. */
const STARTS: readonly string[] = ['2026-01-14', '2026-02-20', '2026-03-14', '2026-08-14', '2026-10-10', '2026-10-24', '2026-11-10', '2026-12-14'];

export interface WorldOptions {
  readonly seed: number;
  readonly days: number;
  readonly persons: number;
  readonly faults: ReadonlySet<Fault>;
}

export interface Counts {
  ticks: number;
  killed: number;
  texts: number;
  tasks: number;
  refusedTasks: number;
  reservations: number;
  refusedReservations: number;
  reported: number;
  replies: number;
  payments: number;
  receipts: number;
  holds: number;
  facts: number;
  failures: number;
  unexpected: string[];
}

interface CaseRow { readonly id: number; readonly person_id: number; readonly slot: number; readonly state: string; readonly creditor_id: string; readonly [column: string]: unknown }

/** A world that lives on one database: people, collectors, an agency, a provider, and a clock. All of it follows from the seed. */
export class World {
  readonly clock;
  readonly book: Carried[] = [];
  readonly house: SimHouse;
  readonly counts: Counts = {
    ticks: 0, killed: 0, texts: 0, tasks: 0, refusedTasks: 0, reservations: 0, refusedReservations: 0, reported: 0, replies: 0, payments: 0, receipts: 0, holds: 0, facts: 0, failures: 0, unexpected: [],
  };
  readonly #agenda = new Agenda();
  readonly #chance: Chance;
  readonly #options: WorldOptions;
  readonly #database: Database;
  readonly #start: number;
  readonly #byPhone = new Map<string, MadeUp>();
  #people: Population = { people: [], placements: new Map() };
  #agency: AgencyRecord | null = null;
  #made = 0;

  constructor(database: Database, options: WorldOptions, planPath: string) {
    this.#options = options;
    this.#database = database;
    this.#chance = new Chance(options.seed);
    this.#start = Date.parse(`${this.#chance.pick(STARTS)}T00:00:00Z`) + this.#chance.whole(0, 23) * HOUR;
    this.clock = standingClock(this.#start);
    const error = (event: string, fields?: object) => void this.counts.unexpected.push(`${event} ${JSON.stringify(fields ?? {})}`);
    // What a provider or a killed worker leaves in the log is meant to be there, and that somebody is in distress is no fault.
    const expected = /^(send_failed|slot_failed|person_in_distress)/;
    this.house = wireHouse(database, this.clock, { info: () => undefined, error: (event, fields) => (expected.test(event) ? undefined : error(event, fields)) }, planPath);
  }

  #has(fault: Fault): boolean {
    return this.#options.faults.has(fault);
  }

  #name(what: string): string {
    this.#made += 1;
    return `${what}-${this.#made}`;
  }

  /** Runs what may be refused: a refusal is an answer, anything else is a finding. */
  async #may<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Terminal)) this.counts.unexpected.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return null;
    }
  }

  async live(): Promise<void> {
    await this.#settleIn();
    const chance = this.#chance.fork('days');
    for (let day = 0; day < this.#options.days; day += 1) this.#planDay(chance, this.#start + day * DAY);
    const end = this.#start + this.#options.days * DAY;
    for (let item = this.#agenda.next(); item !== undefined && item.at < end; item = this.#agenda.next()) {
      // Ordinarily time goes on; now and then the clock of the machine is set back a little.
      if (item.at > this.clock.now()) this.clock.set(item.at);
      if (this.#has('back') && chance.happens(0.01)) this.clock.advance(-chance.whole(1, 3_000));
      const other = this.#has('race') && chance.happens(0.15) ? this.#agenda.next() : undefined;
      if (other === undefined) await item.what();
      else await Promise.all([item.what(), other.what()]);
    }
    // The last word is read, so that every record is closed.
    this.clock.set(Math.max(end, this.clock.now()));
    await this.#tick(chance, false);
  }

  async #settleIn(): Promise<void> {
    const { intake, agencies } = this.house;
    for (const id of CREDITORS) await intake.saveCreditor({ id, nameEn: `${id} Ltd`, nameZh: `${id}公司`, jurisdiction: 'CN', phone: '95500', hasMapping: false });
    this.#people = population(this.#chance.fork('people'), this.house.keys, this.#options.persons, new Date(this.#start).toISOString().slice(0, 10));
    for (const person of this.#people.people) for (const phone of person.phones) this.#byPhone.set(phone, person);
    for (const creditorId of CREDITORS) await this.#placeFile(creditorId);
    if (this.#has('agency')) {
      await agencies.add({ id: 'outside', nameEn: 'Outside', nameZh: '外部', kind: 'agency', creditorId: null, listed: true }, 'digest', this.#start);
      this.#agency = await agencies.agency('outside');
    }
  }

  async #placeFile(creditorId: string): Promise<void> {
    const placements = this.#people.placements.get(creditorId) ?? [];
    async function* rows(): AsyncGenerator<ReadRow> {
      for (const [i, placement] of placements.entries()) yield { line: i + 2, cells: {}, placement, errors: [] };
    }
    const { intake, keys } = this.house;
    await importFile({ store: intake, keys, digest: sha256, clock: this.clock, log: { info: () => undefined, error: () => undefined } }, {
      creditorId, fileName: 'sim.csv', digest: this.#name('file'), mappingDigest: 'sim', asOf: new Date(this.clock.now()).toISOString().slice(0, 10), rows: rows(),
    });
  }

  #planDay(chance: Chance, day: number): void {
    // Every edge of an hour of the law lies on a half hour of UTC: turns come just before, on and just after some of them.
    for (let i = 0; i < 9; i += 1) {
      const at = day + chance.whole(0, 47) * 30 * MINUTE + chance.pick([-9_500, -1_000, -1, 0, 0, 1, 1_000, chance.whole(0, 25) * MINUTE]);
      this.#agenda.add(at, () => this.#tick(chance, true));
      this.#agenda.add(at + chance.whole(1, 40) * MINUTE, () => this.#work(chance));
    }
    if (this.#has('jump') && chance.happens(0.05)) this.#agenda.add(day + chance.whole(0, 23) * HOUR, async () => this.clock.advance(chance.whole(1, 20) * HOUR));
    if (this.#has('file_again') && chance.happens(0.1)) this.#agenda.add(day + chance.whole(0, 23) * HOUR, () => this.#placeFile(chance.pick(CREDITORS)));
    const daily = (fault: Fault, probability: number, what: (person: MadeUp) => Promise<void>) => {
      if (!this.#has(fault)) return;
      for (const person of this.#people.people) if (chance.happens(probability)) this.#agenda.add(day + chance.whole(0, DAY - 1), () => what(person));
    };
    daily('payments', 0.02, (person) => this.#pay(chance, person));
    daily('replies', 0.01, (person) => this.#portal(chance, person));
    daily('holds', 0.02, (person) => this.#hold(chance, person));
    daily('facts', 0.01, (person) => this.#fact(chance, person));
    daily('agency', 0.08, (person) => this.#outside(chance, person));
  }

  async #tick(chance: Chance, mayDie: boolean): Promise<void> {
    this.counts.ticks += 1;
    const channel = unreliableProvider(chance, this.clock, this.#has('provider'), (text) => this.#carried(chance, text));
    const die = mayDie && this.#has('kill') && chance.happens(0.03) ? chance.pick(['reserved', 'sent'] as const) : null;
    const deps = this.house.tickDeps(`worker-${this.counts.ticks}`, channel, die === null ? undefined : async (point) => {
      if (point !== die) return;
      this.counts.killed += 1;
      throw new Error('killed');
    });
    const second = this.#has('race') && chance.happens(0.1) ? tick(this.house.tickDeps(`other-${this.counts.ticks}`, channel)) : null;
    const report = await tick(deps);
    await second;
    if (die === null) this.counts.failures += report.failures;
  }

  #carried(chance: Chance, text: Carried): void {
    this.book.push(text);
    this.counts.texts += 1;
    const person = this.#byPhone.get(text.to);
    if (this.#has('receipts')) {
      const id = this.#name('receipt');
      for (const state of chance.pick([['delivered'], ['failed'], ['delivered', 'delivered'], ['failed', 'delivered'], ['expired'], []])) {
        const at = text.at + chance.whole(0, 3 * HOUR);
        // The same id and state again is a repeat; another state has an id of its own.
        this.#agenda.add(at, async () => {
          this.counts.receipts += 1;
          await this.#may(() => takeReceipt(this.house.deskDeps, 'made-up', { id: `${id}-${state}`, providerKey: text.key, state }));
        });
      }
    }
    if (person !== undefined && this.#has('replies') && chance.happens(0.25)) {
      const id = this.#name('reply');
      const words = chance.pick(WORDS[person.chinese ? 'zh' : 'en']);
      for (let i = 0; i < (chance.happens(0.1) ? 2 : 1); i += 1) {
        this.#agenda.add(text.at + chance.pick([chance.whole(0, 2 * MINUTE), chance.whole(0, 6 * HOUR), chance.whole(0, 3 * DAY)]), async () => {
          this.counts.replies += 1;
          await this.#may(() => takeTextReply(this.house.deskDeps, 'made-up', { id, from: text.to, text: words }));
        });
      }
    }
  }

  /** Two collectors take from the same list at the same moment; some forget to say what came of it. */
  async #work(chance: Chance): Promise<void> {
    const tasks = await this.house.reading.tasks(this.clock.now(), 40);
    for (const task of tasks) {
      if (!chance.happens(0.25)) continue;
      const race = this.#has('race') && chance.happens(0.3);
      const started = await Promise.all((race ? ['ann', 'bo'] : ['ann']).map((staff) => this.#may(async () => ({ staff, answer: await startTask(this.house.deskDeps, task.contactId, staff, 2) }))));
      const winners = started.filter((s) => s !== null && s.answer.allowed);
      if (winners.length > 1) this.counts.unexpected.push(`two collectors began one task ${task.contactId}`);
      this.counts.refusedTasks += started.filter((s) => s !== null && !s.answer.allowed).length;
      const [winner] = winners;
      if (winner === undefined || winner === null) continue;
      this.counts.tasks += 1;
      if (this.#has('silent_collectors') && chance.happens(0.08)) continue;
      const outcome = task.channel === 'visit' ? chance.pick(['visited_met', 'visited_not_met'] as const) : chance.pick(['no_answer', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'conversation', 'promise', 'refused', 'wrong_person'] as const);
      const promiseOn = outcome === 'promise' && chance.happens(0.7) ? new Date(this.clock.now() + chance.whole(0, 10) * DAY).toISOString().slice(0, 10) : null;
      this.#agenda.add(this.clock.now() + chance.whole(1, 30) * MINUTE, async () => {
        await this.#may(() => recordTaskOutcome(this.house.deskDeps, task.contactId, winner.staff, { outcome, promiseOn }));
        if (chance.happens(0.05)) await this.#may(() => recordTaskOutcome(this.house.deskDeps, task.contactId, winner.staff, { outcome: 'no_answer', promiseOn: null }));
      });
    }
  }

  async #pay(chance: Chance, person: MadeUp): Promise<void> {
    const loan = chance.pick(person.loans);
    const minor = chance.pick([loan.owedMinor, loan.owedMinor, 1_000, Math.ceil(loan.owedMinor / 2), loan.owedMinor + 500]);
    const paidOn = new Date(this.clock.now() - chance.whole(0, 4) * DAY).toISOString().slice(0, 10);
    const notice = { id: this.#name('payment'), creditorId: loan.creditorId, loanRef: loan.ref, amountMinor: minor, currency: loan.currency, paidOn };
    this.counts.payments += 1;
    await this.#may(() => takePayment(this.house.deskDeps, 'made-up', notice));
    const later = (what: () => Promise<unknown>) => this.#agenda.add(this.clock.now() + chance.whole(1, 5 * DAY), async () => void (await this.#may(what)));
    if (chance.happens(0.2)) later(() => takePayment(this.house.deskDeps, 'made-up', notice));
    if (chance.happens(0.15)) later(() => takePayment(this.house.deskDeps, 'made-up', { ...notice, id: `${notice.id}-back`, amountMinor: -minor }));
  }

  async #caseOf(chance: Chance, person: MadeUp): Promise<CaseRow | null> {
    const loan = chance.pick(person.loans);
    const debt = await this.house.inbox.debtByRef(loan.creditorId, loan.ref);
    if (debt === null) return null;
    return (await this.#database.query<CaseRow>(
      'select c.id, c.person_id, c.slot, c.state, c.creditor_id from dunwell.collection_case c join dunwell.debt d on d.slot = c.slot and d.case_id = c.id where d.slot = $1 and d.id = $2', [debt.slot, debt.debtId],
    ))[0] ?? null;
  }

  async #portal(chance: Chance, person: MadeUp): Promise<void> {
    const found = await this.#caseOf(chance, person);
    if (found === null) return;
    const on = new Date(this.clock.now() + chance.whole(1, 9) * DAY).toISOString().slice(0, 10);
    const act = chance.pick([{ act: 'stop', medium: 'sms' }, { act: 'stop', medium: 'call' }, { act: 'stop', medium: 'visit' }, { act: 'stop', medium: 'all' }, { act: 'dispute' }, { act: 'hardship' }, { act: 'promise', on, amountMinor: 100 }]);
    await this.#may(() => takePortalAct(this.house.deskDeps, { slot: found.slot, personId: found.person_id, caseId: found.id }, this.#name('act'), act));
  }

  async #hold(chance: Chance, person: MadeUp): Promise<void> {
    const found = await this.#caseOf(chance, person);
    if (found === null) return;
    const asked = { caseId: found.id, staffId: 'head', reason: 'sim' };
    this.counts.holds += 1;
    if (chance.happens(0.4)) await this.#may(() => placeHold(this.house.deskDeps, { ...asked, kind: chance.pick(DESK_HOLDS), until: chance.happens(0.6) ? this.clock.now() + chance.whole(1, 72) * HOUR : null }));
    else for (const kind of DESK_HOLDS) if (chance.happens(0.7)) await this.#may(() => liftHold(this.house.deskDeps, { ...asked, kind }));
  }

  /** What becomes known by letter, by telephone or from a court, and is written down. */
  async #fact(chance: Chance, person: MadeUp): Promise<void> {
    const found = await this.#caseOf(chance, person);
    if (found === null) return;
    const now = this.clock.now();
    const base = { at: now - chance.pick([0, 0, chance.whole(0, 2 * DAY)]), tz: person.zone };
    const hour = (n: number) => `${String(n).padStart(2, '0')}:00`;
    const from = chance.whole(0, 23);
    const event = chance.pick<NewEvent['event']>([
      { ...base, type: 'inconvenient_time_designation', window: { from: hour(from), to: hour((from + chance.whole(1, 10)) % 24) } },
      { ...base, type: 'inconvenient_time_designation', window: { days: [chance.pick(['mon', 'tue', 'sat', 'sun'])] } },
      { ...base, type: 'cease_notice', form: 'written' }, { ...base, type: 'medium_optout', medium: chance.pick(['sms', 'call', 'visit']) }, { ...base, type: 'resubscribed', medium: chance.pick(['sms', 'call', 'visit']) },
      { ...base, type: 'dispute', form: chance.pick(['written', 'oral']) }, { ...base, type: 'verification_sent' }, { ...base, type: 'attorney_representation' }, { ...base, type: 'breathing_space_start' },
      { ...base, type: 'mh_crisis_moratorium_start' }, { ...base, type: 'mh_crisis_treatment_ended' }, { ...base, type: 'mental_capacity_notice' }, { ...base, type: 'debtor_deceased' },
      { ...base, type: 'no_contact_order' }, { ...base, type: 'instalment_agreement_signed' }, { ...base, type: 'instalment_agreement_defaulted' }, { ...base, type: 'consumer_call' }, { ...base, type: 'debt_assigned' },
      { ...base, type: 'assignment_notified' }, { ...base, type: 'validation_notice' },
    ]);
    this.counts.facts += 1;
    await this.#may(() => this.house.store.inSlot(found.slot, null, async (transaction) => {
      await transaction.addEvents(now, [{ personId: found.person_id, sourceKey: this.#name('fact'), event }]);
      await transaction.touch([found.person_id]);
    }));
  }

  /** An agency that asks, mostly; that is told of a case, takes it, gives it back; and that sometimes calls without asking and says so later. */
  async #outside(chance: Chance, person: MadeUp): Promise<void> {
    const agency = this.#agency;
    const found = await this.#caseOf(chance, person);
    if (agency === null || found === null) return;
    const about = { caseId: found.id };
    const placing = { caseId: found.id, agencyId: agency.id, by: 'head', reason: 'sim' };
    const luck = chance.next();
    if (luck < 0.35) await this.#may(() => placeCase(this.house.deskDeps, { ...placing, act: 'place' }));
    if (luck < 0.3 || (luck > 0.35 && luck < 0.45)) await this.#may(() => placeCase(this.house.deskDeps, { ...placing, act: 'notice' }));
    if (luck > 0.95) await this.#may(() => placeCase(this.house.deskDeps, { ...placing, act: 'recall' }));
    const [point] = await this.#database.query<{ id: number }>(`select id from dunwell.person_point where slot = $1 and person_id = $2 and kind = 'phone' order by id limit 1`, [found.slot, found.person_id]);
    const channel = chance.pick(['call', 'call', 'visit', 'sms'] as const);
    const contact = {
      channel, pointId: channel === 'visit' ? null : (point?.id ?? null), collector: chance.pick([null, '7', '8']), voice: chance.pick(['human', 'human', 'robot'] as const), staff: channel === 'visit' ? chance.whole(1, 2) : null,
      place: channel === 'visit' ? ('home' as const) : null, template: channel === 'sms' ? 'reminder-first' : null,
    };
    const outcome = channel === 'call' ? chance.pick(['conversation', 'no_answer', 'voicemail', 'busy', 'dropped', 'unknown'] as const) : channel === 'visit' ? chance.pick(['visited_met', 'visited_not_met'] as const) : ('sent' as const);
    if (luck > 0.9) {
      this.counts.reported += 1;
      const report = { about, contact, externalId: this.#name('report'), at: this.clock.now() - chance.whole(0, DAY), outcome, promiseOn: null };
      await this.#may(() => reportContact(this.house.deskDeps, agency, report));
      return;
    }
    const key = this.#name('reservation');
    const reserve = () => this.#may(() => reserveContact(this.house.deskDeps, agency, { about, contact }, key));
    // A dialler that asks twice at once, with one key, is one dialler.
    const [answer] = chance.happens(0.2) ? await Promise.all([reserve(), reserve()]) : [await reserve()];
    if (answer === null || answer === undefined || !answer.allowed || answer.reservationId === null || answer.token === null) {
      this.counts.refusedReservations += 1;
      return;
    }
    this.counts.reservations += 1;
    const { reservationId, token } = answer;
    if (chance.happens(0.1)) return;
    const beganAt = this.clock.now() + chance.whole(0, 50) * 1_000;
    this.#agenda.add(beganAt + chance.whole(0, 40) * MINUTE, async () => {
      await this.#may(() => tellReservation(this.house.deskDeps, agency, reservationId, { token, outcome: chance.happens(0.1) ? 'not_made' : outcome, promiseOn: null, beganAt: this.clock.now() > beganAt ? beganAt : null }));
    });
  }
}
