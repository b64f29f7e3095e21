import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectTimestamp, clientAuthenticator, gatewayAuthenticator, validUntil } from './authenticator.js';
import { CmppFault, decodePdu, decodeReport, encodePdu, encodeReport, FRAME_OCTETS_MAX, Frames, type Pdu } from './codec.js';
import { LAYOUTS, widthOf, type Body, type CmppVersion, type Command, type Field } from './layouts.js';

// Frames written out by hand, field by field, from "China Mobile Peer to Peer, V2.0" (April 2002), §7.4, and from 3.0 where it
// differs: Status and Result of 4 octets, numbers of 32, Fee_terminal_type, Dest_terminal_type, Src_terminal_type, LinkID.

const ascii = (text: string, width: number): string => Buffer.from(text, 'latin1').toString('hex').padEnd(width * 2, '0');
const zeros = (octets: number): string => '00'.repeat(octets);
const frame = (...fields: readonly string[]): Buffer => Buffer.from(fields.join(''), 'hex');

const MSG_ID = 0xb4c5530000010000n;
const CLIENT = '0a358dd6a0107de75ece05d385201c20';
/** 【例】还 */
const UCS2 = '30104f8b30118fd8';
const SUBMIT: Body<'submit'> = {
  msgId: 0n, pkTotal: 1, pkNumber: 1, registeredDelivery: 1, msgLevel: 1, serviceId: 'LOAN', feeUserType: 2, feeTerminalId: '', feeTerminalType: 0, tpPid: 0, tpUdhi: 0, msgFmt: 8, msgSrc: '900001',
  feeType: '01', feeCode: '0', validTime: '261124193005032+', atTime: '', srcId: '10690001', destTerminalIds: ['15400000001'], destTerminalType: 0, content: Buffer.from(UCS2, 'hex'), reserve: Buffer.alloc(8), linkId: '',
};
const DELIVER: Body<'deliver'> = {
  msgId: MSG_ID, destId: '10690001', serviceId: 'LOAN', tpPid: 0, tpUdhi: 0, msgFmt: 8, srcTerminalId: '15400000001', srcTerminalType: 0, registeredDelivery: 0, content: Buffer.from('90008ba2', 'hex'), reserve: Buffer.alloc(8), linkId: '',
};
const QUERY_RESP: Body<'query_resp'> = { time: '20261124', queryType: 1, queryCode: 'LOAN', mtMessages: 1, mtUsers: 2, mtDone: 3, mtWaiting: 4, mtFailed: 5, moDone: 6, moWaiting: 7, moFailed: 8 };

interface Vector {
  readonly what: string;
  readonly version: CmppVersion;
  readonly octets: Buffer;
  readonly pdu: Pdu;
}

const submitHead = (length: string) => [
  length, '00000004', '00000017', // Total_Length, Command_Id, Sequence_Id 23
  zeros(8), // Msg_Id, left to the gateway
  '01', '01', // Pk_total, Pk_number
  '01', '01', // Registered_Delivery, Msg_level
  ascii('LOAN', 10), // Service_Id
  '02', // Fee_UserType: the sender pays
];
const submitMiddle = [
  '00', '00', '08', // TP_pId, TP_udhi, Msg_Fmt UCS-2
  ascii('900001', 6), // Msg_src
  '3031', // FeeType "01"
  ascii('0', 6), // FeeCode
  `${ascii('261124193005032+', 16)}00`, // ValId_Time
  zeros(17), // At_Time
  ascii('10690001', 21), // Src_Id
  '01', // DestUsr_tl
];

