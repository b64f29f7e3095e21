import type { Act } from '../../strategy/dialogue/acts.js';
import { answerOf } from '../../strategy/dialogue/answers.js';
import { guardPhrase, REPHRASABLE } from '../../strategy/dialogue/guard.js';
import type { Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import type { Phrasing } from '../ports/phrasing.js';

/** Other words for the body of an act, with its slots; none where the approved ones stand. */
export type Phrases = ReadonlyMap<string, string>;
export const phraseKey = (act: Act, language: 'zh' | 'en'): string => `${act} ${language}`;

/** Asks for each act once, outside of any transaction, and keeps what the guard lets through. Never throws: the approved words are always there. */
export async function phraseActs(phrasing: Phrasing | null, log: Log, wanted: readonly { readonly act: Act; readonly language: 'zh' | 'en' }[]): Promise<Phrases> {
  const phrases = new Map<string, string>();
  if (phrasing === null) return phrases;
  const each = new Map(wanted.filter(({ act }) => REPHRASABLE.includes(act)).map((one) => [phraseKey(one.act, one.language), one]));
  await Promise.all([...each].map(async ([key, { act, language }]) => {
    try {
      const phrased = await phrasing.phrase(answerOf(act).texts[language], language);
      if (phrased === null) return;
      const verdict = guardPhrase(act, language, phrased);
      if (verdict.ok) phrases.set(key, phrased);
      else log.info('phrase_refused', { act, language, why: verdict.why });
    } catch (error) {
      log.error('phrase_failed', { act, error: faultName(error) });
    }
  }));
  return phrases;
}
