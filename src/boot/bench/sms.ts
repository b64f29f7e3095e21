import { fork, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock } from '../../adapters/clock/clocks.js';
import { openSmpp } from '../../adapters/sms/smpp/open-smpp.js';
import type { SendResult } from '../../engine/ports/channel.js';
import { benchPermit, benchText, TEXT } from './sms-texts.js';
import { machine, machineWords } from './machine.js';
import { processSeconds } from './processes.js';
import { freePort, kannelWords, startKannel } from './sms-kannel.js';
import type { OperatorAsk, OperatorFigures } from './sms-operator.js';
import { table, whole } from './table.js';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, seconds: { type: 'string' }, windows: { type: 'string', default: '1,10,100' } } });
const seconds = Number(values.seconds ?? (values.quick ? 1 : 4));
const windows = values.windows.split(',').map(Number);
if (!(seconds > 0) || windows.some((window) => !Number.isInteger(window) || window < 1 || window > 1_000)) {
  console.error('bench:sms [--quick] [--json] [--seconds N for each figure] [--windows 1,10,100]');
  process.exit(2);
}

/** The answer's octets, and those of a submit as ours writes it: what the echo passes. */
const SUBMIT_OCTETS = 33 + 13 + 8 + 16 + TEXT.length;
const ANSWER_OCTETS = 25;
/** More Kannel is not fed beforehand: it takes them over HTTP. */
const FED_MAX = 20_000;

interface Setting {
  readonly window: number;
  readonly answerMs: number;
  readonly receipts: boolean;
}

interface Measured {
  readonly rate: number;
  /** Microseconds of processor time of the sender, and of the operator, for each text. */
  readonly senderMicros: number | null;
  readonly operatorMicros: number | null;
}

class OperatorProcess {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('./sms-operator.js', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  ask<Said>(what: OperatorAsk): Promise<Said> {
    return new Promise((resolve) => {
      this.#child.once('message', (said) => resolve(said as Said));
      this.#child.send(what);
    });
  }
  end(): void {
    this.#child.disconnect();
  }
}

const operator = new OperatorProcess();

const perText = (before: number | null, after: number | null, texts: number): number | null => (before === null || after === null ? null : ((after - before) * 1e6) / texts);

/** By the operator's clock: from the first submit to the last one that it accepted, or to the last receipt that was accepted. */
function rateOf({ receipts }: Setting, figures: OperatorFigures): number {
  const done = receipts ? figures.receiptsAccepted : figures.submits;
  const last = receipts ? Math.max(figures.lastReceipt, figures.lastSubmit) : figures.lastSubmit;
  return ((done - 1) * 1_000) / (last - figures.first);
}

/** The figures once all texts, and receipts, came; or after three times the seconds, of what came till then. */
async function settled({ receipts }: Setting, texts: number): Promise<OperatorFigures> {
  const until = performance.now() + seconds * 3_000;
  for (;;) {
    const figures = await operator.ask<OperatorFigures>({ do: 'figures' });
    if ((figures.submits >= texts && (!receipts || figures.receiptsAccepted >= texts)) || (performance.now() > until && figures.submits > 1)) return figures;
    await sleep(50);
  }
}

/** Through `openSmpp` as it is wired: permit, alphabet, parts, window, refs kept before a text counts as sent. What the database does is left out. */
async function ours(setting: Setting, forSeconds = seconds): Promise<Measured> {
  const port = await operator.ask<number>({ do: 'open', settings: { port: 0, answerMs: setting.answerMs, receipts: setting.receipts } });
  const refs = new Set<string>();
  const account = openSmpp('bench', { host: '127.0.0.1', port, systemId: 'bench', password: 'bench', source: { address: '10690000' }, window: setting.window, receipts: setting.receipts }, {
    clock: systemClock, log: { info: () => undefined, error: (event) => console.error(event) },
    arrivals: {
      reply: () => Promise.resolve(), receipt: () => Promise.resolve(),
      parts: async (_provider, _key, named) => { for (const ref of named) refs.add(ref); },
      receiptByRef: async (_provider, { ref }) => (refs.has(ref) ? 'kept' : 'unknown'),
    },
  });
  account.start();
  while (account.state() !== 'up') await sleep(5);
  const send = async (count: number, until: number): Promise<number> => {
    let [begun, sent] = [0, 0];
    await Promise.all(Array.from({ length: setting.window }, async () => {
      while (begun < count && performance.now() < until) {
        const outgoing = benchText(begun++);
        const result: SendResult = await account.send(benchPermit(outgoing, systemClock.now()), outgoing);
        if (result.kind !== 'sent') throw new Error(`${result.kind}: ${result.reason}`);
        sent += 1;
      }
    }));
    return sent;
  };
  const before = [processSeconds(process.pid), (await operator.ask<OperatorFigures>({ do: 'figures' })).seconds] as const;
  const sent = await send(Infinity, performance.now() + forSeconds * 1_000);
  const figures = await settled(setting, sent);
  const after = processSeconds(process.pid);
  await account.close();
  await operator.ask({ do: 'close' });
  return { rate: rateOf(setting, figures), senderMicros: perText(before[0], after, sent), operatorMicros: perText(before[1], figures.seconds, sent) };
}

/** Fed while the operator is away, so that neither HTTP nor the feeder takes a core while it sends. */
async function kannel(setting: Setting, like: number): Promise<Measured> {
  const texts = Math.max(20, Math.min(FED_MAX, Math.round(like * seconds)));
  const settings = { port: await freePort(), answerMs: setting.answerMs, receipts: setting.receipts };
  await operator.ask({ do: 'open', settings });
  const peer = await startKannel(settings.port, setting.window, TEXT);
  await operator.ask({ do: 'close' });
  // Until it has seen that the operator is gone it would send.
  await sleep(200);
  await peer.feed(texts, setting.receipts);
  const before = [peer.seconds(), (await operator.ask<OperatorFigures>({ do: 'figures' })).seconds] as const;
  await operator.ask({ do: 'open', settings });
  const figures = await settled(setting, texts);
  const after = peer.seconds();
  await peer.stop();
  await operator.ask({ do: 'close' });
  return { rate: rateOf(setting, figures), senderMicros: perText(before[0], after, figures.submits), operatorMicros: perText(before[1], figures.seconds, figures.submits) };
}

/** As many octets there and back, `window` under way, with nothing read or written of them. */
async function limit({ window, answerMs }: Setting): Promise<number> {
  if (answerMs > 0) return (window * 1_000) / answerMs;
  const port = await operator.ask<number>({ do: 'echo', submit: SUBMIT_OCTETS, answer: ANSWER_OCTETS });
  return new Promise((resolve, reject) => {
    const frame = Buffer.alloc(SUBMIT_OCTETS);
    const begun = performance.now();
    let [had, back] = [0, 0];
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => socket.write(Buffer.alloc(SUBMIT_OCTETS * window)));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      had += chunk.length;
      const answers = Math.floor(had / ANSWER_OCTETS);
      had -= answers * ANSWER_OCTETS;
      back += answers;
      const took = performance.now() - begun;
      if (took > seconds * 500) {
        socket.destroy();
        resolve((back * 1_000) / took);
      } else if (answers > 0) socket.write(answers === 1 ? frame : Buffer.alloc(SUBMIT_OCTETS * answers));
    });
  });
}

