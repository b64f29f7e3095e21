import smpp from 'smpp';

/** Command identifiers (SMPP 3.4 §5.1.2.1). An answer is its request with the top bit. */
export const COMMAND = {
  bind_receiver: 0x01, bind_transmitter: 0x02, submit_sm: 0x04, deliver_sm: 0x05, unbind: 0x06, bind_transceiver: 0x09, outbind: 0x0B, enquire_link: 0x15, alert_notification: 0x102,
} as const;
export const ANSWER = 0x8000_0000;
export const GENERIC_NACK = 0x8000_0000;
export const HEADER = 16;

/** Statuses that decide something here (SMPP 3.4 §5.1.3). */
export const STATUS = {
  ok: 0x00, badCommand: 0x03, wrongState: 0x04, alreadyBound: 0x05, systemError: 0x08, bindFailed: 0x0D, badPassword: 0x0E, badSystemId: 0x0F, queueFull: 0x14, throttled: 0x58,
  temporary: 0x64, permanent: 0x65, unknown: 0xFF,
} as const;

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(smpp.errors).map(([name, status]) => [status, name]));

/** `ESME_RTHROTTLED`, or the number where the standard has no name for it. */
export const statusName = (status: number): string => NAMES.get(status) ?? `0x${status.toString(16).padStart(8, '0')}`;

/** What came is no SMPP, or breaks off within a field. Nothing that follows on that connection can be trusted. */
export class Malformed extends Error {
  override name = 'Malformed';
}

/**
 * The library's codec without its filters: it would guess an alphabet when it writes (and label it wrongly) and when it reads. Texts
 * go in and come out as octets.
 */
class PlainPdu extends smpp.PDU {
  protected override _filter(): void {
    // Nothing is guessed.
  }
}

export type PlainFields = Readonly<Record<string, string | number>>;

/** Any PDU but the four that texts go by, which are in short-message.ts. */
export function encodePdu(command: string, sequence: number, status = 0, fields: PlainFields = {}): Buffer {
  return new PlainPdu(command, { ...fields, sequence_number: sequence, command_status: status }).toBuffer();
}

export function decodePdu(frame: Buffer): Readonly<Record<string, unknown>> {
  try {
    return new PlainPdu(frame);
  } catch (error) {
    throw new Malformed(error instanceof Error ? error.message : 'malformed');
  }
}

/** An answer that is a header alone: most refusals, unbind_resp, enquire_link_resp. */
export function bareAnswer(command: number, sequence: number, status: number): Buffer {
  const frame = Buffer.allocUnsafe(HEADER);
  frame.writeUInt32BE(HEADER, 0);
  frame.writeUInt32BE((command | ANSWER) >>> 0, 4);
  frame.writeUInt32BE(status, 8);
  frame.writeUInt32BE(sequence, 12);
  return frame;
}
