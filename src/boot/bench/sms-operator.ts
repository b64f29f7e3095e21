// The other side of `bench:sms`, a process of its own: the sandbox operator, or an echo of as many octets.
import { performance } from 'node:perf_hooks';
import { createServer, type AddressInfo } from 'node:net';
import { openSandboxSmsc, type SandboxSmsc } from '../../adapters/sms/smpp/sandbox-smsc.js';
import { processSeconds } from './processes.js';

export interface OperatorSettings {
  readonly port: number;
  readonly answerMs: number;
  readonly receipts: boolean;
}

export type OperatorAsk =
  | { readonly do: 'open'; readonly settings: OperatorSettings }
  | { readonly do: 'close' | 'figures' }
  | { readonly do: 'echo'; readonly submit: number; readonly answer: number };

/** Milliseconds of the operator's clock: of the first submit, of the last answer to a submit, of the last accepted receipt. */
export interface OperatorFigures {
  readonly submits: number;
  readonly receiptsAccepted: number;
  readonly first: number;
  readonly lastSubmit: number;
  readonly lastReceipt: number;
  /** Seconds of processor time since it started; `null` where the system does not say. */
  readonly seconds: number | null;
}

let smsc: SandboxSmsc | null = null;
let [first, lastSubmit, lastReceipt, receiptsSeen] = [0, 0, 0, 0];

async function open({ port, answerMs, receipts }: OperatorSettings): Promise<number> {
  [first, lastSubmit, lastReceipt, receiptsSeen] = [0, 0, 0, 0];
  smsc = await openSandboxSmsc({
    port, systemId: 'bench', password: 'bench', answerMs, receipts,
    accepted: () => {
      lastSubmit = performance.now();
      if (first === 0) first = lastSubmit;
    },
    receiptAccepted: () => {
      lastReceipt = performance.now();
      receiptsSeen += 1;
    },
  });
  return smsc.port;
}

/** For every `submit` octets that come, `answer` octets go back: what the machine gives without any protocol. */
async function echo(submit: number, answer: number): Promise<number> {
  const frame = Buffer.alloc(answer);
  const server = createServer({ noDelay: true }, (socket) => {
    let had = 0;
    socket.on('data', (chunk) => {
      had += chunk.length;
      const whole = Math.floor(had / submit);
      had -= whole * submit;
      if (whole > 0) socket.write(whole === 1 ? frame : Buffer.alloc(answer * whole));
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function answer(ask: OperatorAsk): Promise<unknown> {
  if (ask.do === 'open') return open(ask.settings);
  if (ask.do === 'echo') return echo(ask.submit, ask.answer);
  if (ask.do === 'figures') return { submits: smsc?.counts.accepted ?? 0, receiptsAccepted: receiptsSeen, first, lastSubmit, lastReceipt, seconds: processSeconds(process.pid) } satisfies OperatorFigures;
  await smsc?.close();
  smsc = null;
  return null;
}

process.on('message', (ask: OperatorAsk) => void answer(ask).then((said) => process.send?.(said ?? null)));
process.once('disconnect', () => process.exit(0));
