import { pino } from 'pino';
import type { Log } from '../../engine/ports/clock.js';

/** Structured lines on standard error. Callers pass ids and codes only; nothing here knows a name or a number. */
export function pinoLog(level: string): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return {
    info: (event, fields) => logger.info(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
  };
}

export const silentLog: Log = { info: () => undefined, error: () => undefined };
