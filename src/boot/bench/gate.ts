import { cpus, totalmem } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Facts } from '../../law/facts.js';
import { earliestLawfulInstant, judge } from '../../law/gate.js';
import { prepare } from '../../law/prepared.js';
import { loadLaw } from '../law.js';
import { BENCH_PLACES, benchQuestions, type BenchPlace, type Question } from './histories.js';
import { PEERS, type Peer } from './rule-engines.js';
import { bytesPerCall, middle, percentiles, race, type Contestant, type Rate } from './stopwatch.js';
import { table, whole } from './table.js';
import { ours, oursOnFigures, TEN_RULES, tenRulesByHand, tenRulesCases, type TenRulesCase } from './ten-rules.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: '20261124' }, place: { type: 'string' } } });
const seed = Number(values.seed);
const quick = values.quick;
if (!Number.isInteger(seed) || (values.place !== undefined && !BENCH_PLACES.some(({ name }) => name === values.place))) {
  console.error(`bench:gate [--quick] [--seed N] [--place ${BENCH_PLACES.map(({ name }) => name).join('|')}]`);
  process.exit(2);
}

// ---- The same ten rules in rule engines and here

/** Goes round the cases, `inFlight` at a time. What it finds is summed so that no call can be left out. */
function peerContestant({ name, how, inFlight, against }: Peer, cases: readonly TenRulesCase[]): Contestant {
  let next = 0;
  return {
    name: `${name}, ${how}`,
    run: async (count) => {
      for (let left = count; left > 0; left -= inFlight) {
        const asked = Array.from({ length: Math.min(inFlight, left) }, () => against((cases[next++ % cases.length] as TenRulesCase).figures));
        if (inFlight === 1) await asked[0];
        else await Promise.all(asked);
      }
    },
  };
}

let sum = 0;
function plainContestant(name: string, cases: readonly TenRulesCase[], answer: (one: TenRulesCase) => number): Contestant {
  let next = 0;
  return {
    name,
    run: (count) => {
      for (let left = count; left > 0; left--) {
        sum += answer(cases[next] as TenRulesCase);
        if (++next === cases.length) next = 0;
      }
    },
  };
}

/** Throws when two of them differ in one answer: rates of different answers are not compared. */
async function verifySame(cases: readonly TenRulesCase[], peers: readonly Peer[]): Promise<number> {
  let lawful = 0;
  for (const one of cases) {
    const want = TEN_RULES.filter((_, bit) => (tenRulesByHand(one.figures) & (1 << bit)) !== 0).sort().join(' ');
    if (want === '') lawful++;
    for (const [name, found] of [['ours', ours.against(one)], ['ours, on figures', oursOnFigures.against(one)], ...(await Promise.all(peers.map(async (peer) => [peer.name, await peer.against(one.figures)] as const)))] as const) {
      if ([...found].sort().join(' ') !== want) throw new Error(`${name} answers "${[...found].sort().join(' ')}" and not "${want}" to ${JSON.stringify(one.figures)}`);
    }
  }
  return lawful;
}

const HAND = 'ten conditions in one function by hand';
const FIGURES = 'ours, counted beforehand, whole verdict';
const EVENTS = 'ours, counting from the events, whole verdict';

async function benchTenRules(): Promise<void> {
  const cases = tenRulesCases(quick ? 1_000 : 4_000, seed);
  const peers = PEERS.map((open) => open());
  const lawful = await verifySame(cases, peers);
  const rates = await race([
    ...peers.map((peer) => peerContestant(peer, cases)), plainContestant(EVENTS, cases, ours.judge), plainContestant(FIGURES, cases, oursOnFigures.judge),
    plainContestant(HAND, cases, ({ figures }) => tenRulesByHand(figures)),
  ], quick ? 3 : 5, quick ? 250 : 600);
  const best = ([name, rate]: readonly [string, Rate]) => [name, Math.max(rate.median, rate.perCore)] as const;
  const [fastest, fastestRate] = [...rates].slice(0, peers.length).map(best).reduce((a, b) => (b[1] > a[1] ? b : a));
  console.log(`Ten rules, ${whole(cases.length)} made-up calls with up to 24 events each, ${whole((lawful / cases.length) * 100)} % lawful; all answers equal. Fastest peer: ${fastest}.\n`);
  table([
    ['', 'decisions/s', 'lowest–highest', 'per core', '× fastest peer'],
    ...[...rates].map(([name, rate]) => [name, whole(rate.median), `${whole(rate.low)}–${whole(rate.high)}`, whole(rate.perCore), (rate.median / fastestRate).toFixed(rate.median < 10 * fastestRate ? 2 : 0)]),
  ]);
}

