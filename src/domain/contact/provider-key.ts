import { readSlotId } from '../id/slot-id.js';

/** Our key of an attempt, as the provider knows it; the same on every retry. */
export function providerKey(contactId: number, attemptNo: number): string {
  return `c${contactId}-${attemptNo}`;
}

/** Reads a key that a provider gives back; `null` when it was never ours. */
export function readProviderKey(key: string): { readonly contactId: number; readonly attemptNo: number } | null {
  const match = /^c(\d+)-(\d{1,3})$/.exec(key);
  const contactId = match === null ? null : readSlotId(match[1] as string);
  return match === null || contactId === null ? null : { contactId, attemptNo: Number(match[2]) };
}
