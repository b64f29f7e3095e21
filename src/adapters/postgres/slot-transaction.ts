import { slotId } from '../../domain/id/slot-id.js';
import type { Digest, Keys } from '../../engine/ports/keys.js';
import type { SqlSession } from '../../engine/ports/database.js';
import { ClockBehind } from '../../engine/ports/errors.js';
import type { CaseRecord, Dossier, NewDecision, NewEvent, SlotTransaction } from '../../engine/ports/store.js';
import { assertMaySend } from './sending-hold.js';
import { abandonAttempts } from './sql/abandon-attempts.js';
import { applyReceipts } from './sql/apply-receipts.js';
import { cancelLiveContacts } from './sql/cancel-live-contacts.js';
import { countUnread } from './sql/count-unread.js';
import { finishTask, withdrawAttempt } from './sql/finish-task.js';
import { insertAlerts } from './sql/insert-alerts.js';
import { acknowledgeAlert } from './sql/acknowledge-alert.js';
import { selectDueAlerts } from './sql/select-due-alerts.js';
import { tellAlerts } from './sql/tell-alerts.js';
import { insertContacts } from './sql/insert-contacts.js';
import { packBlocks, type DecisionBlock } from './decision-blocks.js';
import { insertDecisionBlocks } from './sql/insert-decision-blocks.js';
import { insertDecisions, type NumberedDecision } from './sql/insert-decisions.js';
import { insertReadingCorrection } from './sql/insert-reading-correction.js';
import { insertEvents } from './sql/insert-events.js';
import { insertLedgerEntries } from './sql/insert-ledger-entries.js';
import { lockPersons } from './sql/lock-persons.js';
import type { SlotRow } from './sql/lock-slot.js';
import { markAnswered } from './sql/mark-answered.js';
import { markInboundRead } from './sql/mark-inbound-read.js';
import { recordResults } from './sql/record-results.js';
import { remember, remembered } from './sql/remembered.js';
import { reserveAttempts } from './sql/reserve-attempts.js';
import { selectCasesById, selectCasesOfPersons, selectDueCases, selectOpenCases, selectUnsettledCases } from './sql/select-cases.js';
import { selectContact, selectContactsOfCases, selectQueuedContacts } from './sql/select-contacts.js';
import { selectDueAnswers } from './sql/select-due-answers.js';
import { selectDebts } from './sql/select-debts.js';
import { selectEvents } from './sql/select-events.js';
import { selectPersons } from './sql/select-persons.js';
import { selectPoints } from './sql/select-points.js';
import { selectThread } from './sql/select-thread.js';
import { selectSealedPoints } from './sql/select-sealed-points.js';
import { selectReadInbound } from './sql/select-read-inbound.js';
import { selectSealedInbound } from './sql/select-sealed-inbound.js';
import { selectUnreadInbound } from './sql/select-unread-inbound.js';
import { settleCases } from './sql/settle-cases.js';
import { touchCases } from './sql/touch-cases.js';
import { updateContactStates } from './sql/update-contact-states.js';
import { updateNextReviews } from './sql/update-next-reviews.js';

/** A person or an agency with a contact in hand has this long to tell the outcome; then it counts as made, outcome unknown. */
const PERSON_OUTCOME_MS = 86_400_000;

/** Ids and the end of the decision chain, held in memory while the slot's row is locked. */
export interface SlotPen {
  takeIds(count: number): readonly number[];
  chain(decisions: readonly NewDecision[]): { readonly numbered: readonly NumberedDecision[]; readonly blocks: readonly DecisionBlock[] };
  /** What must be written back; `null` when nothing was taken. */
  end(): { readonly nextId: number; readonly seq: number; readonly digest: string; readonly newestAt: number } | null;
  /** Throws ClockBehind when something of the slot was decided or recorded after `now`: a count at `now` would not see it. */
  assertNotBehind(now: number): void;
  /** Something is decided or recorded at this instant. */
  reach(now: number): void;
}

