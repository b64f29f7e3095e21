import { gsm7Octets, smsParts, ucs2Octets } from '../../../domain/contact/sms-segments.js';
import type { OutgoingText } from '../../../engine/ports/channel.js';
import { addressOf, sourceOf } from './addresses.js';
import { ESM, type ShortMessage } from './short-message.js';
import type { Limits, SmppOptions } from './smpp-options.js';

export type PartTemplate = ShortMessage;

/** data_coding is always said: 0 is the GSM alphabet, 8 is UCS-2. */
const CODING = { gsm7: 0, ucs2: 8 } as const;
/** As many as are kept of one text; a header could count 255. */
const PARTS_MAX = 60;

/** Minutes as a relative time: YYMMDDhhmmss, tenths, `00R` (SMPP 3.4 §7.1.1.2). Empty for 0. */
export function relativeTime(minutes: number): string {
  if (minutes === 0) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `0000${two(Math.min(99, Math.floor(minutes / 1_440)))}${two(Math.floor(minutes / 60) % 24)}${two(minutes % 60)}00000R`;
}

function header(bits: 8 | 16, reference: number, total: number, number: number): Buffer {
  return bits === 8 ? Buffer.of(5, 0x00, 3, reference & 0xFF, total, number) : Buffer.of(6, 0x08, 4, (reference >> 8) & 0xFF, reference & 0xFF, total, number);
}

/** What is submitted for a text, its words unchanged; `null` when it would take more parts than are sent of one text. */
export function partsOf(outgoing: OutgoingText, options: SmppOptions, limits: Limits, reference: number): readonly PartTemplate[] | null {
  const bits = options.referenceBits ?? 8;
  const { alphabet, parts } = smsParts(outgoing.text, bits);
  if (parts.length > PARTS_MAX) return null;
  const [source, dest] = [sourceOf(options.source), addressOf(outgoing.to)];
  return parts.map((text, i) => {
    const octets = Buffer.from((alphabet === 'gsm7' ? gsm7Octets(text) : ucs2Octets(text)).buffer);
    return {
      sourceTon: source.ton, sourceNpi: source.npi, source: source.digits, destTon: dest.ton, destNpi: dest.npi, dest: dest.digits,
      esmClass: parts.length > 1 ? ESM.udh : 0, validity: relativeTime(limits.validityMinutes), registered: options.receipts === false ? 0 : 1, dataCoding: CODING[alphabet],
      octets: parts.length > 1 ? Buffer.concat([header(bits, reference, parts.length, i + 1), octets]) : octets, tlvs: null,
    };
  });
}
