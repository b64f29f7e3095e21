import iconv from 'iconv-lite';
import { textOfGsm7, textOfUcs2 } from '../../../domain/contact/sms-segments.js';
import type { SmppOptions } from './smpp-options.js';

type Alphabet = 'gsm7' | 'ascii' | 'latin1' | 'utf8' | 'ucs2' | 'octets' | 'shift_jis' | 'iso88595' | 'iso88598' | 'euckr' | 'gb18030';

/** data_coding below 16 as SMPP 3.4 §5.2.19 has it; 15 is reserved there, and GBK to peers in China. */
const SMPP_ALPHABETS: readonly (Alphabet | null)[] = [null, 'ascii', 'octets', 'latin1', 'octets', 'shift_jis', 'iso88595', 'iso88598', 'ucs2', 'octets', 'octets', 'octets', 'octets', 'shift_jis', 'euckr', 'gb18030'];

/** From 16 on it is the coding scheme of 3GPP TS 23.038 §4. */
function alphabetOf(dataCoding: number, usual: Alphabet): Alphabet {
  if (dataCoding < 16) return SMPP_ALPHABETS[dataCoding] ?? usual;
  const group = dataCoding >> 4;
  const of = (bits: number): Alphabet => (['gsm7', 'octets', 'ucs2', 'octets'] as const)[bits & 3] ?? 'octets';
  // Groups: general (also "delete after reading"), waiting indications, and data with a message class.
  if (group < 8) return of(dataCoding >> 2);
  if (group === 0xE) return 'ucs2';
  if (group === 0xC || group === 0xD) return 'gsm7';
  return group === 0xF && (dataCoding & 4) !== 0 ? 'octets' : 'gsm7';
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** 8-bit data has no alphabet of its own: UTF-8 where it is such, else Latin-1, so that what a person wrote is seen in any case. */
function textOfOctets(octets: Uint8Array): string {
  try {
    return UTF8.decode(octets);
  } catch {
    return Buffer.from(octets).toString('latin1');
  }
}

/** What came, as text. Never throws: what cannot be read shows as replacement characters. */
export function textOf(octets: Uint8Array, dataCoding: number, usual: SmppOptions['defaultAlphabet'] = 'gsm7'): string {
  const alphabet = alphabetOf(dataCoding, usual);
  if (alphabet === 'gsm7') return textOfGsm7(octets);
  if (alphabet === 'ucs2') return textOfUcs2(octets);
  if (alphabet === 'octets' || alphabet === 'utf8' || alphabet === 'ascii') return textOfOctets(octets);
  return iconv.decode(Buffer.from(octets), alphabet);
}
