/** A price, unless said to be none. */
const PRICE = /\$\s?\d|\b(fees?|charges?|costs?)\b|\bpay(s|ing)?\s+(a|an|the|us|for)\b/i;
const NO_PRICE = /\b(no|free|without|zero)\b[^.;]*\b(fees?|charges?|costs?)\b|\bfree\b/i;
/** A demand for more than the preference and the address. */
const DEMAND = /\b(identity|identif(y|ication)|(date of )?birth|dob|ssn|social security|account (number|no)|password|log[ -]?in|sign[ -]?in|(further|additional|more|personal|extra)\s+\w*\s*(data|information|details|proof))\b/i;
const NO_LINK = /\b(no|without|not|lacks?|broken|dead|missing|non-?working)\s+(an?\s+|any\s+|working\s+)*(hyper)?links?\b|\blinks?\b[^.;]*\b(broken|dead|not work\w*|without an? page|no page|no longer)/i;
const WORD = /\b(stop|unsubscribe|quit|end|cancel|opt[- ]?out|revoke|td)\b|退订/i;
const REPLY = /\b(repl(y|ies|ying)|text(ing)?|respond(ing)?|send(ing)?|answer(ing)?)\b|回复/i;
/** A word written into the subject of an e-mail in answer. */
const SUBJECT = /\bsubject( line)?\b/i;
const OTHER_WAY = /\b(letters?|post(al)?|write to|writing to|fax|call(ing)?|phone|telephone)\b/i;
const LINK = /\b(hyper)?links?\b|\bclick(ing)?\b|\bbutton\b|https?:\/\//i;

/**
 * Whether an opt-out line, or a description of one, is a simple and free way to stop (12 CFR 1006.6(e), comment 6(e)-1):
 * a reply of a word, or a working link. Not: only a telephone call or a letter, a website without a link, a fee, or a
 * demand for anything but the preference and the address. A line that is not recognised does not pass.
 */
export function optOutWorks(optOut: unknown): boolean {
  if (typeof optOut === 'boolean') return optOut;
  if (typeof optOut !== 'string') return false;
  if (PRICE.test(optOut) && !NO_PRICE.test(optOut)) return false;
  if (DEMAND.test(optOut)) return false;
  // "Reply STOP" stands whatever other ways are offered beside it; "send a letter" is no reply.
  if (WORD.test(optOut) && (/\brepl(y|ies|ying)\b|\btext\s+\W?stop|回复/i.test(optOut) || SUBJECT.test(optOut) || (REPLY.test(optOut) && !OTHER_WAY.test(optOut)))) return true;
  if (NO_LINK.test(optOut)) return false;
  return LINK.test(optOut) || /^\W*(stop|unsubscribe)\W*$/i.test(optOut);
}
