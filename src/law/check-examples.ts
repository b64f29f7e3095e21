import type { Instant } from '../domain/time/instant.js';
import { toLocal, zoneOffset } from '../domain/time/zone.js';
import { readExample, type Example } from './example.js';
import { earliestLawfulInstant, judge } from './gate.js';
import type { Outcome } from './verdict.js';

/** What the gate says of one worked example. */
export interface CheckResult {
  readonly id: string;
  readonly verdict: Outcome | 'error';
  /** Ids of the rules that decided; empty for an error. */
  readonly rules: readonly string[];
  /** Earliest lawful instant, ISO-8601 with the offset of `proposed.tz`; `null`: never, or nothing was judged. */
  readonly earliest: string | null;
  /** Stable codes of the rules against, most severe first. */
  readonly reason?: readonly string[];
  /** What is wrong with the example, and where. */
  readonly error?: string;
}

/**
 * Judges a file of worked examples, one result an element, in order. Never throws: an example that cannot be read, or
 * that breaks an assumption, is an error of its own and leaves the others alone. A file that is not an array is one error.
 */
export function checkExamples(json: unknown): readonly CheckResult[] {
  if (Array.isArray(json)) return json.map((value: unknown, index) => checkOne(value, index));
  const got = json === null ? 'null' : typeof json === 'object' ? 'an object' : typeof json;
  return [failed('#file', `expected an array of examples, got ${got}`)];
}

function failed(id: string, error: string): CheckResult {
  return { id, verdict: 'error', rules: [], earliest: null, error };
}

function checkOne(value: unknown, index: number): CheckResult {
  let id = `#${index}`;
  try {
    const reading = readExample(value, index);
    id = reading.ok ? reading.example.id : reading.id;
    return reading.ok ? judged(reading.example) : failed(id, reading.error);
  } catch (error) {
    return failed(id, `could not be judged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function judged(example: Example): CheckResult {
  const { id, facts, proposed, options } = example;
  const verdict = judge(facts, proposed, options);
  if (verdict.outcome === 'allowed') return { id, verdict: 'allowed', rules: verdict.rules, earliest: isoWithOffset(proposed.at, proposed.tz) };
  const earliest = earliestLawfulInstant(facts, proposed, proposed.at, options);
  return {
    id, verdict: verdict.outcome, rules: verdict.rules,
    earliest: earliest.kind === 'at' ? isoWithOffset(earliest.at, proposed.tz) : null,
    reason: verdict.findings.map((finding) => finding.code),
  };
}

/** `2026-03-11T08:00:00-04:00`; milliseconds only where there are any. */
export function isoWithOffset(instant: Instant, tz: string): string {
  const offset = zoneOffset(tz, instant);
  const { date, msOfDay } = toLocal(tz, instant);
  const clock = new Date(msOfDay).toISOString().slice(11, 23).replace('.000', '');
  const minutes = Math.floor(Math.abs(offset) / 60_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date}T${clock}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
