import type { Problem } from './types.js';

/** A refusal or failure of the server, as a value that pages can show and act on. */
export class ProblemError extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly http: number,
    readonly where?: string,
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && 'detail' in value && typeof value.detail === 'string';
}

/** The only place where an answer that is not 2xx becomes a {@link ProblemError}. */
export function problemOf(body: unknown, http: number): ProblemError {
  if (isProblem(body)) return new ProblemError(body.code, body.detail, http, body.where);
  return new ProblemError(`http_${http}`, '', http);
}

/** Anything thrown, as a problem: a fetch that never reached the server included. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof TypeError) return new ProblemError('unreachable', '', 0);
  return new ProblemError('unexpected', error instanceof Error ? error.message : String(error), 0);
}
