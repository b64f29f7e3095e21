import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something that is timed: `run` answers the next `count` questions. */
export interface Contestant {
  readonly name: string;
  readonly run: (count: number) => Promise<void> | void;
}

/** Rates of one contestant in answers a second: the middle of the rounds, the lowest and the highest. */
export interface Rate {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  /** As `median`, by the time that all threads of the process were at work: what one core does. */
  readonly perCore: number;
}

/**
 * Times contestants against each other in one process: each in turn for `ms`, in another order every round, so that what
 * disturbs the machine disturbs all of them. One round more goes before and is not counted.
 */
export async function race(contestants: readonly Contestant[], rounds: number, ms: number): Promise<ReadonlyMap<string, Rate>> {
  const rates = new Map(contestants.map(({ name }) => [name, { wall: [] as number[], core: [] as number[] }]));
  for (let round = -1; round < rounds; round++) {
    const turned = contestants.map((_, i) => contestants[(i + Math.max(round, 0)) % contestants.length] as Contestant);
    for (const contestant of round % 2 === 0 ? turned : turned.reverse()) {
      const { wall, core } = await spin(contestant, ms);
      if (round < 0) continue;
      rates.get(contestant.name)?.wall.push(wall);
      rates.get(contestant.name)?.core.push(core);
    }
  }
  return new Map([...rates].map(([name, { wall, core }]) => [name, { median: middle(wall), low: Math.min(...wall), high: Math.max(...wall), perCore: middle(core) }]));
}

async function spin({ run }: Contestant, ms: number): Promise<{ wall: number; core: number }> {
  let chunk = 1;
  let done = 0;
  const used = process.cpuUsage();
  const start = performance.now();
  let took = 0;
  while (took < ms) {
    const ran = run(chunk);
    if (ran !== undefined) await ran;
    done += chunk;
    const now = performance.now() - start;
    // Look at the clock about every five milliseconds.
    if (now - took < 5) chunk *= 2;
    took = now;
  }
  const { user, system } = process.cpuUsage(used);
  return { wall: (done / took) * 1000, core: (done / Math.max(1, user + system)) * 1e6 };
}

export function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** Nanoseconds that one call takes: half of the calls take no longer than the first figure, 99 in 100 no longer than the second. The clock's own ~40 ns are in them. */
export function percentiles(call: (i: number) => void, count: number): { readonly p50: number; readonly p99: number } {
  const took = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const start = process.hrtime.bigint();
    call(i);
    took[i] = Number(process.hrtime.bigint() - start);
  }
  took.sort();
  return { p50: took[Math.floor(count * 0.5)] as number, p99: took[Math.floor(count * 0.99)] as number };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that one call leaves on the heap: the middle of samples of some dozen calls, each after a collection, so that most are disturbed by none. */
export function bytesPerCall(call: (i: number) => void, batch = 64): number {
  floor ??= sample(() => undefined, batch);
  return sample(call, batch) - floor;
}

/** What a sample finds when nothing is called. */
let floor: number | undefined;

const SAMPLES = 15;

function sample(call: (i: number) => void, batch: number): number {
  const found: number[] = [];
  for (let round = 0; round < SAMPLES; round++) {
    collect();
    const heap = process.memoryUsage().heapUsed;
    for (let i = 0; i < batch; i++) call(round * batch + i);
    found.push((process.memoryUsage().heapUsed - heap) / batch);
  }
  return middle(found);
}