// ---- Whole verdicts: every rule of a place, a person's history

function preparedOf(questions: readonly Question[]): readonly Question[] {
  const made = new Map<Facts, Facts>();
  return questions.map(({ facts, proposed }) => {
    const known = made.get(facts) ?? prepare(facts);
    made.set(facts, known);
    return { facts: known, proposed };
  });
}

function verdictContestant(name: string, questions: readonly Question[], ask: (question: Question) => void): Contestant {
  let next = 0;
  return {
    name,
    run: (count) => {
      for (let left = count; left > 0; left--) {
        ask(questions[next] as Question);
        if (++next === questions.length) next = 0;
      }
    },
  };
}

const judgeOne = ({ facts, proposed }: Question): void => { sum += judge(facts, proposed).findings.length; };
const earliestOne = ({ facts, proposed }: Question): void => { sum += earliestLawfulInstant(facts, proposed, proposed.at).kind.length; };

/** Microseconds to prepare the facts of one person, as read. */
function preparing(place: BenchPlace, size: number): number {
  return middle(Array.from({ length: 9 }, (_, round) => {
    const read = benchQuestions(place, size, 100, 1, seed + round);
    const begun = performance.now();
    for (const { facts } of read) prepare(facts);
    return ((performance.now() - begun) * 1000) / read.length;
  }));
}

async function benchPlace(place: BenchPlace, size: number): Promise<readonly string[]> {
  const questions = preparedOf(benchQuestions(place, size, 800, 4, seed));
  const asRead = benchQuestions(place, size, 800, 4, seed);
  const verdicts = questions.map(({ facts, proposed }) => judge(facts, proposed));
  const allowed = questions.filter((_, i) => verdicts[i]?.outcome === 'allowed');
  const denied = questions.filter((_, i) => verdicts[i]?.outcome !== 'allowed');
  const rates = await race([
    verdictContestant('prepared', questions, judgeOne), verdictContestant('allowed', allowed, judgeOne), verdictContestant('as read', asRead, judgeOne), verdictContestant('earliest', denied, earliestOne),
  ], quick ? 1 : 3, 60);
  const call = (i: number): void => judgeOne(questions[i % questions.length] as Question);
  const { p50, p99 } = percentiles(call, quick ? 4_000 : 8_000);
  const bytes = bytesPerCall(call);
  const bytesAsRead = bytesPerCall((i) => judgeOne(asRead[i % asRead.length] as Question));
  const rate = (name: string): Rate => rates.get(name) as Rate;
  return [
    place.name, `${size}`, `${whole((allowed.length / questions.length) * 100)} %`, whole(rate('prepared').median), whole(rate('prepared').perCore), whole(rate('allowed').median), whole(p50), whole(p99), whole(bytes),
    preparing(place, size).toFixed(1), whole(rate('as read').median), whole(bytesAsRead), whole(rate('earliest').median),
  ];
}

async function benchWholeVerdicts(): Promise<void> {
  const places = values.place !== undefined ? BENCH_PLACES.filter(({ name }) => name === values.place) : quick ? BENCH_PLACES.filter(({ name }) => ['CN', 'US-OH', 'UK'].includes(name)) : BENCH_PLACES;
  const rows: (readonly string[])[] = [];
  for (const place of places) for (const size of quick ? [10, 50] : [0, 10, 50, 200]) rows.push(await benchPlace(place, size));
  console.log('Whole verdicts: every rule of the place and the house; 800 questions about 200 people, four about each, allowed and denied as they come.');
  console.log('Facts prepared once a person, as the engine does, and that takes µs/prepare; "as read": not prepared, so each verdict reads the history anew.');
  console.log('"allowed/s": those that are allowed alone. "earliest/s": earliest lawful instants of those that are denied. Bytes: left on the heap by one verdict.\n');
  table([['place', 'events', 'allowed', 'verdicts/s', 'per core', 'allowed/s', 'p50 ns', 'p99 ns', 'bytes', 'µs/prepare', 'as read: verdicts/s', 'bytes', 'earliest/s'], ...rows]);
}

loadLaw(undefined);
const start = performance.now();
console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}; one thread of ours; seed ${seed}${quick ? '; quick: trust the full run' : ''}\n`);
if (values.place === undefined) await benchTenRules();
await benchWholeVerdicts();
console.log(`${whole((performance.now() - start) / 1000)} s; answers summed: ${sum > 0 ? 'yes' : 'no'}`);
process.exit(0);