const VECTORS: readonly Vector[] = [
  {
    what: 'CONNECT', version: '2.0', pdu: { command: 'connect', sequence: 1, body: { sourceAddr: '900001', authenticator: Buffer.from(CLIENT, 'hex'), version: 0x20, timestamp: 1124093005 } },
    octets: frame('00000027', '00000001', '00000001', '393030303031' /* Source_Addr "900001" */, CLIENT, '20' /* Version 2.0 */, '43004c4d' /* Timestamp 1124093005 */),
  },
  {
    what: 'CONNECT_RESP', version: '2.0', pdu: { command: 'connect_resp', sequence: 1, body: { status: 0, authenticator: Buffer.from('fb07d7e2667571ea9a804ae586bcb145', 'hex'), version: 0x20 } },
    octets: frame('0000001e', '80000001', '00000001', '00' /* Status, one octet */, 'fb07d7e2667571ea9a804ae586bcb145', '20'),
  },
  {
    what: 'CONNECT_RESP', version: '3.0', pdu: { command: 'connect_resp', sequence: 1, body: { status: 3, authenticator: Buffer.alloc(16), version: 0x30 } },
    octets: frame('00000021', '80000001', '00000001', '00000003' /* Status, four octets: authentication */, zeros(16), '30'),
  },
  {
    what: 'CONNECT_RESP of a 2.0 gateway that refuses 3.0', version: '3.0', pdu: { command: 'connect_resp', sequence: 1, body: { status: 4, authenticator: Buffer.alloc(16), version: 0x20 } },
    octets: frame('0000001e', '80000001', '00000001', '04' /* too high a version */, zeros(16), '20'),
  },
  { what: 'TERMINATE', version: '2.0', pdu: { command: 'terminate', sequence: 2, body: {} }, octets: frame('0000000c', '00000002', '00000002') },
  { what: 'TERMINATE_RESP', version: '3.0', pdu: { command: 'terminate_resp', sequence: 2, body: {} }, octets: frame('0000000c', '80000002', '00000002') },
  {
    what: 'SUBMIT', version: '2.0', pdu: { command: 'submit', sequence: 23, body: SUBMIT },
    octets: frame(...submitHead('000000a7'), zeros(21) /* Fee_terminal_Id */, ...submitMiddle, ascii('15400000001', 21) /* Dest_terminal_Id */, '08' /* Msg_Length */, UCS2, zeros(8) /* Reserve */),
  },
  {
    what: 'SUBMIT', version: '3.0', pdu: { command: 'submit', sequence: 23, body: { ...SUBMIT, reserve: Buffer.alloc(0) } },
    octets: frame(
      ...submitHead('000000cb'), zeros(32) /* Fee_terminal_Id */, '00' /* Fee_terminal_type */, ...submitMiddle, ascii('15400000001', 32) /* Dest_terminal_Id */, '00', /* Dest_terminal_type */
      '08' /* Msg_Length */, UCS2, zeros(20), /* LinkID */
    ),
  },
  { what: 'SUBMIT_RESP', version: '2.0', pdu: { command: 'submit_resp', sequence: 23, body: { msgId: MSG_ID, result: 8 } }, octets: frame('00000015', '80000004', '00000017', 'b4c5530000010000', '08' /* Result: flow control */) },
  { what: 'SUBMIT_RESP', version: '3.0', pdu: { command: 'submit_resp', sequence: 23, body: { msgId: MSG_ID, result: 0 } }, octets: frame('00000018', '80000004', '00000017', 'b4c5530000010000', '00000000') },
  {
    what: 'DELIVER of a text', version: '2.0', pdu: { command: 'deliver', sequence: 7, body: { ...DELIVER, msgFmt: 15, content: Buffer.from('cdcbb6a9', 'hex') } },
    octets: frame(
      '00000059', '00000005', '00000007', 'b4c5530000010000' /* Msg_Id */, ascii('10690001', 21) /* Dest_Id */, ascii('LOAN', 10) /* Service_Id */, '00', '00', '0f', /* TP_pid, TP_udhi, Msg_Fmt GB */
      ascii('15400000001', 21) /* Src_terminal_Id */, '00' /* Registered_Delivery: a text */, '04', 'cdcbb6a9' /* 退订 */, zeros(8), /* Reserved */
    ),
  },
  {
    what: 'DELIVER of a text', version: '3.0', pdu: { command: 'deliver', sequence: 7, body: { ...DELIVER, reserve: Buffer.alloc(0) } },
    octets: frame(
      '00000071', '00000005', '00000007', 'b4c5530000010000', ascii('10690001', 21), ascii('LOAN', 10), '00', '00', '08', ascii('15400000001', 32) /* Src_terminal_Id */, '00' /* Src_terminal_type */,
      '00', '04', '90008ba2' /* 退订 */, zeros(20), /* LinkID */
    ),
  },
  { what: 'DELIVER_RESP', version: '2.0', pdu: { command: 'deliver_resp', sequence: 7, body: { msgId: MSG_ID, result: 0 } }, octets: frame('00000015', '80000005', '00000007', 'b4c5530000010000', '00') },
  { what: 'DELIVER_RESP', version: '3.0', pdu: { command: 'deliver_resp', sequence: 7, body: { msgId: MSG_ID, result: 9 } }, octets: frame('00000018', '80000005', '00000007', 'b4c5530000010000', '00000009') },
  {
    what: 'QUERY', version: '2.0', pdu: { command: 'query', sequence: 5, body: { time: '20261124', queryType: 1, queryCode: 'LOAN', reserve: Buffer.alloc(8) } },
    octets: frame('00000027', '00000006', '00000005', ascii('20261124', 8), '01', ascii('LOAN', 10), zeros(8)),
  },
  {
    what: 'QUERY_RESP', version: '3.0', pdu: { command: 'query_resp', sequence: 5, body: QUERY_RESP },
    octets: frame('0000003f', '80000006', '00000005', ascii('20261124', 8), '01', ascii('LOAN', 10), '00000001', '00000002', '00000003', '00000004', '00000005', '00000006', '00000007', '00000008'),
  },
  { what: 'CANCEL', version: '2.0', pdu: { command: 'cancel', sequence: 6, body: { msgId: MSG_ID } }, octets: frame('00000014', '00000007', '00000006', 'b4c5530000010000') },
  { what: 'CANCEL_RESP', version: '2.0', pdu: { command: 'cancel_resp', sequence: 6, body: { success: 1 } }, octets: frame('0000000d', '80000007', '00000006', '01') },
  { what: 'CANCEL_RESP', version: '3.0', pdu: { command: 'cancel_resp', sequence: 6, body: { success: 0 } }, octets: frame('00000010', '80000007', '00000006', '00000000') },
  { what: 'ACTIVE_TEST', version: '2.0', pdu: { command: 'active_test', sequence: 9, body: {} }, octets: frame('0000000c', '00000008', '00000009') },
  { what: 'ACTIVE_TEST_RESP', version: '3.0', pdu: { command: 'active_test_resp', sequence: 9, body: { reserved: 0 } }, octets: frame('0000000d', '80000008', '00000009', '00') },
];