export function slotPen(slot: number, row: SlotRow, digest: Digest): SlotPen {
  let { next_id: nextId, chain_seq: seq, chain_digest: last } = row;
  let newestAt = row.newest_at;
  let used = false;
  return {
    takeIds(count) {
      used = used || count > 0;
      const first = nextId;
      nextId += count;
      return Array.from({ length: count }, (_, i) => slotId(slot, first + i));
    },
    chain(decisions) {
      used = used || decisions.length > 0;
      const first = seq + 1;
      const blocks = packBlocks(decisions, first, last, digest);
      seq += decisions.length;
      last = blocks.at(-1)?.digest ?? last;
      return { numbered: decisions.map((decision, i) => ({ ...decision, seq: first + i })), blocks };
    },
    end: () => (used ? { nextId, seq, digest: last, newestAt } : null),
    assertNotBehind(now) {
      if (now < row.newest_at) throw new ClockBehind(row.newest_at - now);
    },
    reach(now) {
      newestAt = Math.max(newestAt, now);
    },
  };
}

/** A point that came back as no address is used no more; that follows from the event alone, so that nothing has to be kept in step with it (law 9). */
function withoutReturned(points: Dossier['points'], events: Dossier['events']): Dossier['points'] {
  const returned = new Set([...events.values()].flat().flatMap((e) => (e.type === 'undeliverable_notice' && e.number !== undefined ? [e.number] : [])));
  if (returned.size === 0) return points;
  return new Map([...points].map(([personId, own]) => [personId, own.map((p) => (returned.has(String(p.id)) ? { ...p, usable: false } : p))]));
}

async function readDossier(session: SqlSession, slot: number, cases: readonly CaseRecord[]): Promise<Dossier> {
  const personIds = [...new Set(cases.map((c) => c.personId))];
  const caseIds = cases.map((c) => c.id);
  const events = await selectEvents(session, slot, personIds);
  return {
    persons: await selectPersons(session, slot, personIds),
    points: withoutReturned(await selectPoints(session, slot, personIds), events),
    debts: await selectDebts(session, slot, caseIds),
    events,
    contacts: await selectContactsOfCases(session, slot, caseIds),
    unread: await countUnread(session, slot, personIds),
  };
}

/** What a contact or an attempt says of the decision it stands on. */
function standsOn(decisions: readonly NumberedDecision[], index: number) {
  const { seq, at, caseId } = decisions[index] as NumberedDecision;
  return { decisionSeq: seq, decidedAt: at, caseId };
}

/** What commits decisions: refused at an instant before what stands in the slot, and, where a contact begins, while sending is held. */
function decisionCommits(session: SqlSession, slot: number, pen: SlotPen, numbered: (events: readonly NewEvent[]) => readonly (NewEvent & { readonly id: number })[]): Pick<SlotTransaction, 'commitReview' | 'commitDispatch'> {
  const decide = async (decisions: readonly NewDecision[]): Promise<readonly NumberedDecision[]> => {
    const { numbered, blocks } = pen.chain(decisions);
    await insertDecisionBlocks(session, slot, blocks);
    await insertDecisions(session, slot, numbered);
    return numbered;
  };
  return {
    async commitReview(commit) {
      pen.assertNotBehind(commit.now);
      pen.reach(commit.now);
      const chained = await decide(commit.decisions);
      const ids = pen.takeIds(commit.contacts.length);
      await insertContacts(session, slot, commit.contacts.map((c, i) => ({ ...c, id: ids[i] as number, ...standsOn(chained, c.decision) })));
      await updateNextReviews(session, slot, commit.cases);
    },
    async commitDispatch(commit) {
      if (commit.reservations.length > 0) {
        pen.assertNotBehind(commit.now);
        await assertMaySend(session);
      }
      pen.reach(commit.now);
      const chained = await decide(commit.decisions);
      await updateContactStates(session, slot, commit.contactStates);
      await insertContacts(session, slot, (commit.contacts ?? []).map((c) => ({ ...c, ...standsOn(chained, c.decision) })));
      await reserveAttempts(session, slot, commit.now, commit.reservations.map((r) => ({ ...r, ...standsOn(chained, r.decision) })));
      await insertEvents(session, slot, commit.now, numbered(commit.events));
      await updateNextReviews(session, slot, commit.cases);
      await markAnswered(session, slot, commit.answered ?? []);
      return chained.map((d) => d.seq);
    },
  };
}

