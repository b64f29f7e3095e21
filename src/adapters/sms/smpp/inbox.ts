import { createHash } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { Terminal } from '../../../engine/ports/errors.js';
import type { Arrivals } from '../../../engine/ports/arrivals.js';
import { e164Of } from './addresses.js';
import { STATUS } from './pdu.js';
import { isReceipt, readReceipt } from './receipt.js';
import type { ShortMessage } from './short-message.js';
import { limitsOf, type SmppOptions } from './smpp-options.js';
import { RecentReplies } from './recent-replies.js';
import { carriedBy, joined, TextParts, type Gathered, type PartOf, type Piece } from './text-parts.js';
import { textOf } from './text-of.js';

export interface InboxDeps {
  readonly account: string;
  readonly arrivals: Arrivals;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Sendings that are under way: a receipt may overtake the answer to its own text. */
  readonly sender: { readonly busy: boolean; settled(): Promise<void>; keptRef(ref: string): Promise<void> };
  readonly trouble: (event: string, fields: Readonly<Record<string, string | number>>) => void;
}

interface Writer {
  readonly id: string;
  readonly from: string;
  /** Parts of this text that have no answer yet. */
  readonly waiting: ((status: number) => void)[];
}

/** What is being kept at once; the peer is asked to say the rest again later. */
const IN_HAND_MAX = 500;
/** A part of a longer text is accepted after so long at the latest: a peer that sends one at a time would never send the next. */
const PART_MS = 250;
/** A receipt waits so long for the answer to its own text. */
const OVERTAKEN_MS = 2_000;
/** Of one receipt that nobody is waiting for. After these it is accepted, or the peer would say it for ever. */
const ASKED_AGAIN_MAX = 5;
const UNMATCHED_MAX = 10_000;
const TEXT_MAX = 10_000;
/** What whoever reads the text sees where a part did not come. */
const MISSING = '[…]';