const version = kannelWords();
const settings = [0, 50].flatMap((answerMs) => [false, true].flatMap((receipts) => windows.map((window): Setting => ({ window, answerMs, receipts }))));
const on = machine();
console.log(`${machineWords(on)}\n`);
console.log(`One SMPP connection; a text of ${TEXT.length} characters, one part. The operator is the sandbox's, a process of its own, the same for both; figures by its clock, ${seconds} s each.`);
console.log('Ours: sends through the account as it is wired, from the permit to the kept reference, in one thread; of the database nothing.');
console.log(version === null ? 'Kannel: not installed here (apt-get install kannel), so it has no figures.' : `Kannel ${version}: fed over HTTP while the operator is away, then measured while it sends, so neither HTTP nor the feeder is in the figure; with receipts, telling each to a web server is.`);
console.log('Limit: window / round-trip; where the answer is immediate, the same octets there and back in Node without SMPP.\n');

// Both processes have been compiled for speed before the first figure.
await ours({ window: 10, answerMs: 0, receipts: true }, 1);
const rows = [];
for (const setting of settings) {
  const [bound, mine] = [await limit(setting), await ours(setting)];
  rows.push({ ...setting, limit: bound, ours: mine, kannel: version === null ? null : await kannel(setting, Math.min(mine.rate, 5_000)) });
}
operator.end();
const micros = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : whole(value));
table([
  ['answer, receipts, window', 'ours/s', 'Kannel/s', '× Kannel', 'limit/s', 'ours µs', 'Kannel µs', 'operator µs'],
  ...rows.map(({ window, answerMs, receipts, limit: bound, ours: mine, kannel: theirs }) => [
    `${answerMs === 0 ? 'at once' : `${answerMs} ms`}, ${receipts ? 'with' : 'without'}, ${window}`, whole(mine.rate), theirs === null ? '–' : whole(theirs.rate), theirs === null ? '–' : (mine.rate / theirs.rate).toFixed(2),
    whole(bound), micros(mine.senderMicros), micros(theirs?.senderMicros), micros(mine.operatorMicros),
  ]),
]);
console.log('µs: processor time for each text, of the sender and of the operator while ours sends.');
if (values.json) console.log(JSON.stringify({ seconds, kannel: version, rows }));
