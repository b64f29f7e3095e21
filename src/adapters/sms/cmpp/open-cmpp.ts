import type { OutgoingText, SendResult } from '../../../engine/ports/channel.js';
import { faultName } from '../../../engine/ports/fault.js';
import type { Permit } from '../../../law/permit.js';
import type { AccountDeps, SmsAccount } from '../account.js';
import { Pacing } from '../pacing.js';
import { spendPermit } from '../../spend-permit.js';
import { validUntil } from './authenticator.js';
import { decodeReport } from './codec.js';
import { Link, type LinkOptions } from './link.js';
import type { Body } from './layouts.js';
import { partsOf, PARTS_MAX, readContent, type Part } from './message-content.js';
import { Reassembly } from './reassembly.js';
import { refOf, reportId, stateOf } from './reports.js';

export interface CmppOptions extends LinkOptions {
  /** Src_Id: the number that the phone shows (106…). */
  readonly from: string;
  /** Service_Id, by which the operator bills. */
  readonly serviceId: string;
  /** SUBMITs that may wait for their answer; the specification's W is 16. */
  readonly window: number;
  /** SUBMITs that may begin in a second; null: no limit of ours. */
  readonly perSecond: number | null;
  /** How long a text may wait for its turn, in ms; longer, and it is refused before anything left. */
  readonly turnMs: number;
  /** How long the operator may hold a text for a telephone that is off, in whole seconds: what was judged lawful now must not ring at night. */
  readonly validSeconds: number;
  /** First and longest pause between attempts to connect, in ms; each doubles the last. */
  readonly reconnectMs: { readonly first: number; readonly most: number };
  /** First pause after "flow control", in ms; each doubles the last, and none outlives the permit. */
  readonly throttledMs: number;
  /** See `ReassemblyOptions`, in ms. */
  readonly longReplies: { readonly answerMs: number; readonly wholeMs: number };
}

/** What a contract with an operator usually says, and what the specification proposes (§6.1). */
export const CMPP_DEFAULTS = {
  port: 7890, version: '2.0', replyMs: 10_000, activeTestMs: 30_000, missesMax: 3, checkGateway: true, serviceId: '', window: 16, perSecond: null, turnMs: 2_000, validSeconds: 3_600,
  reconnectMs: { first: 500, most: 60_000 }, throttledMs: 100, longReplies: { answerMs: 2_000, wholeMs: 30_000 },
} as const;

const CHINA = /^\+86(1\d{10})$/;
const FLOW_CONTROL = 8;
const DONE = 0;
const [BAD_LENGTH, OTHER_FAULT] = [4, 9];
/** Again after a report that none of ours fits: the answer to its SUBMIT may be a moment behind it. */
const UNKNOWN_AGAIN_MS = [200, 2_000];
/** A connection that stood so long was a good one, in ms. */
const STEADY_MS = 10_000;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

type Submitted = { readonly kind: 'taken'; readonly ref: string } | { readonly kind: 'refused' | 'unknown'; readonly reason: string };

class CmppAccount {
  readonly #pacing: Pacing;
  readonly #reassembly: Reassembly;
  #link: Link | null = null;
  #started = false;
  #closing = false;
  #connecting: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  #reference = 0;
  #againMs: number;
  #upAt = 0;
  readonly #underWay = new Set<Promise<SendResult>>();

  constructor(readonly name: string, readonly options: CmppOptions, readonly deps: AccountDeps) {
    this.#pacing = new Pacing(options);
    this.#againMs = options.reconnectMs.first;
    this.#reassembly = new Reassembly(options.longReplies, (whole) => deps.arrivals.reply(name, whole));
  }

  state(): 'up' | 'down' | 'idle' {
    return this.#link?.up === true ? 'up' : this.#started ? 'down' : 'idle';
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#connecting = this.#connect();
  }

