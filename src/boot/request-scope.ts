import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Log } from '../engine/ports/clock.js';

/** What belongs to the request in hand. */
interface RequestScope {
  /** Address from which it came. */
  readonly client: string;
  readonly id: string;
}

export const requestScope = new AsyncLocalStorage<RequestScope>();

/** Nothing but a UUID is taken from outside: whatever else could be somebody's name or number, and would get into the log. */
const WELL_FORMED = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The caller's own id of the request if it is a UUID in lower case, else a new one. */
export const requestIdOf = (given: string | undefined): string => (given !== undefined && WELL_FORMED.test(given) ? given : randomUUID());

/** The same log, whose lines tell to which request they belong. */
export function tellingRequest(log: Log): Log {
  const told = (fields: Parameters<Log['info']>[1]) => {
    const scope = requestScope.getStore();
    return scope === undefined ? fields : { ...fields, request: scope.id };
  };
  return { info: (event, fields) => log.info(event, told(fields)), error: (event, fields) => log.error(event, told(fields)) };
}
