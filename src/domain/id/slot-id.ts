import { assert } from '../assert.js';

/** Number of slots: the unit of sharding, of a worker's lease and of the decision chain. */
export const SLOTS = 256;
const ROOM = 2 ** 40;

/** An id that carries its slot in the bits above 2^40, so that every statement about it can name one slot. */
export type SlotId = number;

export function slotId(slot: number, n: number): SlotId {
  assert(Number.isInteger(slot) && slot >= 0 && slot < SLOTS, `slot id: no slot ${slot}`);
  assert(Number.isInteger(n) && n > 0 && n < ROOM, `slot id: ${n} is outside the room of a slot`);
  return slot * ROOM + n;
}

export function slotOf(id: SlotId): number {
  const slot = Math.floor(id / ROOM);
  assert(Number.isSafeInteger(id) && slot >= 0 && slot < SLOTS && id % ROOM > 0, `slot id: ${id} is not one`);
  return slot;
}

/** Reads an id from outside; `null` when it is not one. */
export function readSlotId(text: string): SlotId | null {
  if (!/^[1-9]\d{0,15}$/.test(text)) return null;
  const id = Number(text);
  return Number.isSafeInteger(id) && Math.floor(id / ROOM) < SLOTS && id % ROOM > 0 ? id : null;
}

/** Slot of a person, from the hex digest that identifies them: uniform, and the same for ever. */
export function slotOfKey(hexDigest: string): number {
  return Number.parseInt(hexDigest.slice(0, 2), 16);
}