const encode = ({ command, sequence, body }: Pdu, version: CmppVersion): Buffer => encodePdu(command, sequence, body as Body<Command>, version);
/** Buffers and arrays of octets compare by what they hold. */
const plain = (pdu: unknown): unknown => JSON.parse(JSON.stringify(pdu, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)).replace(/\{"type":"Buffer","data":(\[[\d,]*\])\}/g, (_, list: string) => JSON.stringify(Buffer.from(JSON.parse(list) as number[]).toString('hex'))));

describe('frames, octet by octet', () => {
  it.each(VECTORS.filter((v) => !v.what.includes('refuses')))('$what of $version is written so', ({ version, octets, pdu }) => expect(encode(pdu, version).toString('hex')).toBe(octets.toString('hex')));
  it.each(VECTORS)('$what of $version is read so', ({ version, octets, pdu }) => expect(plain(decodePdu(octets, version))).toEqual(plain(pdu)));
  it('are there for every command', () => expect(new Set(VECTORS.map((v) => v.pdu.command))).toEqual(new Set(Object.keys(LAYOUTS))));
});

describe('status reports', () => {
  const REPORT = { msgId: MSG_ID, stat: 'DELIVRD', submitTime: '2611240930', doneTime: '2611240931', destTerminalId: '15400000001', smscSequence: 0x12345678 };
  const head = ['b4c5530000010000' /* Msg_Id of the SUBMIT_RESP */, ascii('DELIVRD', 7) /* Stat */, ascii('2611240930', 10) /* Submit_time */, ascii('2611240931', 10) /* Done_time */];
  it.each([
    ['2.0', 60, frame(...head, ascii('15400000001', 21) /* Dest_terminal_Id */, '12345678' /* SMSC_sequence */)],
    ['3.0', 71, frame(...head, ascii('15400000001', 32), '12345678')],
  ] as const)('of %s have %i octets', (version, octets, bytes) => {
    expect(bytes).toHaveLength(octets);
    expect(encodeReport(REPORT, version).toString('hex')).toBe(bytes.toString('hex'));
    expect(decodeReport(bytes)).toEqual(REPORT);
  });
  it.each([0, 59, 61, 70, 72])('of %i octets are none', (octets) => expect(decodeReport(Buffer.alloc(octets))).toBeNull());
});

describe('what proves who speaks', () => {
  const AT = Date.UTC(2026, 10, 24, 1, 30, 5);
  // Digests by md5sum over the octets of §7.4.1.1 and §7.4.1.2.
  it('the client: MD5 over address, nine NUL, secret, ten digits of time in China', () => {
    expect(connectTimestamp(AT)).toBe(1124093005);
    expect(clientAuthenticator('900001', 'secret-of-two', 1124093005).toString('hex')).toBe(CLIENT);
    expect(clientAuthenticator('900001', 'secret-of-two', 102030405).toString('hex'), 'January keeps its leading zero').toBe('98207032ed55ae582444e1ce9e3891e0');
  });
  it.each([[1, 'fb07d7e2667571ea9a804ae586bcb145'], [4, '36328062d0a65cb8edfbb3f6c14346d3']] as const)('the gateway: MD5 over a status of %i octets, the client\'s digest and the secret', (octets, digest) => {
    expect(gatewayAuthenticator(0, octets, Buffer.from(CLIENT, 'hex'), 'secret-of-two').toString('hex')).toBe(digest);
  });
  it('an instant until which a text is good, over midnight in China', () => {
    expect(validUntil(AT)).toBe('261124093005032+');
    expect(validUntil(Date.UTC(2026, 11, 31, 16, 0, 0))).toBe('270101000000032+');
  });
});

