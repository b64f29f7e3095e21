import type { LocalDate } from '../../../domain/time/instant.js';

/**
 * Chance as a pure function: the same seed, question and number give the same answer, in whatever order questions are
 * asked. Answers are whole numbers from 0 to 2^32 - 1.
 */
export type Draw = (question: string, n: number) => number;

function mix(h: number): number {
  let x = h >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

export function drawFrom(seed: number): Draw {
  const hashes = new Map<string, number>();
  return (question, n) => {
    let h = hashes.get(question);
    if (h === undefined) {
      h = mix(hashText(question) ^ mix(seed));
      hashes.set(question, h);
    }
    return mix(h ^ mix(n + 0x9e3779b9));
  };
}

/** True `n` times in a thousand. */
export function chance(draw: Draw, question: string, n: number, permille: number): boolean {
  return draw(question, n) % 1000 < permille;
}

export function pick<T>(draw: Draw, question: string, n: number, from: readonly T[]): T {
  const found = from[draw(question, n) % from.length];
  if (found === undefined) throw new Error(`demo: nothing to pick for ${question}`);
  return found;
}

/** The same day of another month, or its last day when it has no such day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12;
  const day = Math.min(Number(date.slice(8, 10)), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