/** Takes in what the peer delivers. It is accepted only once it is kept; what could not be kept is asked for again. */
export class Inbox {
  readonly #options: SmppOptions;
  readonly #deps: InboxDeps;
  readonly #parts: TextParts<Writer>;
  readonly #partsMs: number;
  readonly #recent = new RecentReplies();
  readonly #unmatched = new Map<string, number>();
  readonly #inHand = new Set<Promise<number>>();
  #closed = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: SmppOptions, deps: InboxDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#partsMs = limitsOf(options).partsMs;
    this.#parts = new TextParts(this.#partsMs);
  }

  /** The status to answer with, once that is known. Never rejects. */
  async take(message: ShortMessage): Promise<number> {
    if (this.#closed || this.#inHand.size >= IN_HAND_MAX) return STATUS.temporary;
    const taking = (isReceipt(message) ? this.#receipt(message) : this.#reply(message)).catch((error: unknown) => {
      // What cannot be kept ever is not asked for again.
      this.#deps.trouble('smpp_not_kept', { error: error instanceof Terminal ? error.code : 'failed' });
      return error instanceof Terminal ? STATUS.permanent : STATUS.temporary;
    });
    this.#inHand.add(taking);
    const status = await taking;
    this.#inHand.delete(taking);
    return status;
  }

  /** The connection ended: answers may not have arrived, so the same text again within minutes is no second one. */
  connectionEnded(): void {
    this.#recent.connectionEnded(this.#deps.now());
  }

  /** Hands in what waits for its rest, and resolves when all is kept or was refused. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await Promise.all(this.#parts.overdue(Infinity).map((one) => this.#handIn(one)));
    await Promise.all([...this.#inHand]);
  }

  async #receipt(message: ShortMessage): Promise<number> {
    const receipt = readReceipt(message, this.#options.messageIds ?? { answer: 'text', receipt: 'text' });
    if (receipt === null) {
      this.#deps.trouble('smpp_receipt_unreadable', {});
      return STATUS.ok;
    }
    const { arrivals, account, sender } = this.#deps;
    await sender.keptRef(receipt.ref);
    let found = await arrivals.receiptByRef(account, receipt);
    if (found === 'unknown' && sender.busy) {
      const waiting = new AbortController();
      await Promise.race([sender.settled(), after(OVERTAKEN_MS, null, { signal: waiting.signal }).catch(() => null)]);
      waiting.abort();
      found = await arrivals.receiptByRef(account, receipt);
    }
    if (found === 'kept') {
      this.#unmatched.delete(receipt.id);
      return STATUS.ok;
    }
    const asked = (this.#unmatched.get(receipt.id) ?? 0) + 1;
    this.#unmatched.delete(receipt.id);
    if (asked > ASKED_AGAIN_MAX) {
      this.#deps.trouble('smpp_receipt_unmatched', { asked });
      return STATUS.ok;
    }
    this.#unmatched.set(receipt.id, asked);
    if (this.#unmatched.size > UNMATCHED_MAX) this.#unmatched.delete(this.#unmatched.keys().next().value as string);
    return STATUS.temporary;
  }

  async #reply(message: ShortMessage): Promise<number> {
    const { part, octets } = carriedBy(message);
    const { source, dest, esmClass, dataCoding } = message;
    const content = createHash('sha256').update(`${source}|${dest}|${esmClass}|${dataCoding}|${part?.reference ?? ''}|${part?.number ?? ''}|`).update(octets).digest('hex').slice(0, 32);
    const now = this.#deps.now();
    const writer: Writer = { id: this.#recent.idOf(content, now), from: e164Of(message.sourceTon, source, this.#options.country), waiting: [] };
    let status: number = STATUS.temporary;
    try {
      status = part === null ? await this.#keep(writer, [{ octets, dataCoding }]) : await this.#gather(`${source}|${dest}`, part, { octets, dataCoding }, writer, now);
    } finally {
      if (status === STATUS.temporary) this.#recent.askedAgain(content, writer.id, this.#deps.now());
    }
    return status;
  }

  async #keep({ id, from }: Writer, pieces: readonly (Piece | null)[]): Promise<number> {
    const text = joined(pieces).map((piece) => (piece === null ? MISSING : textOf(piece.octets, piece.dataCoding, this.#options.defaultAlphabet))).join('');
    await this.#deps.arrivals.reply(this.#deps.account, { id, from, text: text.slice(0, TEXT_MAX) });
    return STATUS.ok;
  }

  /** A part is accepted when its whole text is kept; or, where the rest is long in coming, when it is held here. */
  async #gather(between: string, part: PartOf, piece: Piece, writer: Writer, now: number): Promise<number> {
    const { out, of } = this.#parts.add(between, part, piece, writer, now);
    const waiting = new AbortController();
    const kept = new Promise<number>((resolve) => of.waiting.push(resolve));
    for (const one of out) void this.#handIn(one);
    if (this.#parts.waiting > 0) this.#lookLater();
    // A text that is complete is being kept, so this is answered when that is done; the others are not held up.
    const complete = out.some((one) => one.of === of && one.whole);
    const status = await (complete ? kept : Promise.race([kept, after(PART_MS, STATUS.ok, { signal: waiting.signal }).catch(() => STATUS.ok)]));
    waiting.abort();
    return status;
  }

  async #handIn(gathered: Gathered<Writer>): Promise<void> {
    let status: number = STATUS.ok;
    try {
      if (!gathered.whole) this.#deps.trouble('smpp_text_incomplete', { parts: gathered.pieces.length, came: gathered.pieces.filter((piece) => piece !== null).length });
      await this.#keep(gathered.of, gathered.pieces);
    } catch (error) {
      status = error instanceof Terminal ? STATUS.permanent : STATUS.temporary;
      this.#deps.trouble('smpp_not_kept', { error: error instanceof Terminal ? error.code : 'failed' });
      if (status === STATUS.temporary && !this.#closed) {
        // Some of its parts are accepted already and will not be said again.
        for (const one of this.#parts.putBack(gathered, this.#deps.now())) void this.#handIn(one);
        this.#lookLater();
      }
    }
    for (const resolve of gathered.of.waiting.splice(0)) resolve(status);
  }

  #lookLater(): void {
    if (this.#timer !== null || this.#closed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      for (const one of this.#parts.overdue(this.#deps.now())) void this.#handIn(one);
      if (this.#parts.waiting > 0) this.#lookLater();
    }, Math.max(10, this.#partsMs / 4));
  }
}
