import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gsm7Octets, smsAlphabet, smsParts, smsSegments, substituteForGsm, textOfGsm7, textOfUcs2, ucs2Octets } from './sms-segments.js';

const SEED = 20261124;
const zh = (count: number): string => '还'.repeat(count);
const ascii = (count: number): string => 'a'.repeat(count);

/** What each costs by TS 23.038 and TS 23.040. */
const COSTS: readonly (readonly [what: string, text: string, alphabet: string, segments: number, units: number, left: number])[] = [
  ['nothing', '', 'gsm7', 1, 0, 160],
  ['one piece, full', ascii(160), 'gsm7', 1, 160, 0],
  ['one more', ascii(161), 'gsm7', 2, 161, 145],
  ['two parts, full', ascii(306), 'gsm7', 2, 306, 0],
  ['two parts and one', ascii(307), 'gsm7', 3, 307, 152],
  ['characters of the extension count twice', '€{}', 'gsm7', 1, 6, 154],
  ['the extension fills one piece', '€'.repeat(80), 'gsm7', 1, 160, 0],
  ['and goes over it', '€'.repeat(81), 'gsm7', 2, 162, 306 - 162 - 1],
  ['Chinese, full', zh(70), 'ucs2', 1, 70, 0],
  ['Chinese, one more', zh(71), 'ucs2', 2, 71, 63],
  ['Chinese, two parts full', zh(134), 'ucs2', 2, 134, 0],
  ['Chinese, two parts and one', zh(135), 'ucs2', 3, 135, 66],
  ['beyond the BMP counts twice', '𠮷'.repeat(35), 'ucs2', 1, 70, 0],
  ['a letter outside the alphabet makes all UCS-2', `${ascii(69)}ï`, 'ucs2', 1, 70, 0],
  ['an escape is not torn at 153', `${ascii(152)}€${ascii(20)}`, 'gsm7', 2, 174, 153 - 22],
  ['a pair is not torn at 67', `${zh(66)}😀${zh(10)}`, 'ucs2', 2, 78, 67 - 12],
  ['the euro ends a part exactly', `${ascii(151)}€${ascii(20)}`, 'gsm7', 2, 173, 133],
];

describe('segments', () => {
  it.each(COSTS)('%s', (_what, text, alphabet, segments, units, left) => {
    expect(smsSegments(text)).toEqual({ alphabet, segments, units, left, substitutions: [] });
  });

  it('a longer reference takes one unit of each part', () => {
    expect(smsSegments(ascii(306), 16)).toMatchObject({ segments: 3, left: 152 - 2 });
    expect(smsSegments(zh(134), 16)).toMatchObject({ segments: 3, left: 66 - 2 });
    expect(smsSegments(ascii(160), 16).segments).toBe(1);
  });

  const anyText = fc.string({ unit: fc.constantFrom(...'ab€{~还éï😀𠮷\n’'), maxLength: 700 });

  it('parts are the text again, none over its room, no pair torn', () => {
    fc.assert(fc.property(anyText, fc.constantFrom(8, 16), (text, bits) => {
      const { alphabet, parts } = smsParts(text, bits as 8 | 16);
      expect(parts.join('')).toBe(text);
      expect(parts).toHaveLength(smsSegments(text, bits as 8 | 16).segments);
      for (const part of parts) {
        const octets = alphabet === 'gsm7' ? gsm7Octets(part).length : ucs2Octets(part).length;
        expect(part).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
        // With its header a part fits into 140 octets once septets are packed.
        if (parts.length > 1) expect((bits === 8 ? 6 : 7) + (alphabet === 'gsm7' ? Math.ceil((octets * 7) / 8) : octets)).toBeLessThanOrEqual(140);
      }
    }), { seed: SEED });
  });

  it('nothing is wasted: a part takes the first character of the next only when it does not fit', () => {
    fc.assert(fc.property(anyText, (text) => {
      const { alphabet, parts } = smsParts(text);
      parts.slice(1).forEach((next, i) => {
        const first = [...next][0] ?? '';
        expect(smsSegments(`${parts[i]}${first}`, 8).units).toBeGreaterThan(alphabet === 'gsm7' && smsAlphabet(`${parts[i]}${first}`) === 'gsm7' ? 153 : 67);
      });
    }), { seed: SEED });
  });
});

describe('substitutions', () => {
  it.each<readonly [what: string, text: string, becomes: string, list: readonly unknown[]]>([
    ['curly quotes', 'It’s “due”', 'It\'s "due"', [{ from: '’', to: '\'', count: 1 }, { from: '“', to: '"', count: 1 }, { from: '”', to: '"', count: 1 }]],
    ['dash, ellipsis, hard space', 'Pay\u00A0– or…', 'Pay - or...', [{ from: '\u00A0', to: ' ', count: 1 }, { from: '–', to: '-', count: 1 }, { from: '…', to: '...', count: 1 }]],
    ['a letter written in two', 'Jose\u0301', 'José', [{ from: 'e\u0301', to: 'é', count: 1 }]],
    ['zero width', 'STOP\u200B now', 'STOP now', [{ from: '\u200B', to: '', count: 1 }]],
    ['counted', '– – –', '- - -', [{ from: '–', to: '-', count: 3 }]],
    ['not in Chinese, which stays UCS-2', '请还款…', '请还款…', []],
    ['not where one letter is left outside', 'naïve – no', 'naïve – no', []],
    ['not where all is well', 'It\'s €5 {due}', 'It\'s €5 {due}', []],
  ])('%s', (_what, text, becomes, list) => {
    expect(smsSegments(text).substitutions).toEqual(list);
    expect(substituteForGsm(text)).toBe(becomes);
  });

  it('done twice change nothing more, and never cost more than the text did', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab€–…’\u00A0\u200Be\u0301还'), maxLength: 300 }), (text) => {
      const once = substituteForGsm(text);
      expect(substituteForGsm(once)).toBe(once);
      expect(smsSegments(once).segments).toBeLessThanOrEqual(smsSegments(text).segments);
    }), { seed: SEED });
  });
});

describe('octets', () => {
  it.each<readonly [text: string, hex: string]>([
    ['@', '00'], ['hello', '68656c6c6f'], ['€', '1b65'], ['{x}', '1b28781b29'], ['\f\n', '1b0a0a'], ['Δ_ΦΓΛΩΠΨΣΘΞ', '101112131415161718191a'], ['ÄÖÑÜ§¿äöñüà', '5b5c5d5e5f607b7c7d7e7f'],
  ])('GSM-7 of %j', (text, hex) => {
    expect(Buffer.from(gsm7Octets(text)).toString('hex')).toBe(hex);
    expect(textOfGsm7(Buffer.from(hex, 'hex'))).toBe(text);
  });
  it('come back whole', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'@£$¥èé\n\rΔΞ !abcÄà^{}[]~|€\\\f') }), (text) => { expect(textOfGsm7(gsm7Octets(text))).toBe(text); }), { seed: SEED });
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => { expect(textOfUcs2(ucs2Octets(text))).toBe(text); }), { seed: SEED });
  });
  it('refuse what has no place', () => expect(() => gsm7Octets('还')).toThrow('U+8FD8'));
  it('are read leniently: an unknown escape shows the basic character, a lone one nothing', () => {
    expect(textOfGsm7(Uint8Array.of(0x1B, 0x61, 0x1B, 0x1B, 0x1B))).toBe('a ');
    expect(textOfUcs2(Uint8Array.of(0x8F, 0xD8, 0x41))).toBe('还');
  });
});
