import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentReplies } from './recent-replies.js';
import { TAG, type ShortMessage } from './short-message.js';
import { relativeTime } from './submit-parts.js';
import { carriedBy, joined, TextParts, type PartOf } from './text-parts.js';

const came = (hex: string, more: Partial<ShortMessage> = {}): ShortMessage => ({
  sourceTon: 1, sourceNpi: 1, source: '8613800000000', destTon: 0, destNpi: 1, dest: '10690000', esmClass: 0x40, validity: '', registered: 0, dataCoding: 0, octets: Buffer.from(hex, 'hex'), tlvs: null, ...more,
});
const sar = (...values: readonly string[]): ReadonlyMap<number, Buffer> => new Map([TAG.sarReference, TAG.sarTotal, TAG.sarNumber].map((tag, i) => [tag as number, Buffer.from(values[i] ?? '', 'hex')] as const));

describe('the header of a part', () => {
  it.each<readonly [what: string, message: ShortMessage, part: PartOf | null, text: string]>([
    ['8 bits', came('0500034a0201' + '4f4b'), { reference: 's74', total: 2, number: 1 }, 'OK'],
    ['16 bits', came('060804014a0302' + '4f4b'), { reference: 'l330', total: 3, number: 2 }, 'OK'],
    ['ports, then parts', came('0b' + '050415811581' + '0003070202' + '4f4b'), { reference: 's7', total: 2, number: 2 }, 'OK'],
    ['one of one is whole', came('0500034a0101' + '4f4b'), null, 'OK'],
    ['number 0', came('0500034a0200' + '4f4b'), null, 'OK'],
    ['number beyond the total', came('0500034a0203' + '4f4b'), null, 'OK'],
    ['an element that is cut off', came('0300034a' + '4f4b'), null, 'OK'],
    ['a header longer than the text is text', came('4f4b', { esmClass: 0x40 }), null, 'OK'],
    ['none', came('4f4b', { esmClass: 0 }), null, 'OK'],
    ['SAR', came('4f4b', { esmClass: 0, tlvs: sar('014a', '02', '01') }), { reference: 't330', total: 2, number: 1 }, 'OK'],
    ['SAR without its total', came('4f4b', { esmClass: 0, tlvs: sar('014a') }), null, 'OK'],
    ['message_payload', came('', { esmClass: 0, tlvs: new Map([[TAG.messagePayload as number, Buffer.from('OK')]]) }), null, 'OK'],
  ])('%s', (_what, message, part, text) => {
    const read = carriedBy(message);
    expect(read.part).toEqual(part);
    expect(read.octets.toString('latin1')).toBe(text);
  });
  it('of any octets is read without a throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (octets) => { expect(carriedBy(came(Buffer.from(octets).toString('hex'))).octets.length).toBeLessThanOrEqual(octets.length); }), { seed: 20261124, numRuns: 1_000 });
  });
});

