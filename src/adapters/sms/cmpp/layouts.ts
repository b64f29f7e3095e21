/** CMPP 2.0 (China Mobile, April 2002) and 3.0. They differ in the width of some fields and in which there are. */
export type CmppVersion = '2.0' | '3.0';

/** As the byte Version of CONNECT says it: the major number in the high half. */
export const VERSION_BYTE: Readonly<Record<CmppVersion, number>> = { '2.0': 0x20, '3.0': 0x30 };

type Width = number | Readonly<Record<CmppVersion, number>>;

/**
 * One field of a body. `uint`: big-endian; of 8 octets a bigint. `text`: ASCII, padded with NUL. `octets`: as they are.
 * `content`: one octet of length, then so many. `numbers`: one octet of how many, then so many `text`.
 * Width 0: the version has no such field; read, it is 0 or ''.
 */
export interface Field<N extends string = string, K extends FieldKind = FieldKind> {
  readonly name: N;
  readonly kind: K;
  readonly width: Width;
}
export type FieldKind = 'uint' | 'long' | 'text' | 'octets' | 'content' | 'numbers';

const uint = <N extends string>(name: N, width: Width): Field<N, 'uint'> => ({ name, kind: 'uint', width });
const long = <N extends string>(name: N): Field<N, 'long'> => ({ name, kind: 'long', width: 8 });
const text = <N extends string>(name: N, width: Width): Field<N, 'text'> => ({ name, kind: 'text', width });
const octets = <N extends string>(name: N, width: Width): Field<N, 'octets'> => ({ name, kind: 'octets', width });
const content = <N extends string>(name: N): Field<N, 'content'> => ({ name, kind: 'content', width: 1 });
const numbers = <N extends string>(name: N, width: Width): Field<N, 'numbers'> => ({ name, kind: 'numbers', width });

const NUMBER: Width = { '2.0': 21, '3.0': 32 };
const RESULT: Width = { '2.0': 1, '3.0': 4 };
const ONLY_3 = (width: number): Width => ({ '2.0': 0, '3.0': width });
const ONLY_2 = (width: number): Width => ({ '2.0': width, '3.0': 0 });

/** Bodies field by field, in the order of the wire; the section is that of the specification of 2.0. */
export const LAYOUTS = {
  /** §7.4.1.1 */
  connect: [text('sourceAddr', 6), octets('authenticator', 16), uint('version', 1), uint('timestamp', 4)],
  /** §7.4.1.2 */
  connect_resp: [uint('status', RESULT), octets('authenticator', 16), uint('version', 1)],
  /** §7.4.2 */
  terminate: [],
  terminate_resp: [],
  /** §7.4.3.1 */
  submit: [
    long('msgId'), uint('pkTotal', 1), uint('pkNumber', 1), uint('registeredDelivery', 1), uint('msgLevel', 1), text('serviceId', 10), uint('feeUserType', 1), text('feeTerminalId', NUMBER),
    uint('feeTerminalType', ONLY_3(1)), uint('tpPid', 1), uint('tpUdhi', 1), uint('msgFmt', 1), text('msgSrc', 6), text('feeType', 2), text('feeCode', 6), text('validTime', 17), text('atTime', 17),
    text('srcId', 21), numbers('destTerminalIds', NUMBER), uint('destTerminalType', ONLY_3(1)), content('content'), octets('reserve', ONLY_2(8)), text('linkId', ONLY_3(20)),
  ],
  /** §7.4.3.2 */
  submit_resp: [long('msgId'), uint('result', RESULT)],
  /** §7.4.5.1 */
  deliver: [
    long('msgId'), text('destId', 21), text('serviceId', 10), uint('tpPid', 1), uint('tpUdhi', 1), uint('msgFmt', 1), text('srcTerminalId', NUMBER), uint('srcTerminalType', ONLY_3(1)),
    uint('registeredDelivery', 1), content('content'), octets('reserve', ONLY_2(8)), text('linkId', ONLY_3(20)),
  ],
  /** §7.4.5.2 */
  deliver_resp: [long('msgId'), uint('result', RESULT)],
  /** §7.4.4.1: statistics of a day */
  query: [text('time', 8), uint('queryType', 1), text('queryCode', 10), octets('reserve', 8)],
  /** §7.4.4.2 */
  query_resp: [
    text('time', 8), uint('queryType', 1), text('queryCode', 10), uint('mtMessages', 4), uint('mtUsers', 4), uint('mtDone', 4), uint('mtWaiting', 4), uint('mtFailed', 4), uint('moDone', 4), uint('moWaiting', 4),
    uint('moFailed', 4),
  ],
  /** §7.4.6.1 */
  cancel: [long('msgId')],
  /** §7.4.6.2: 0 done, 1 not done */
  cancel_resp: [uint('success', RESULT)],
  /** §7.4.7 */
  active_test: [],
  active_test_resp: [uint('reserved', 1)],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

export type Command = keyof typeof LAYOUTS;

/** Command_Id (§7.6); an answer has the top bit set. */
export const COMMAND_IDS: Readonly<Record<Command, number>> = {
  connect: 0x00000001, connect_resp: 0x80000001, terminate: 0x00000002, terminate_resp: 0x80000002, submit: 0x00000004, submit_resp: 0x80000004, deliver: 0x00000005, deliver_resp: 0x80000005,
  query: 0x00000006, query_resp: 0x80000006, cancel: 0x00000007, cancel_resp: 0x80000007, active_test: 0x00000008, active_test_resp: 0x80000008,
};

/** Body of the status report that a DELIVER with Registered_Delivery 1 carries as its content (§7.4.5.1): 60 octets, or 71 with the longer number of 3.0. */
export const REPORT_LAYOUT = [long('msgId'), text('stat', 7), text('submitTime', 10), text('doneTime', 10), text('destTerminalId', NUMBER), uint('smscSequence', 4)] as const satisfies readonly Field[];

interface Values {
  readonly uint: number;
  readonly long: bigint;
  readonly text: string;
  readonly octets: Uint8Array;
  readonly content: Uint8Array;
  readonly numbers: readonly string[];
}
export type BodyOf<L extends readonly Field[]> = { readonly [F in L[number] as F['name']]: Values[F['kind']] };
export type Body<C extends Command> = BodyOf<(typeof LAYOUTS)[C]>;
export type Report = BodyOf<typeof REPORT_LAYOUT>;

/** Octets that a field takes in a version, without what `content` and `numbers` count themselves. */
export const widthOf = (field: Field, version: CmppVersion): number => (typeof field.width === 'number' ? field.width : field.width[version]);
