/**
 * A language model that may vary approved words. It is shown the approved text with its slots empty, and nothing else: no name, number,
 * figure, date, nor a word of the borrower. Off unless the operator names one.
 */
export interface Phrasing {
  /** `null`, or a throw, or later than the time limit: the approved words stand. */
  phrase(approved: string, language: 'zh' | 'en'): Promise<string | null>;
}
