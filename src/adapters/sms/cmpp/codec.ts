import { COMMAND_IDS, LAYOUTS, REPORT_LAYOUT, widthOf, type Body, type BodyOf, type CmppVersion, type Command, type Field, type Report } from './layouts.js';

/** What came is no CMPP: lengths that do not agree, a command that there is not. Where the next frame begins is then unknown, so the connection must go. */
export class CmppFault extends Error {
  override readonly name = 'CmppFault';
  constructor(readonly code: 'length' | 'command' | 'body') {
    super(`cmpp: ${code}`);
  }
}

export type Pdu = { readonly [C in Command]: { readonly command: C; readonly sequence: number; readonly body: Body<C> } }[Command];

export const HEADER_OCTETS = 12;
/** The longest SUBMIT of 3.0, to 99 numbers, has some 3,500 octets; nothing else is as long. */
export const FRAME_OCTETS_MAX = 4096;

const COMMAND_OF = new Map((Object.entries(COMMAND_IDS) as [Command, number][]).map(([command, id]) => [id, command]));
const lengthOf = (field: Field, version: CmppVersion, value: unknown): number => {
  const width = widthOf(field, version);
  if (field.kind === 'content') return 1 + (value as Uint8Array).length;
  return field.kind === 'numbers' ? 1 + (value as readonly string[]).length * width : width;
};

function writeText(to: Buffer, at: number, width: number, name: string, value: string): void {
  if (value.length > width || !/^[\x01-\x7f]*$/.test(value)) throw new Error(`cmpp: ${name} takes at most ${width} ASCII characters`);
  to.write(value, at, 'latin1');
}

function writeField(to: Buffer, at: number, width: number, { name, kind }: Field, value: unknown): void {
  if (width === 0) return;
  if (kind === 'uint') to.writeUIntBE(value as number, at, width);
  else if (kind === 'long') to.writeBigUInt64BE(value as bigint, at);
  else if (kind === 'text') writeText(to, at, width, name, value as string);
  else if (kind === 'octets') {
    const octets = value as Uint8Array;
    if (octets.length > width) throw new Error(`cmpp: ${name} takes at most ${width} octets`);
    to.set(octets, at);
  } else if (kind === 'content') {
    const octets = value as Uint8Array;
    to.writeUInt8(octets.length, at);
    to.set(octets, at + 1);
  } else {
    const list = value as readonly string[];
    to.writeUInt8(list.length, at);
    list.forEach((one, i) => writeText(to, at + 1 + i * width, width, name, one));
  }
}

function writeBody(layout: readonly Field[], body: Readonly<Record<string, unknown>>, version: CmppVersion, header: number): Buffer {
  const frame = Buffer.alloc(header + layout.reduce((sum, field) => sum + lengthOf(field, version, body[field.name]), 0));
  let at = header;
  for (const field of layout) {
    writeField(frame, at, widthOf(field, version), field, body[field.name]);
    at += lengthOf(field, version, body[field.name]);
  }
  return frame;
}

/** One frame. Throws a plain Error on a value that does not fit its field: a mistake of ours or of a setting, never of the peer. */
export function encodePdu<C extends Command>(command: C, sequence: number, body: Body<C>, version: CmppVersion): Buffer {
  const frame = writeBody(LAYOUTS[command], body as Readonly<Record<string, unknown>>, version, HEADER_OCTETS);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(COMMAND_IDS[command], 4);
  frame.writeUInt32BE(sequence, 8);
  return frame;
}

/** ASCII up to the first NUL; blanks around it are padding too, as some gateways have it. */
function readText(from: Buffer, at: number, width: number): string {
  const end = from.subarray(at, at + width).indexOf(0);
  return from.toString('latin1', at, at + (end < 0 ? width : end)).trim();
}

function readField(from: Buffer, at: number, width: number, kind: Field['kind']): readonly [unknown, number] {
  const need = (octets: number) => {
    if (at + octets > from.length) throw new CmppFault('length');
  };
  if (kind === 'content' || kind === 'numbers') {
    need(1);
    const count = from.readUInt8(at);
    const each = kind === 'content' ? 1 : width;
    need(1 + count * each);
    return kind === 'content' ? [from.subarray(at + 1, at + 1 + count), at + 1 + count] : [Array.from({ length: count }, (_, i) => readText(from, at + 1 + i * each, each)), at + 1 + count * each];
  }
  need(width);
  if (kind === 'uint') return [width === 0 ? 0 : from.readUIntBE(at, width), at + width];
  if (kind === 'long') return [from.readBigUInt64BE(at), at + width];
  return [kind === 'text' ? readText(from, at, width) : from.subarray(at, at + width), at + width];
}

/** To the last octet: what is left over is a fault as much as what is missing. */
function readBody<L extends readonly Field[]>(layout: L, from: Buffer, start: number, version: CmppVersion): BodyOf<L> {
  const body: Record<string, unknown> = {};
  let at = start;
  for (const field of layout) [body[field.name], at] = readField(from, at, widthOf(field, version), field.kind);
  if (at !== from.length) throw new CmppFault('length');
  return body as BodyOf<L>;
}

/** A gateway of 2.0 refuses a client of 3.0 in its own words: their lengths tell the two apart. */
const CONNECT_RESP_OCTETS_2 = 30;

/** Reads one whole frame. Throws {@link CmppFault} on what the specification does not allow. */
export function decodePdu(frame: Buffer, version: CmppVersion): Pdu {
  if (frame.length < HEADER_OCTETS || frame.readUInt32BE(0) !== frame.length) throw new CmppFault('length');
  const command = COMMAND_OF.get(frame.readUInt32BE(4));
  if (command === undefined) throw new CmppFault('command');
  const spoken = command === 'connect_resp' ? (frame.length === CONNECT_RESP_OCTETS_2 ? '2.0' : '3.0') : version;
  return { command, sequence: frame.readUInt32BE(8), body: readBody(LAYOUTS[command], frame, HEADER_OCTETS, spoken) } as Pdu;
}

const REPORT_OCTETS: Readonly<Record<number, CmppVersion>> = { 60: '2.0', 71: '3.0' };

/** The body of a status report; `null` when it has neither of the two lengths. The length decides, whatever the connection speaks: gateways mix them. */
export function decodeReport(content: Uint8Array): Report | null {
  const version = REPORT_OCTETS[content.length];
  return version === undefined ? null : readBody(REPORT_LAYOUT, Buffer.from(content), 0, version);
}

export const encodeReport = (report: Report, version: CmppVersion): Buffer => writeBody(REPORT_LAYOUT, report, version, 0);

/** Cuts what a socket hands over into frames. Throws {@link CmppFault} as soon as a length is impossible, before anything more is held. */
export class Frames {
  #held: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): readonly Buffer[] {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const frames: Buffer[] = [];
    let at = 0;
    while (this.#held.length - at >= 4) {
      const length = this.#held.readUInt32BE(at);
      if (length < HEADER_OCTETS || length > FRAME_OCTETS_MAX) throw new CmppFault('length');
      if (this.#held.length - at < length) break;
      frames.push(this.#held.subarray(at, at + length));
      at += length;
    }
    this.#held = this.#held.subarray(at);
    return frames;
  }
}
