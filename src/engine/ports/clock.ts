import type { Instant } from '../../domain/time/instant.js';

export interface Clock {
  now(): Instant;
}

/** Structured log. Ids and codes only: never a name, number, address or text (law 12). */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(event: string, fields?: Readonly<Record<string, string | number | boolean | null>>): void;
}
