/** Shorter pieces say too little by themselves. */
const SENTENCE_MIN = 6;
const SENTENCES_MAX = 40;

/** The sentences of folded words, and each with the one after it; none where there is but one. */
export function sentencesOf(words: string): readonly string[] {
  const parts = words.split(/[.!?。！？；;\n…]+|(?<=\p{Script=Han})[,，]/u).map((part) => part.trim()).filter((part) => part.length >= SENTENCE_MIN).slice(0, SENTENCES_MAX);
  if (parts.length < 2) return [];
  return [...parts, ...parts.slice(1).map((part, i) => `${parts[i] ?? ''} ${part}`)];
}
