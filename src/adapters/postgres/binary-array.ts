import type { SqlValue } from '../../engine/ports/database.js';

type Element = string | number | bigint | boolean | null | Uint8Array;

/** Catalogue numbers of the element types whose arrays we send in binary. */
const OIDS: Readonly<Record<string, number>> = { bigint: 20, int: 23, integer: 23, text: 25, bytea: 17, boolean: 16 };

const casts = new Map<string, ReadonlyMap<number, string>>();
const STATEMENTS_MAX = 2_000;

/** Which parameters a statement casts to an array, and of what: `$3::bigint[]`. Read once per statement text. */
function castsOf(text: string): ReadonlyMap<number, string> {
  const known = casts.get(text);
  if (known !== undefined) return known;
  const found = new Map<number, string>();
  for (const [, n, type] of text.matchAll(/\$(\d+)::(bigint|int|integer|text|bytea|boolean)\[\]/g)) found.set(Number(n), type as string);
  if (casts.size < STATEMENTS_MAX) casts.set(text, found);
  return found;
}

/** Bytes of one element after its length, at most; exact for all but text, where it is the most that UTF-8 may need. */
function roomOf(value: Element, type: string): number {
  if (value === null) return 0;
  if (type === 'text') return (value as string).length * 3;
  if (type === 'bytea') return (value as Uint8Array).length;
  return type === 'bigint' ? 8 : type === 'boolean' ? 1 : 4;
}

function writeElement(out: Buffer, at: number, value: Element, type: string): number {
  if (value === null) return out.writeInt32BE(-1, at);
  const body = at + 4;
  let end = body;
  if (type === 'text') {
    if (typeof value !== 'string') throw new TypeError(`an element of a text[] parameter is a ${typeof value}`);
    if (value.includes('\0')) throw new RangeError('a text parameter holds a NUL character, which PostgreSQL cannot store');
    end = body + out.write(value, body, 'utf8');
  } else if (type === 'bytea') {
    out.set(value as Uint8Array, body);
    end = body + (value as Uint8Array).length;
  } else if (type === 'boolean') end = out.writeUInt8(value === true ? 1 : 0, body);
  else if (type === 'bigint') end = out.writeBigInt64BE(BigInt(value as number | bigint), body);
  else end = out.writeInt32BE(value as number, body);
  out.writeInt32BE(end - body, at);
  return end;
}

/** One array in PostgreSQL's binary form: dimensions, null flag, element type, size, lower bound, then length and bytes of each. */
function binaryArray(values: readonly Element[], type: string): Uint8Array {
  const oid = OIDS[type] as number;
  if (values.length === 0) {
    const empty = Buffer.alloc(12);
    empty.writeInt32BE(oid, 8);
    return empty;
  }
  let room = 20 + 4 * values.length;
  let nulls = 0;
  for (const value of values) {
    room += roomOf(value, type);
    if (value === null) nulls = 1;
  }
  const out = Buffer.allocUnsafe(room);
  let at = out.writeInt32BE(1, 0);
  at = out.writeInt32BE(nulls, at);
  at = out.writeInt32BE(oid, at);
  at = out.writeInt32BE(values.length, at);
  at = out.writeInt32BE(1, at);
  for (const value of values) at = writeElement(out, at, value, type);
  return out.subarray(0, at);
}

/**
 * Parameters with every array that the statement casts (`$1::text[]`) in binary: nothing is escaped by us and nothing is
 * unescaped by the server. Arrays without a cast are left for the caller's own way.
 */
export function withBinaryArrays(text: string, parameters: readonly SqlValue[]): readonly SqlValue[] {
  const types = castsOf(text);
  if (types.size === 0) return parameters;
  return parameters.map((value, i) => {
    const type = types.get(i + 1);
    return type !== undefined && Array.isArray(value) ? binaryArray(value as readonly Element[], type) : value;
  });
}