describe('parts put together', () => {
  const piece = (text: string, dataCoding = 0) => ({ octets: Buffer.from(text), dataCoding });
  const part = (number: number, total = 3, reference = 's1'): PartOf => ({ reference, total, number });
  const textOf = ({ pieces }: { readonly pieces: readonly ({ readonly octets: Buffer } | null)[] }) => pieces.map((one) => one?.octets.toString() ?? '_').join('');

  it('in any order, repeats or not, give the text once', () => {
    fc.assert(fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }), (order, again) => {
      const parts = new TextParts<string>(1_000);
      const all = [...order.slice(0, -1), ...again.map((i) => order[i] as number), order.at(-1) as number];
      const out = all.flatMap((number) => parts.add('a', part(number, 5), piece(`${number}`), 'x', 0).out);
      expect(out.map(textOf)).toEqual(['12345']);
      expect(parts.waiting).toBe(0);
    }), { seed: 20261124 });
  });
  it('of two senders do not mix', () => {
    const parts = new TextParts<string>(1_000);
    parts.add('a', part(1, 2), piece('A1'), 'a', 0);
    parts.add('b', part(1, 2), piece('B1'), 'b', 0);
    expect(parts.add('a', part(2, 2), piece('A2'), 'a', 0).out.map(textOf)).toEqual(['A1A2']);
  });
  it('that wait too long are given as they are, a millisecond earlier not', () => {
    const parts = new TextParts<string>(1_000);
    parts.add('a', part(3), piece('3'), 'x', 500);
    parts.add('a', part(1), piece('1'), 'x', 900);
    expect(parts.overdue(1_499)).toEqual([]);
    expect(parts.overdue(1_500).map((one) => [textOf(one), one.whole])).toEqual([['1_3', false]]);
  });
  it('whose number is used again for another text give up the first', () => {
    const parts = new TextParts<string>(1_000);
    parts.add('a', part(1, 2), piece('old'), 'old', 0);
    const { out, of } = parts.add('a', part(1, 2), piece('new'), 'new', 1);
    expect([out.map(textOf), of]).toEqual([['old_'], 'new']);
  });
  it('that could not be kept wait again, and the last one said again completes them again', () => {
    const parts = new TextParts<string>(1_000);
    parts.add('a', part(1, 2), piece('1'), 'x', 0);
    const [whole] = parts.add('a', part(2, 2), piece('2'), 'x', 0).out;
    if (whole === undefined) throw new Error('not complete');
    expect(parts.putBack(whole, 10)).toEqual([]);
    expect(parts.add('a', part(2, 2), piece('2'), 'x', 20).out.map(textOf)).toEqual(['12']);
  });
  it('never hold more than so many: the oldest goes', () => {
    const parts = new TextParts<number>(1_000);
    const out = Array.from({ length: 1_001 }, (_, i) => parts.add(`from ${i}`, part(1, 2), piece('x'), i, i).out).flat();
    expect(out.map(({ of }) => of)).toEqual([0]);
    const large = new TextParts<number>(1_000);
    const given = Array.from({ length: 600 }, (_, i) => large.add(`from ${i}`, part(1, 2), { octets: Buffer.alloc(10_000), dataCoding: 0 }, i, i).out).flat();
    expect(given).toHaveLength(600 - Math.floor((4 * 2 ** 20) / 10_000));
  });
  it('are joined before they are read, so that a torn character is whole', () => {
    expect(joined([{ octets: Buffer.from('d83d', 'hex'), dataCoding: 8 }, { octets: Buffer.from('de00', 'hex'), dataCoding: 8 }, piece('a')])).toEqual([{ octets: Buffer.from('d83dde00', 'hex'), dataCoding: 8 }, piece('a')]);
  });
  it('show once where something is missing, and join nothing across it', () => {
    expect(joined([null, piece('a'), null, null, piece('b'), piece('c'), null])).toEqual([null, piece('a'), null, piece('bc'), null]);
  });
});

describe('the same words again', () => {
  it('are another text', () => {
    const recent = new RecentReplies();
    expect(recent.idOf('1', 0)).not.toBe(recent.idOf('1', 0));
  });
  it('are the same text after the connection ended, once, and for ten minutes', () => {
    const recent = new RecentReplies();
    const id = recent.idOf('1', 0);
    recent.connectionEnded(1_000);
    expect(recent.idOf('1', 2_000)).toBe(id);
    expect(recent.idOf('1', 3_000)).not.toBe(id);
    recent.connectionEnded(4_000);
    expect(recent.idOf('1', 4_000 + 600_000)).not.toBe(id);
  });
  it('are the same text when it was asked for again', () => {
    const recent = new RecentReplies();
    const id = recent.idOf('1', 0);
    recent.askedAgain('1', id, 0);
    expect(recent.idOf('1', 599_999)).toBe(id);
  });
  it('are another when the connection ended long after', () => {
    const recent = new RecentReplies();
    const id = recent.idOf('1', 0);
    recent.connectionEnded(60_001);
    expect(recent.idOf('1', 60_002)).not.toBe(id);
  });
});

it.each<readonly [minutes: number, time: string]>([[0, ''], [1, '000000000100000R'], [60, '000000010000000R'], [1_440 * 2 + 61, '000002010100000R'], [59, '000000005900000R']])('%i minutes from now is %j', (minutes, time) => {
  expect(relativeTime(minutes)).toBe(time);
  expect(time === '' || time.length === 16).toBe(true);
});
