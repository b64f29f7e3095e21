import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { TextChannel } from '../../engine/ports/channel.js';
import type { Clock } from '../../engine/ports/clock.js';
import type { DispatchCommit, InboundCommit, NewDecision, Store } from '../../engine/ports/store.js';

/** What waits for the stages, asked when the numbers are read. */
export interface Backlog {
  readonly stages: readonly { readonly stage: string; readonly waiting: number; readonly oldest: number | null }[];
  readonly heldSlots: number;
  /** Since the oldest lease that was not given back was taken or renewed; null: there is none. */
  readonly leaseAgeMs: number | null;
}

/** `milliMinorPerSegment`: thousandths of a minor unit; null where no price is known or nothing left. */
export interface SmsTried {
  readonly account: string;
  readonly country: string;
  readonly result: string;
  readonly segments: number;
  readonly price: { readonly currency: string; readonly milliMinorPerSegment: number } | null;
}

export interface SmsAccountState {
  readonly name: string;
  readonly state: 'up' | 'down' | 'idle';
  readonly breaker: 'closed' | 'open' | 'trial';
}

export interface Metrics {
  /** Counts what commits through it: a transaction that is rolled back or tried again is counted once or not at all. */
  store(store: Store): Store;
  channel(channel: TextChannel): TextChannel;
  /** One text at one SMS account. */
  smsTried(this: void, one: SmsTried): void;
  /** Whom to ask for the state of SMS accounts when the numbers are read. */
  smsAccounts(ask: () => readonly SmsAccountState[]): void;
  /** One answered request; `route` is the template, never the path. */
  request(method: string, route: string, code: number, seconds: number): void;
  /** The text that Prometheus reads. */
  read(): Promise<string>;
  readonly contentType: string;
}

interface Commit {
  stage: 'inbound' | 'settle' | 'review' | 'dispatch' | 'other';
  rows: number;
  readonly decisions: NewDecision[];
  readonly meanings: string[];
  readonly results: string[];
}

/** Counted again for this long, in ms: whoever reads more often gets the last numbers. */
const BACKLOG_KEPT_MS = 15_000;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function instruments(registry: Registry) {
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[], buckets: number[]) => new Histogram<L>({ name, help, labelNames: [...labelNames], buckets, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) => new Counter<L>({ name, help, labelNames: [...labelNames], registers });
  return {
    transactions: histogram('dunwell_stage_seconds', 'Length of one committed transaction of a stage, loading, deciding and writing together.', ['stage'], [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]),
    rows: counter('dunwell_stage_rows_total', 'Rows that a stage has worked and committed: inbound, cases or contacts.', ['stage']),
    decisions: counter('dunwell_decisions_total', 'Decisions committed, by stage, choice and outcome.', ['stage', 'choice', 'outcome']),
    denials: counter('dunwell_denials_total', 'Rules that denied what was proposed, in decisions committed; one decision may count under several rules.', ['stage', 'rule']),
    inbound: counter('dunwell_inbound_total', 'Inbound read and committed, by what it was taken to mean.', ['meaning']),
    sends: histogram('dunwell_send_seconds', 'Time in which the provider answered one text, by its answer: sent, refused, unknown (it may have left), failed (threw).', ['provider', 'result'], [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]),
    requests: histogram('dunwell_http_request_seconds', 'Answered HTTP requests, by route template.', ['method', 'route', 'code'], [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]),
  };
}

/** Gauges of what waits, from one question to the database at most every 15 s; when it cannot be asked they are absent, and the scrape says so. */
function backlogGauges(registry: Registry, clock: Clock, ask: () => Promise<Backlog>): () => Promise<void> {
  const registers = [registry];
  const waiting = new Gauge({ name: 'dunwell_backlog_rows', help: 'What waits for a stage now, over all slots. Whole house: the same from every process.', labelNames: ['stage'], registers });
  const lag = new Gauge({ name: 'dunwell_backlog_lag_seconds', help: 'How long the oldest that waits for a stage has waited; 0 when nothing does. Settling keeps no instant.', labelNames: ['stage'], registers });
  const held = new Gauge({ name: 'dunwell_held_slots', help: 'Slots that some worker holds now, of 256.', registers });
  const lease = new Gauge({ name: 'dunwell_lease_age_seconds', help: 'Since the oldest lease that was not given back was taken or renewed; 0 when there is none.', registers });
  const up = new Gauge({ name: 'dunwell_backlog_up', help: '1 when the backlog could be asked of the database, else 0.', registers });
  let asked: number | null = null;
  return async () => {
    if (asked !== null && performance.now() - asked < BACKLOG_KEPT_MS) return;
    try {
      const { stages, heldSlots, leaseAgeMs } = await ask();
      for (const { stage, waiting: rows, oldest } of stages) {
        waiting.set({ stage }, rows);
        if (stage !== 'settle') lag.set({ stage }, oldest === null ? 0 : Math.max(0, clock.now() - oldest) / 1000);
      }
      held.set(heldSlots);
      lease.set((leaseAgeMs ?? 0) / 1000);
      up.set(1);
      asked = performance.now();
    } catch {
      waiting.reset();
      lag.reset();
      up.set(0);
    }
  };
}

