// What every backend's transactions have in common: which errors may be tried again, and the guard that keeps a
// transaction's callback on its own session.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Terminal } from '../../engine/ports/errors.js';

export const maxRetries = 3;

/** Serialization failure and deadlock: the database undid the work and says that trying again may succeed. */
export function mayRetry(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}

/**
 * Inside a transaction's callback the database itself may not be used, only the session. On one session that call would
 * wait for itself; on a pool it would silently run outside the transaction. Both are refused alike.
 */
export class TransactionScope {
  readonly #scope = new AsyncLocalStorage<{ open: boolean }>();

  assertOutside(): void {
    // A timer or promise that outlives the transaction inherits the scope: it is outside again once that is closed.
    if (this.#scope.getStore()?.open === true) {
      throw new Terminal('sql-outside-session', 'A transaction callback used the database instead of its session: pass the session on.');
    }
  }

  async run<T>(work: (scope: { readonly open: boolean }) => Promise<T>): Promise<T> {
    const scope = { open: true };
    try {
      return await this.#scope.run(scope, () => work(scope));
    } finally {
      scope.open = false;
    }
  }
}

export function assertOpen(scope: { readonly open: boolean }): void {
  if (!scope.open) throw new Terminal('sql-session-over', 'A session was used after its transaction had ended: await every statement inside the callback.');
}

/** COMMIT of a transaction in which a statement failed answers ROLLBACK, without an error: nothing was kept. */
export function assertCommitted(command: string | undefined): void {
  if (command !== 'COMMIT') throw new Terminal('sql-not-committed', 'A statement failed inside a transaction and its error was swallowed, so the transaction was rolled back.');
}
