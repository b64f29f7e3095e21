import { ANSWER, HEADER, Malformed } from './pdu.js';

// submit_sm, deliver_sm and their answers (SMPP 3.4 §4.4, §4.6), which are all but a few of the PDUs of a working connection.
// The library's codec for them takes objects of any shape and reads past the end of what is cut off; these do neither.
// short-message.test.ts compares them with the library's, byte for byte.

export interface ShortMessage {
  readonly sourceTon: number;
  readonly sourceNpi: number;
  readonly source: string;
  readonly destTon: number;
  readonly destNpi: number;
  readonly dest: string;
  readonly esmClass: number;
  /** `''`, or YYMMDDhhmmsstnnp (§7.1.1). */
  readonly validity: string;
  readonly registered: number;
  readonly dataCoding: number;
  readonly octets: Buffer;
  /** Optional parameters by tag; of one that comes twice the last. */
  readonly tlvs: ReadonlyMap<number, Buffer> | null;
}

export const TAG = { receiptedMessageId: 0x001E, sarReference: 0x020C, sarTotal: 0x020E, sarNumber: 0x020F, messagePayload: 0x0424, messageState: 0x0427 } as const;
/** Of esm_class (§5.2.12). */
export const ESM = { udh: 0x40, kind: 0x3C, receipt: 0x04, intermediate: 0x20 } as const;
const OCTETS_MAX = 254;

export function encodeShortMessage(command: number, sequence: number, message: ShortMessage): Buffer {
  const { source, dest, validity, octets, tlvs } = message;
  if (octets.length > OCTETS_MAX) throw new Error(`short_message: ${octets.length} octets, ${OCTETS_MAX} is most`);
  let length = HEADER + 17 + source.length + dest.length + validity.length + octets.length;
  if (tlvs !== null) for (const value of tlvs.values()) length += 4 + value.length;
  const frame = Buffer.allocUnsafe(length);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt32BE(command, 4);
  frame.writeUInt32BE(0, 8);
  frame.writeUInt32BE(sequence, 12);
  frame[16] = 0; // service_type
  frame[17] = message.sourceTon;
  frame[18] = message.sourceNpi;
  let at = writeText(frame, 19, source);
  frame[at] = message.destTon;
  frame[at + 1] = message.destNpi;
  at = writeText(frame, at + 2, dest);
  frame[at] = message.esmClass;
  frame[at + 1] = 0; // protocol_id
  frame[at + 2] = 0; // priority_flag
  frame[at + 3] = 0; // schedule_delivery_time
  at = writeText(frame, at + 4, validity);
  frame[at] = message.registered;
  frame[at + 1] = 0; // replace_if_present_flag
  frame[at + 2] = message.dataCoding;
  frame[at + 3] = 0; // sm_default_msg_id
  frame[at + 4] = octets.length;
  at += 5;
  frame.set(octets, at);
  at += octets.length;
  if (tlvs !== null) {
    for (const [tag, value] of tlvs) {
      frame.writeUInt16BE(tag, at);
      frame.writeUInt16BE(value.length, at + 2);
      frame.set(value, at + 4);
      at += 4 + value.length;
    }
  }
  return frame;
}

function writeText(frame: Buffer, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) frame[at + i] = text.charCodeAt(i) & 0x7F;
  frame[at + text.length] = 0;
  return at + text.length + 1;
}

/** Where the text that begins at `at` ends. Longer than `most` octets, or never ended: malformed. */
function endOf(frame: Buffer, at: number, most: number): number {
  const end = frame.indexOf(0, at);
  if (end < 0 || end - at > most) throw new Malformed('a text without its end');
  return end;
}

/** `octets` and optional parameters are views of the frame. Throws {@link Malformed}. */
export function decodeShortMessage(frame: Buffer): ShortMessage {
  let at = endOf(frame, HEADER, 5) + 1;
  const octet = (): number => {
    const value = frame[at];
    if (value === undefined) throw new Malformed('cut off');
    at += 1;
    return value;
  };
  const text = (most: number): string => {
    const end = endOf(frame, at, most);
    const value = frame.toString('latin1', at, end);
    at = end + 1;
    return value;
  };
  const [sourceTon, sourceNpi, source] = [octet(), octet(), text(64)];
  const [destTon, destNpi, dest] = [octet(), octet(), text(64)];
  const esmClass = octet();
  at += 2;
  text(16);
  const validity = text(16);
  const registered = octet();
  at += 1;
  const dataCoding = octet();
  at += 1;
  const length = octet();
  if (at + length > frame.length) throw new Malformed('short_message is cut off');
  const octets = frame.subarray(at, at + length);
  return { sourceTon, sourceNpi, source, destTon, destNpi, dest, esmClass, validity, registered, dataCoding, octets, tlvs: decodeTlvs(frame, at + length) };
}

function decodeTlvs(frame: Buffer, from: number): ReadonlyMap<number, Buffer> | null {
  if (from === frame.length) return null;
  const tlvs = new Map<number, Buffer>();
  for (let at = from; at < frame.length;) {
    if (at + 4 > frame.length) throw new Malformed('an optional parameter is cut off');
    const end = at + 4 + frame.readUInt16BE(at + 2);
    if (end > frame.length) throw new Malformed('an optional parameter is cut off');
    tlvs.set(frame.readUInt16BE(at), frame.subarray(at + 4, end));
    at = end;
  }
  return tlvs;
}

/** submit_sm_resp or deliver_sm_resp that accepts; a refusal is a header alone. */
export function encodeAccepted(command: number, sequence: number, messageId: string): Buffer {
  const length = HEADER + messageId.length + 1;
  const frame = Buffer.allocUnsafe(length);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt32BE((command | ANSWER) >>> 0, 4);
  frame.writeUInt32BE(0, 8);
  frame.writeUInt32BE(sequence, 12);
  writeText(frame, HEADER, messageId);
  return frame;
}

/** The message_id of an answer; `''` where there is none. */
export function messageIdOf(frame: Buffer): string {
  return frame.length === HEADER ? '' : frame.toString('latin1', HEADER, endOf(frame, HEADER, 64));
}