export function slotTransaction(session: SqlSession, slot: number, pen: SlotPen, keys: Keys): SlotTransaction {
  const numbered = (events: readonly NewEvent[]) => {
    const ids = pen.takeIds(events.length);
    return events.map((e, i) => ({ ...e, id: ids[i] as number }));
  };
  return {
    slot,
    async dueCases(now, limit) {
      pen.assertNotBehind(now);
      return selectDueCases(session, slot, now, limit);
    },
    unsettledCases: (now, limit) => selectUnsettledCases(session, slot, now, limit),
    openCases: (afterId, limit) => selectOpenCases(session, slot, afterId, limit),
    cases: (ids) => selectCasesById(session, slot, ids),
    casesOf: (personIds) => selectCasesOfPersons(session, slot, personIds),
    lockPersons: (ids) => lockPersons(session, slot, ids),
    dossier: (cases) => readDossier(session, slot, cases),
    async queuedContacts(now, limit, channels) {
      pen.assertNotBehind(now);
      return selectQueuedContacts(session, slot, now, limit, channels);
    },
    contact: (id) => selectContact(session, slot, id),
    unreadInbound: (limit) => selectUnreadInbound(session, keys, slot, limit),
    readInbound: (id) => selectReadInbound(session, slot, id),
    sealedInbound: (id) => selectSealedInbound(session, slot, id),
    correctReading: (now, correction) => insertReadingCorrection(session, slot, now, correction),
    answersDue: (now, limit) => {
      pen.assertNotBehind(now);
      return selectDueAnswers(session, keys, slot, now, limit);
    },
    alertsDue: (now, limit) => selectDueAlerts(session, slot, now, limit),
    tellAlerts: (told) => tellAlerts(session, slot, told),
    acknowledgeAlert: (id, staffId, noteSealed, now) => acknowledgeAlert(session, slot, id, staffId, noteSealed, now),
    thread: (personIds, since) => selectThread(session, keys, slot, personIds, since),
    sealedPoints: (ids) => selectSealedPoints(session, slot, ids),
    abandonAttempts: (before, now) => abandonAttempts(session, slot, before, now - PERSON_OUTCOME_MS, now),
    ...decisionCommits(session, slot, pen, numbered),
    async commitInbound(commit) {
      pen.reach(commit.now);
      await markInboundRead(session, slot, commit.now, commit.read);
      await insertEvents(session, slot, commit.now, numbered(commit.events));
      await insertLedgerEntries(session, slot, commit.now, commit.ledger);
      await applyReceipts(session, slot, commit.receipts);
      const alerts = commit.alerts ?? [];
      const ids = pen.takeIds(alerts.length);
      await insertAlerts(session, slot, commit.now, alerts.map((alert, i) => ({ ...alert, id: ids[i] as number })));
      await touchCases(session, slot, commit.touched);
    },
    async commitSettle(_now, cases) {
      await cancelLiveContacts(session, slot, cases.map((c) => c.id));
      await settleCases(session, slot, cases);
    },
    recordResults: (now, results) => recordResults(session, slot, now, results),
    addEvents(now, events) {
      pen.reach(now);
      return insertEvents(session, slot, now, numbered(events));
    },
    addLedgerEntries: (now, writes) => insertLedgerEntries(session, slot, now, writes),
    finishTask: (now, contactId, outcome, late) => finishTask(session, slot, now, contactId, outcome, late === true),
    withdrawAttempt: (now, contactId) => withdrawAttempt(session, slot, now, contactId),
    takeIds: (count) => pen.takeIds(count),
    remembered: (surface, key, requestDigest) => remembered(session, surface, key, requestDigest),
    remember: (surface, key, requestDigest, response, now) => remember(session, surface, key, requestDigest, response, now),
    touch: (personIds) => touchCases(session, slot, personIds),
  };
}
