/** Buckets that n-grams are hashed into. */
export const BUCKETS = 8_192;
/** Words beyond this add nothing to a reading by the model. */
const FEATURES_MAX = 600;

const HAN_RUN = /\p{Script=Han}+/gu;
const WORD = /[a-z']+|\d+|[^\s\p{L}\p{N}]/gu;

/** FNV-1a over UTF-16 units. */
function bucket(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}

function grams(words: string): readonly string[] {
  const found: string[] = [];
  for (const [run] of words.matchAll(HAN_RUN)) {
    for (let n = 1; n <= 3; n += 1) for (let i = 0; i + n <= run.length; i += 1) found.push(run.slice(i, i + n));
  }
  let before = '^';
  for (const [raw] of words.matchAll(WORD)) {
    // Which figure it is tells nothing; that there is one does.
    const word = /^\d/.test(raw) ? '0' : raw.replace(/'/g, '');
    found.push(`w${word}`, `b${before} ${word}`);
    const edged = `<${word}>`;
    if (word.length > 3) for (let i = 0; i + 4 <= edged.length; i += 1) found.push(`c${edged.slice(i, i + 4)}`);
    before = word;
  }
  return found.slice(0, FEATURES_MAX);
}

/** Buckets of the n-grams of folded words (Chinese characters 1–3; Latin words, pairs, four letters) with their weights, of length one. */
export function featuresOf(words: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const gram of grams(words)) counts.set(bucket(gram), 1);
  const size = Math.sqrt(counts.size) || 1;
  for (const key of counts.keys()) counts.set(key, 1 / size);
  return counts;
}