function metered(store: Store, on: (commit: Commit, seconds: number) => void): Store {
  return {
    ...store,
    async inSlot(slot, lease, work) {
      const start = performance.now();
      let commit: Commit | undefined;
      const result = await store.inSlot(slot, lease, (transaction) => {
        // Made anew at each try: what was rolled back is not counted.
        const tried: Commit = { stage: 'other', rows: 0, decisions: [], meanings: [], results: [] };
        commit = tried;
        const note = (stage: Commit['stage'], rows: number) => { tried.stage = stage; tried.rows += rows; };
        return work({
          ...transaction,
          commitReview: (made) => { note('review', made.cases.length); tried.decisions.push(...made.decisions); return transaction.commitReview(made); },
          commitDispatch: (made: DispatchCommit) => { note('dispatch', made.reservations.length + made.contactStates.length); tried.decisions.push(...made.decisions); return transaction.commitDispatch(made); },
          commitSettle: (now, cases) => { note('settle', cases.length); return transaction.commitSettle(now, cases); },
          commitInbound: (made: InboundCommit) => { note('inbound', made.read.length); tried.meanings.push(...made.read.map((one) => String(one.meaning['kind'] ?? 'none'))); return transaction.commitInbound(made); },
        });
      });
      if (commit !== undefined && commit.stage !== 'other') on(commit, (performance.now() - start) / 1000);
      return result;
    },
  };
}

/** What texts took and cost, and how the accounts are: asked when the numbers are read. */
function smsInstruments(registry: Registry) {
  const registers = [registry];
  const tries = new Counter({ name: 'dunwell_sms_tries_total', help: 'Texts handed to an SMS account, by its answer; a text that one refused may be counted under the next.', labelNames: ['account', 'country', 'result'], registers });
  const segments = new Counter({ name: 'dunwell_sms_segments_total', help: 'Segments of texts that left or may have left.', labelNames: ['account', 'country'], registers });
  const cost = new Counter({ name: 'dunwell_sms_cost_minor_total', help: 'Their price by the accounts file, in minor units of the currency.', labelNames: ['account', 'currency'], registers });
  const up = new Gauge({ name: 'dunwell_sms_account_up', help: '1 when the account is connected or its last answer was good, 0 when it is not, -1 when nothing is known. Of this process.', labelNames: ['account'], registers });
  const open = new Gauge({ name: 'dunwell_sms_breaker_open', help: '1 while the breaker keeps texts away from the account. Of this process.', labelNames: ['account'], registers });
  let ask: () => readonly SmsAccountState[] = () => [];
  return {
    smsTried: ({ account, country, result, segments: count, price }: SmsTried): void => {
      tries.inc({ account, country, result });
      segments.inc({ account, country }, count);
      if (price !== null) cost.inc({ account, currency: price.currency }, (price.milliMinorPerSegment * count) / 1000);
    },
    smsAccounts: (asked: () => readonly SmsAccountState[]): void => { ask = asked; },
    refresh: (): void => {
      for (const { name, state, breaker } of ask()) {
        up.set({ account: name }, state === 'up' ? 1 : state === 'down' ? 0 : -1);
        open.set({ account: name }, breaker === 'open' ? 1 : 0);
      }
    },
  };
}

/** Numbers for Prometheus of this process, and the backlog of the house. Labels are stages, codes, rules and route templates: never an id, a name or a text. */
export function promMetrics(clock: Clock, ask: () => Promise<Backlog>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const { transactions, rows, decisions, denials, inbound, sends, requests } = instruments(registry);
  const refresh = backlogGauges(registry, clock, ask);
  const sms = smsInstruments(registry);
  return {
    store: (store) => metered(store, (commit, seconds) => {
      const { stage } = commit;
      transactions.observe({ stage }, seconds);
      rows.inc({ stage }, commit.rows);
      for (const made of commit.decisions) {
        decisions.inc({ stage: made.stage, choice: made.choice, outcome: made.outcome });
        for (const rule of made.deniedBy) denials.inc({ stage: made.stage, rule });
      }
      for (const meaning of commit.meanings) inbound.inc({ meaning });
    }),
    channel: (channel) => ({
      ...channel,
      async send(permit, outgoing) {
        const start = performance.now();
        let result = 'failed';
        let { provider } = channel;
        try {
          const answer = await channel.send(permit, outgoing);
          result = answer.kind;
          provider = answer.provider ?? provider;
          return answer;
        } finally {
          sends.observe({ provider, result }, (performance.now() - start) / 1000);
        }
      },
    }),
    request: (method, route, code, seconds) => requests.observe({ method: METHODS.has(method) ? method : 'other', route, code: String(code) }, seconds),
    smsTried: sms.smsTried,
    smsAccounts: sms.smsAccounts,
    async read() {
      sms.refresh();
      await refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