const printable = (max: number) => fc.string({ unit: fc.constantFrom(...'0123456789ABCXYZabcxyz+:-'), maxLength: max });
const octetsOf = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
function valueOf(field: Field, version: CmppVersion): fc.Arbitrary<unknown> {
  const width = widthOf(field, version);
  if (field.kind === 'uint') return width === 0 ? fc.constant(0) : fc.integer({ min: 0, max: 2 ** (8 * width) - 1 });
  if (field.kind === 'long') return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  if (field.kind === 'text') return printable(width);
  if (field.kind === 'octets') return octetsOf(width);
  return field.kind === 'content' ? fc.uint8Array({ maxLength: 255 }) : fc.array(printable(width), { maxLength: 99 });
}
const VERSIONS: readonly CmppVersion[] = ['2.0', '3.0'];
const anyPdu = fc.constantFrom(...VERSIONS).chain((version) => fc.constantFrom(...(Object.keys(LAYOUTS) as Command[])).chain((command) => {
  const body = fc.record(Object.fromEntries((LAYOUTS[command] as readonly Field[]).map((field) => [field.name, valueOf(field, version)])));
  return fc.record({ version: fc.constant(version), pdu: fc.record({ command: fc.constant(command), sequence: fc.integer({ min: 0, max: 0xffffffff }), body }) as unknown as fc.Arbitrary<Pdu> });
}));

describe('laws of the codec', () => {
  it('what is written is read back', () => {
    fc.assert(fc.property(anyPdu, ({ version, pdu }) => {
      expect(plain(decodePdu(encode(pdu, version), version))).toEqual(plain(pdu));
    }), { numRuns: 300, seed: 51 });
  });

  it('a frame with octets too few or too many, and a length that says so, is a fault', () => {
    fc.assert(fc.property(anyPdu, fc.integer({ min: -20, max: 20 }), ({ version, pdu }, by) => {
      const good = encode(pdu, version);
      // The answer to CONNECT is the one that has two lengths.
      if (by === 0 || good.length + by < 12 || pdu.command === 'connect_resp') return;
      const bad = Buffer.alloc(good.length + by);
      good.copy(bad);
      bad.writeUInt32BE(bad.length, 0);
      expect(() => decodePdu(bad, version)).toThrow(CmppFault);
    }), { numRuns: 300, seed: 52 });
  });

  it('octets of chance end in a fault of ours, in no other error', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 12, maxLength: 300 }), fc.constantFrom(0x80000001, 0x00000005, 0x80000004, 0x00000008, 0x7fffffff), fc.constantFrom(...VERSIONS), (octets, id, version) => {
      const made = Buffer.from(octets);
      made.writeUInt32BE(made.length, 0);
      made.writeUInt32BE(id, 4);
      try {
        decodePdu(made, version);
      } catch (error) {
        expect(error).toBeInstanceOf(CmppFault);
      }
    }), { numRuns: 500, seed: 53 });
  });

  it('however a stream is cut, the same frames come out', () => {
    fc.assert(fc.property(fc.array(anyPdu, { minLength: 1, maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), (list, sizes) => {
      const sent = list.map(({ version, pdu }) => encode(pdu, version));
      const stream = Buffer.concat(sent);
      const frames = new Frames();
      const got: string[] = [];
      for (let at = 0, i = 0; at < stream.length; i += 1) {
        const size = sizes[i % sizes.length] ?? 1;
        got.push(...frames.push(stream.subarray(at, at + size)).map((one) => one.toString('hex')));
        at += size;
      }
      expect(got).toEqual(sent.map((one) => one.toString('hex')));
    }), { numRuns: 200, seed: 54 });
  });

  it.each([['shorter than a header', 11], ['zero', 0], ['one more than the longest', FRAME_OCTETS_MAX + 1], ['two gigabytes', 0x80000000]])('a length that is %s is a fault at once, before its octets come', (_, length) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(length, 0);
    expect(() => new Frames().push(head)).toThrow(CmppFault);
  });
  it('the longest length waits for its octets', () => expect(new Frames().push(Buffer.from('00001000', 'hex'))).toEqual([]));
  it.each([['no command of CMPP', '0000000c0000000300000001'], ['a length that is not that of the frame', '0000000d0000000800000001']])('%s', (_, hex) => expect(() => decodePdu(Buffer.from(hex, 'hex'), '2.0')).toThrow(CmppFault));
  it.each([['a number too long', { srcId: '1'.repeat(22) }], ['a character that is not ASCII', { serviceId: '借' }], ['a NUL', { serviceId: 'a\0b' }], ['content of 256 octets', { content: Buffer.alloc(256) }]])('%s is not written', (_, wrong) => {
    expect(() => encodePdu('submit', 1, { ...SUBMIT, ...wrong }, '2.0')).toThrow();
  });
});