  /** Until it stands or is closed. A gateway that lets us in and hangs up is asked ever less often, as one that is not there. */
  async #connect(): Promise<void> {
    while (!this.#closing) {
      const link = new Link(this.options, this.deps.clock, { deliver: (body) => this.#deliver(body), down: (code) => this.#down(code) });
      this.#link = link;
      const refused = await link.open().catch((error: unknown) => faultName(error));
      if (refused === null) {
        this.#upAt = performance.now();
        this.deps.log.info('sms_account_up', { account: this.name });
        return;
      }
      this.deps.log.error('sms_account_down', { account: this.name, why: refused });
      if (!this.#closing) await this.#pause();
    }
  }

  #pause(): Promise<void> {
    const ms = this.#againMs;
    this.#againMs = Math.min(this.options.reconnectMs.most, ms * 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => { clearTimeout(timer); resolve(); };
    });
  }

  #down(code: string): void {
    this.deps.log.error('sms_account_down', { account: this.name, why: code });
    if (this.#closing) return;
    if (performance.now() - this.#upAt >= STEADY_MS) this.#againMs = this.options.reconnectMs.first;
    this.#connecting = this.#pause().then(() => this.#connect());
  }

  async close(): Promise<void> {
    this.#closing = true;
    this.#wake();
    await Promise.all([this.#reassembly.close(), Promise.allSettled(this.#underWay)]);
    await this.#link?.close();
    await this.#connecting;
  }

  send(permit: Permit, outgoing: OutgoingText): Promise<SendResult> {
    const sending = this.#closing ? Promise.resolve(this.#refused('not_reached:closing')) : this.#send(permit, outgoing);
    this.#underWay.add(sending);
    const gone = () => void this.#underWay.delete(sending);
    sending.then(gone, gone);
    return sending;
  }

  async #send(permit: Permit, outgoing: OutgoingText): Promise<SendResult> {
    const number = CHINA.exec(outgoing.to)?.[1];
    if (number === undefined) return this.#refused('not_served');
    this.#reference = (this.#reference + 1) & 0xff;
    const parts = partsOf(outgoing.text, this.#reference);
    if (parts.length > PARTS_MAX) return this.#refused('too_long');
    const refs: string[] = [];
    let spent = false;
    const spend = () => {
      if (!spent) spendPermit(permit, outgoing, this.deps.clock.now());
      spent = true;
    };
    for (const part of parts) {
      const one = await this.#submit(permit, { number, part, place: refs.length + 1, of: parts.length }, spend, (ref) => this.#keepLate(outgoing.key, [...refs, ref], parts.length));
      if (one.kind === 'taken') refs.push(one.ref);
      // A text of which some part was taken has left: it counts, and its rest is not tried again.
      else if (refs.length > 0) {
        await this.#keepParts(outgoing.key, refs, parts.length);
        return { kind: 'unknown', reason: `partial_${refs.length}_of_${parts.length}:${one.reason}`, provider: this.name };
      } else return { kind: one.kind, reason: one.reason, provider: this.name };
    }
    await this.#keepParts(outgoing.key, refs, parts.length);
    return { kind: 'sent', ref: refs[0] ?? outgoing.key, provider: this.name };
  }

  #refused(reason: string): SendResult {
    return { kind: 'refused', reason, provider: this.name };
  }

  /** A part that was not taken is named too: a text whose parts did not all leave is never delivered whole. */
  async #keepParts(key: string, refs: readonly string[], of: number): Promise<void> {
    const all = Array.from({ length: of }, (_, i) => refs[i] ?? `none:${key}:${i + 1}`);
    try {
      await this.deps.arrivals.parts(this.name, key, all);
    } catch (error) {
      // What the gateway took is taken: receipts will find nothing, the attempt stands.
      this.deps.log.error('sms_parts_not_kept', { account: this.name, error: faultName(error) });
    }
  }

  #keepLate(key: string, refs: readonly string[], of: number): void {
    if (!this.#closing) void this.#keepParts(key, refs, of);
  }

  /** One SUBMIT, again while the gateway says "flow control" and the permit lives: it has taken nothing. */
  async #submit(permit: Permit, one: { number: string; part: Part; place: number; of: number }, spend: () => void, late: (ref: string) => void): Promise<Submitted> {
    const { clock } = this.deps;
    for (let pause = this.options.throttledMs; ; pause *= 2) {
      if (this.#link?.up !== true) return { kind: 'refused', reason: `not_reached:${this.state()}` };
      if (!(await this.#pacing.enter(this.options.turnMs))) return { kind: 'refused', reason: 'throttled:turn' };
      let throttled: boolean;
      try {
        const link = this.#link;
        if (link?.up !== true) return { kind: 'refused', reason: `not_reached:${this.state()}` };
        spend();
        const answer = await link.request('submit', this.#bodyOf(one), ({ msgId, result }) => { if (result === DONE) late(refOf(msgId)); });
        if (answer.kind === 'not_written') return { kind: 'refused', reason: 'not_reached:closing' };
        if (answer.kind !== 'answered') return { kind: 'unknown', reason: answer.kind };
        const { msgId, result } = answer.body;
        if (result === DONE) return { kind: 'taken', ref: refOf(msgId) };
        throttled = result === FLOW_CONTROL;
        if (!throttled) return { kind: 'refused', reason: `cmpp_${result}` };
      } finally {
        this.#pacing.leave();
      }
      if (clock.now() + pause >= permit.claims.expiresAt) return { kind: 'refused', reason: 'throttled:cmpp_8' };
      await sleep(pause);
    }
  }

  #bodyOf({ number, part, place, of }: { number: string; part: Part; place: number; of: number }): Body<'submit'> {
    const { spId, from, serviceId, validSeconds } = this.options;
    return {
      msgId: 0n, pkTotal: of, pkNumber: place, registeredDelivery: 1, msgLevel: 1, serviceId,
      // The sender pays (Fee_UserType 2), the receiver nothing (FeeType 01).
      feeUserType: 2, feeTerminalId: '', feeTerminalType: 0, tpPid: 0, tpUdhi: of > 1 ? 1 : 0, msgFmt: part.format, msgSrc: spId, feeType: '01', feeCode: '0',
      validTime: validUntil(this.deps.clock.now() + validSeconds * 1_000), atTime: '', srcId: from, destTerminalIds: [number], destTerminalType: 0, content: part.content, reserve: new Uint8Array(), linkId: '',
    };
  }

  /** Gives the Result with which the gateway is answered: 0 only for what is kept. */
  async #deliver(body: Body<'deliver'>): Promise<number> {
    if (body.registeredDelivery === 1) return this.#report(body.content);
    const { text, part } = readContent(body.tpUdhi, body.msgFmt, body.content);
    if (text === null) return DONE;
    const reply = { id: refOf(body.msgId), from: numberOf(body.srcTerminalId), text };
    if (part !== null) return (await this.#reassembly.add({ ...reply, to: body.destId, part })) ? DONE : OTHER_FAULT;
    await this.deps.arrivals.reply(this.name, reply);
    return DONE;
  }

  async #report(content: Uint8Array): Promise<number> {
    const report = decodeReport(content);
    if (report === null) return BAD_LENGTH;
    const receipt = { id: reportId(report), ref: refOf(report.msgId), state: stateOf(report.stat) };
    for (const pause of [...UNKNOWN_AGAIN_MS, null]) {
      if ((await this.deps.arrivals.receiptByRef(this.name, receipt)) === 'kept') return DONE;
      if (pause !== null && !this.#closing) await sleep(pause);
    }
    return OTHER_FAULT;
  }
}

/** Gateways give the number with and without the country. */
function numberOf(given: string): string {
  const digits = given.replace(/^(\+|00)/, '');
  return `+${/^1\d{10}$/.test(digits) ? '86' : ''}${digits}`;
}

/** One account at an operator of mainland China: one connection, kept up from `start` to `close`. */
export function openCmpp(name: string, options: CmppOptions, deps: AccountDeps): SmsAccount {
  const account = new CmppAccount(name, options, deps);
  return {
    provider: name, window: options.window,
    send: (permit, outgoing) => account.send(permit, outgoing),
    start: () => account.start(),
    close: () => account.close(),
    state: () => account.state(),
  };
}
