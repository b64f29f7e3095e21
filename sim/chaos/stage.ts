import type { Leaps } from '../../src/adapters/clock/leaping-clock.js';
import type { Supervised } from './processes.js';
import type { Proxy } from './proxy.js';

/** Everything of one run: its folder, its processes, the wires between them. */
export interface Stage {
  readonly folder: string;
  readonly url: string;
  readonly leaps: Leaps;
  readonly database: Supervised;
  readonly provider: Supervised;
  readonly api: Supervised;
  readonly workers: readonly Supervised[];
  readonly wires: { readonly database: Proxy; readonly provider: Proxy; readonly hooks: Proxy };
  readonly providerUrl: string;
  readonly providerLog: string;
  readonly environment: Readonly<Record<string, string>>;
}

export const everyone = (stage: Stage): readonly Supervised[] => [stage.database, stage.provider, stage.api, ...stage.workers];

/** Ours is the whole crowd: nobody is left behind when the run itself is ended. */
export function endWithUs(stage: Stage): () => void {
  const end = () => {
    for (const one of everyone(stage)) one.kill();
  };
  const signalled = () => process.exit(130);
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, signalled);
  return () => {
    process.off('exit', end);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, signalled);
  };
}

/** The provider's own small door: how much it still has to tell. Null: it does not answer. */
export async function askProvider(stage: Stage, path: '/calm' | '/open'): Promise<number | null> {
  try {
    return Number(await (await fetch(`${stage.providerUrl}${path}`, { signal: AbortSignal.timeout(5_000) })).text());
  } catch {
    return null;
  }
}
