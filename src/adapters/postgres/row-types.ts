// How values cross between JavaScript and SQL, the same on every backend. Both drivers are told to hand over the text
// form of a value and these functions read it, so that no driver's own taste (local dates, Buffers) leaks in.
import type { SqlValue } from '../../engine/ports/database.js';

type Read = (text: string) => unknown;

function readBigint(text: string): number {
  const value = Number(text);
  // Beyond 2^53 a number would silently become its neighbour: refuse instead.
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond 53 bits came out of the database: cast it to text in the statement');
  return value;
}

const asText: Read = (text) => text;
const readBoolean: Read = (text) => text === 't';
const readJson: Read = (text) => JSON.parse(text) as unknown;

function readBytea(text: string): Uint8Array {
  if (!text.startsWith('\\x')) throw new RangeError('bytea arrived in escape format: set bytea_output to hex');
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'));
}

/** [type, array type, reader]; the numbers are fixed in PostgreSQL's catalogue (pg_type.dat). Types not listed arrive as text. */
const table: readonly (readonly [scalar: number, array: number, read: Read])[] = [
  [16, 1000, readBoolean], // bool
  [17, 1001, readBytea], // bytea
  [18, 1002, asText], // "char"
  [19, 1003, asText], // name
  [20, 1016, readBigint], // int8
  [21, 1005, Number], // int2
  [23, 1007, Number], // int4
  [25, 1009, asText], // text
  [26, 1028, Number], // oid
  [114, 199, readJson], // json
  [700, 1021, Number], // float4
  [701, 1022, Number], // float8
  [1042, 1014, asText], // bpchar
  [1043, 1015, asText], // varchar
  [1082, 1182, asText], // date
  [1083, 1183, asText], // time
  [1114, 1115, asText], // timestamp
  [1184, 1185, asText], // timestamptz
  [1186, 1187, asText], // interval
  [1700, 1231, asText], // numeric
  [2950, 2951, asText], // uuid
  [3802, 3807, readJson], // jsonb
];

/** Reads PostgreSQL's array text (`{1,NULL,"a \"b\""}`), nested arrays included. */
export function readArray(text: string, read: Read): unknown[] {
  let at = text.startsWith('[') ? text.indexOf('=') + 1 : 0; // `[0:1]={…}`: bounds other than 1 are written in front
  const list = (): unknown[] => {
    const items: unknown[] = [];
    at += 1; // {
    while (text[at] !== '}') {
      if (at >= text.length) throw new RangeError('an array from the database ends too early');
      if (text[at] === ',') at += 1;
      if (text[at] === '{') items.push(list());
      else if (text[at] === '"') items.push(read(quoted()));
      else if (text[at] !== '}') {
        const from = at;
        while (text[at] !== ',' && text[at] !== '}' && at < text.length) at += 1;
        const word = text.slice(from, at);
        items.push(word === 'NULL' ? null : read(word));
      }
    }
    at += 1; // }
    return items;
  };
  const quoted = (): string => {
    let word = '';
    at += 1;
    while (text[at] !== '"') {
      if (at >= text.length) throw new RangeError('an array from the database ends too early');
      if (text[at] === '\\') at += 1;
      word += text[at];
      at += 1;
    }
    at += 1;
    return word;
  };
  return list();
}

const readers = new Map<number, Read>();
for (const [scalar, array, read] of table) {
  readers.set(scalar, read);
  readers.set(array, (text) => readArray(text, read));
}

/** The reader of a type by its catalogue number; unknown types stay text. */
export function readerOf(type: number): Read {
  return readers.get(type) ?? asText;
}

/** Every reader by type number, for a driver that wants a record. */
export const readersByType: Readonly<Record<number, Read>> = Object.fromEntries(readers);

type Scalar = Exclude<SqlValue, readonly unknown[]>;

function scalarText(value: Exclude<Scalar, null | Uint8Array>): string {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new RangeError('a text parameter holds a NUL character, which PostgreSQL cannot store');
    return value;
  }
  return String(value);
}

function elementText(value: Scalar): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}"`;
  if (typeof value !== 'string') return String(value);
  return `"${scalarText(value).replace(/[\\"]/g, '\\$&')}"`;
}

/** What is sent to a driver: text, bytes or null. Arrays become PostgreSQL's array text. */
export function parameterOf(value: SqlValue): string | Uint8Array | null {
  if (value === undefined) throw new TypeError('a parameter is undefined: pass null where the database should hold null');
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'object') return `{${value.map(elementText).join(',')}}`;
  return scalarText(value);
}
