import { describe, expect, it } from 'vitest';
import { isReceipt, readReceipt, refOf } from './receipt.js';
import { ESM, TAG, type ShortMessage } from './short-message.js';
import type { IdForm } from './smpp-options.js';

const said = (text: string, more: Partial<ShortMessage> = {}): ShortMessage => ({
  sourceTon: 1, sourceNpi: 1, source: '8613800000000', destTon: 0, destNpi: 1, dest: '10690000', esmClass: ESM.receipt, validity: '', registered: 0, dataCoding: 0, octets: Buffer.from(text, 'latin1'), tlvs: null, ...more,
});
const tlv = (id: string, state?: number): ReadonlyMap<number, Buffer> => new Map([[TAG.receiptedMessageId as number, Buffer.from(id, 'latin1')], ...(state === undefined ? [] : [[TAG.messageState as number, Buffer.of(state)] as const])]);
const TEXT = 'id:0A1B2C sub:001 dlvrd:001 submit date:2611241000 done date:2611241001 stat:DELIVRD err:000 text:hello';

describe('a receipt', () => {
  it.each<readonly [what: string, message: ShortMessage, forms: readonly [IdForm, IdForm], ref: string | null, state: string | null]>([
    ['by its text', said(TEXT), ['text', 'text'], '0A1B2C', 'delivered'],
    ['by its text, hexadecimal', said(TEXT), ['decimal', 'hex'], '662316', 'delivered'],
    ['by its text, decimal with zeros', said('id:0000662316 stat:UNDELIV'), ['hex', 'decimal'], '662316', 'failed'],
    ['in small letters', said('ID: 77 Stat: delivrd'), ['text', 'text'], '77', 'delivered'],
    ['the parameter before the text', said(TEXT, { tlvs: tlv('XYZ\0', 5) }), ['text', 'text'], 'XYZ', 'failed'],
    ['the parameter has the form of the answer', said(TEXT, { tlvs: tlv('ff', 2) }), ['hex', 'decimal'], '255', 'delivered'],
    ['the parameter without its end', said('', { tlvs: tlv('12', 3) }), ['text', 'text'], '12', 'expired'],
    ['a parameter for the message, the text for the state', said(TEXT, { tlvs: tlv('12') }), ['text', 'text'], '12', 'delivered'],
    ['the text in message_payload', said('', { tlvs: new Map([[TAG.messagePayload as number, Buffer.from(TEXT, 'latin1')]]) }), ['text', 'text'], '0A1B2C', 'delivered'],
    ['deleted', said('id:1 stat:DELETED'), ['text', 'text'], '1', 'failed'],
    ['rejected', said('id:1 stat:REJECTD'), ['text', 'text'], '1', 'failed'],
    ['expired', said('id:1 stat:EXPIRED'), ['text', 'text'], '1', 'expired'],
    ['accepted by the next hop settles nothing', said('id:1 stat:ACCEPTD'), ['text', 'text'], '1', 'sent'],
    ['unknown settles nothing', said('id:1 stat:UNKNOWN'), ['text', 'text'], '1', 'sent'],
    ['a word of the peer\'s own settles nothing', said('id:1 stat:MA:0001'), ['text', 'text'], '1', 'sent'],
    ['names no message', said('thank you'), ['text', 'text'], null, null],
    ['names too long a one', said(`id:${'9'.repeat(80)} stat:DELIVRD`), ['text', 'text'], '9'.repeat(64), 'delivered'],
  ])('%s', (_what, message, [answer, receipt], ref, state) => {
    const read = readReceipt(message, { answer, receipt });
    expect(read === null ? null : { ref: read.ref, state: read.state }).toEqual(ref === null ? null : { ref, state });
  });

  it('said twice is known by its id, and other news by another', () => {
    const [a, b, c] = ['id:5 stat:DELIVRD err:000', 'id:5 stat:DELIVRD err:001', 'id:5 stat:ENROUTE'].map((text) => readReceipt(said(text), { answer: 'text', receipt: 'text' })?.id);
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  it.each<readonly [what: string, message: ShortMessage, is: boolean]>([
    ['marked', said(TEXT), true], ['an intermediate notice', said(TEXT, { esmClass: 0x20 }), true], ['marked and with a header', said(TEXT, { esmClass: 0x44 }), true],
    ['by its parameter', said(TEXT, { esmClass: 0, tlvs: tlv('1') }), true],
    ['a person wrote it', said(TEXT, { esmClass: 0 }), false], ['a long text of a person', said(TEXT, { esmClass: 0x40 }), false],
  ])('is one when the peer says so: %s', (_what, message, is) => expect(isReceipt(message)).toBe(is));
});

it.each<readonly [id: string, form: IdForm, ref: string]>([
  ['00ff', 'hex', '255'], ['00FF', 'hex', '255'], ['0255', 'decimal', '255'], ['255', 'text', '255'], ['0255', 'text', '0255'], ['xyz', 'hex', 'xyz'], ['f0', 'decimal', 'f0'], ['', 'hex', ''],
  ['ffffffffffffffffffff', 'hex', '1208925819614629174706175'],
])('the identifier %s, %s, is %s', (id, form, ref) => expect(refOf(id, form)).toBe(ref));
