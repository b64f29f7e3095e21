import { ESM, TAG, type ShortMessage } from './short-message.js';

/** Which part of which text a message is. */
export interface PartOf {
  readonly reference: string;
  readonly total: number;
  /** From 1. */
  readonly number: number;
}

export interface Carried {
  readonly part: PartOf | null;
  /** The text's own octets, without a header; a copy, so that no chunk of the network is kept alive. */
  readonly octets: Buffer;
}

/** Information elements of a user data header (3GPP TS 23.040 §9.2.3.24): parts with an 8-bit and with a 16-bit reference. */
const IE = { short: 0x00, long: 0x08 } as const;

function partOf(reference: string, total: number | undefined, number: number | undefined): PartOf | null {
  return total === undefined || number === undefined || total < 2 || number < 1 || number > total ? null : { reference, total, number };
}

function readHeader(header: Buffer): PartOf | null {
  for (let at = 0; at + 2 <= header.length;) {
    const [kind, length] = [header[at] ?? 0, header[at + 1] ?? 0];
    const data = header.subarray(at + 2, at + 2 + length);
    if (data.length < length) return null;
    if (kind === IE.short && length === 3) return partOf(`s${data[0]}`, data[1], data[2]);
    if (kind === IE.long && length === 4) return partOf(`l${data.readUInt16BE(0)}`, data[2], data[3]);
    at += 2 + length;
  }
  return null;
}

/** Takes a message that came apart: header or SAR parameters, and the text's octets. A header that is cut off is text. */
export function carriedBy(message: ShortMessage): Carried {
  const { tlvs } = message;
  const all = message.octets.length > 0 ? message.octets : tlvs?.get(TAG.messagePayload) ?? message.octets;
  if ((message.esmClass & ESM.udh) !== 0 && all.length > 0 && (all[0] ?? 0) < all.length) {
    const start = (all[0] ?? 0) + 1;
    return { part: readHeader(all.subarray(1, start)), octets: Buffer.from(all.subarray(start)) };
  }
  const [reference, total, number] = [TAG.sarReference, TAG.sarTotal, TAG.sarNumber].map((tag) => tlvs?.get(tag));
  const part = reference?.length === 2 ? partOf(`t${reference.readUInt16BE(0)}`, total?.[0], number?.[0]) : null;
  return { part, octets: Buffer.from(all) };
}

export interface Piece {
  readonly octets: Buffer;
  readonly dataCoding: number;
}

interface Held<Of> {
  readonly key: string;
  readonly since: number;
  readonly of: Of;
  readonly total: number;
  readonly parts: Map<number, Piece>;
}

/** A text whose parts are put together, or as many of them as came. `of`: what was said with its first part that came. */
export interface Gathered<Of> {
  readonly of: Of;
  /** In order; `null` for each that did not come. */
  readonly pieces: readonly (Piece | null)[];
  readonly whole: boolean;
  /** For `putBack`. */
  readonly held: Held<Of>;
}

const TEXTS_MAX = 1_000;
const OCTETS_MAX = 4 * 2 ** 20;

/** Parts that wait for the rest, in bounded memory: when it is full the oldest text is given out as it is. */
export class TextParts<Of> {
  readonly #held = new Map<string, Held<Of>>();
  readonly #waitMs: number;
  #octets = 0;

  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /**
   * Takes a part in. `out`: what is now complete, or has to make room, or had the same reference but another content. `of`: of the text
   * that this part belongs to.
   */
  add(from: string, part: PartOf, piece: Piece, of: Of, now: number): { readonly out: readonly Gathered<Of>[]; readonly of: Of } {
    const key = `${from}|${part.reference}|${part.total}`;
    const out: Gathered<Of>[] = [];
    const known = this.#held.get(key);
    const there = known?.parts.get(part.number);
    if (known !== undefined && there !== undefined && !there.octets.equals(piece.octets)) out.push(this.#give(known));
    const held = this.#held.get(key) ?? { key, since: now, of, total: part.total, parts: new Map<number, Piece>() };
    if (!held.parts.has(part.number)) this.#octets += piece.octets.length;
    held.parts.set(part.number, piece);
    this.#held.set(key, held);
    if (held.parts.size === held.total) out.push(this.#give(held));
    out.push(...this.#makeRoom());
    return { out, of: held.of };
  }

  /** What could not be kept yet waits again; a part of it that is said again completes it again. What has to make room comes back. */
  putBack({ held }: Gathered<Of>, now: number): readonly Gathered<Of>[] {
    const newer = this.#held.get(held.key);
    const out = newer === undefined ? [] : [this.#give(newer)];
    this.#held.set(held.key, { ...held, since: now });
    for (const { octets } of held.parts.values()) this.#octets += octets.length;
    return [...out, ...this.#makeRoom()];
  }

  /** Texts whose rest has not come in time; at the end, with `Infinity`, all. */
  overdue(now: number): readonly Gathered<Of>[] {
    return [...this.#held.values()].filter(({ since }) => now - since >= this.#waitMs).map((held) => this.#give(held));
  }

  get waiting(): number {
    return this.#held.size;
  }

  #makeRoom(): readonly Gathered<Of>[] {
    const out: Gathered<Of>[] = [];
    while (this.#held.size > TEXTS_MAX || this.#octets > OCTETS_MAX) out.push(this.#give(this.#held.values().next().value as Held<Of>));
    return out;
  }

  #give(held: Held<Of>): Gathered<Of> {
    this.#held.delete(held.key);
    for (const { octets } of held.parts.values()) this.#octets -= octets.length;
    const pieces = Array.from({ length: held.total }, (_, i) => held.parts.get(i + 1) ?? null);
    return { of: held.of, pieces, whole: held.parts.size === held.total, held };
  }
}

/** The octets of neighbours in the same coding are joined before they are read: a sender may have torn a character. `null`: here something is missing. */
export function joined(pieces: readonly (Piece | null)[]): readonly (Piece | null)[] {
  const out: (Piece | null)[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (piece !== null && last !== null && last?.dataCoding === piece.dataCoding) out[out.length - 1] = { ...last, octets: Buffer.concat([last.octets, piece.octets]) };
    else if (piece !== null || last !== null) out.push(piece);
  }
  return out;
}
