const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A 32-bit hash of `salt` and `id` that stays the same for ever: FNV-1a (Fowler, Noll, Vo) over the UTF-16 code units,
 * low byte then high byte, of salt, U+0000 and id, then the finaliser of MurmurHash3 (Appleby), because FNV-1a alone
 * leaves short consecutive ids unevenly spread. Published values stand in the test: changing one reshuffles every
 * holdout. Not for secrets.
 */
export function stableHash(salt: string, id: string): number {
  let hash = fnv(FNV_OFFSET, salt);
  hash = Math.imul(hash, FNV_PRIME);
  hash = Math.imul(hash, FNV_PRIME);
  hash = fnv(hash, id);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
}

function fnv(start: number, text: string): number {
  let hash = start;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  return hash;
}
