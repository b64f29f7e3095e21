/** Buckets that n-grams are hashed into. */
export const BUCKETS = 16_384;
/** Words beyond this add nothing to a reading by the model. */
const FEATURES_MAX = 900;

const HAN_RUN = /\p{Script=Han}+/gu;
const WORD = /[a-z']+|\d+|[^\s\p{L}\p{N}]/gu;
const HAN_MAX = 4;
/** Lengths of the pieces of Latin words, their edges marked: a typo spoils some of them, never all. */
const PIECES = [3, 4, 5] as const;

/** FNV-1a over UTF-16 units. */
function bucket(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}

function grams(words: string): readonly string[] {
  const found: string[] = [];
  for (const [run] of words.matchAll(HAN_RUN)) {
    for (let n = 1; n <= HAN_MAX; n += 1) for (let i = 0; i + n <= run.length; i += 1) found.push(run.slice(i, i + n));
  }
  let before = '^';
  let two = '';
  for (const [raw] of words.matchAll(WORD)) {
    // Which figure it is tells nothing; that there is one does.
    const word = /^\d/.test(raw) ? '0' : raw.replace(/'/g, '');
    found.push(`w${word}`, `b${before} ${word}`);
    if (two !== '') found.push(`t${two} ${before} ${word}`);
    const edged = `<${word}>`;
    for (const n of PIECES) if (edged.length > n) for (let i = 0; i + n <= edged.length; i += 1) found.push(`c${edged.slice(i, i + n)}`);
    [two, before] = [before, word];
  }
  return found.slice(0, FEATURES_MAX);
}

/** Buckets of the n-grams of folded words (Chinese characters 1–4; Latin words, twos, threes, pieces), each once. */
export function featuresOf(words: string): Int32Array {
  return Int32Array.from(new Set(grams(words).map(bucket)));
}
