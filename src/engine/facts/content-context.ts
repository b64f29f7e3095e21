import type { LocalDate } from '../../domain/time/instant.js';
import { UNKNOWN, type Known } from '../../domain/unknown.js';
import type { ContentChannel, ContentContext } from '../../law/content/content-rule.js';
import type { Facts } from '../../law/facts.js';
import { placeOfPerson } from '../../law/place.js';

/** One true is true for the text; only when each is known to be false is it false. */
function anyTrue(values: readonly Known<boolean>[]): Known<boolean> {
  if (values.includes(true)) return true;
  return values.length > 0 && values.every((value) => value === false) ? false : UNKNOWN;
}

/** What the rules of content may know of a text to this person. Whether it is the first that arrives, and whether a step is decided, is not known; so it counts as unknown. What leaves here is the lender's own, also about a case that an agency works on; an agency words its own. */
export function contentContext(facts: Facts, channel: ContentChannel, language: 'zh' | 'en', on: LocalDate, names: readonly string[], ownNumbers: readonly string[]): ContentContext {
  return {
    jurisdictions: placeOfPerson(facts.person).jurisdictions, channel, audience: 'debtor', language, on,
    lenderNames: names.filter((name) => name !== ''), ownNumbers: ownNumbers.filter((number) => number !== ''), facts: { timeBarred: anyTrue(facts.debts.map((debt) => debt.timeBarred)) },
  };
}
