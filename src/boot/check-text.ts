import { isLocalDate } from '../domain/time/date.js';
import { UNKNOWN } from '../domain/unknown.js';
import { Terminal } from '../engine/ports/errors.js';
import type { TextFinding, TextQuestion } from '../cli/house-door.js';
import { CONTENT_AUDIENCES, CONTENT_CHANNELS, NOTICES, type ContentContext, type ContentFacts } from '../law/content/content-rule.js';
import { lintText } from '../law/content/lint.js';
import { placeOfPerson } from '../law/place.js';

const FACTS: Readonly<Record<keyof ContentFacts, true>> = {
  suitDecided: true, lawyerInstructed: true, judgmentGiven: true, reportingNoticed: true, waiverApproved: true, deadlineReal: true, timeBarred: true, validationPeriod: true,
};

function oneOf<T extends string>(what: string, list: readonly T[], value: string): T {
  const found = list.find((one) => one === value);
  if (found === undefined) throw new Terminal('bad_request', `"${value}" is no ${what}. Known are ${list.join(', ')}.`);
  return found;
}

/** `suitDecided`, `timeBarred=no`: what is not named stays unknown. */
function readFacts(named: readonly string[]): Partial<ContentFacts> {
  return Object.fromEntries(named.map((one) => {
    const [name = '', value = 'yes'] = one.split('=');
    return [oneOf('fact', Object.keys(FACTS), name), oneOf('answer', ['yes', 'no'], value) === 'yes'];
  }));
}

function contextOf(question: TextQuestion, text: string): ContentContext {
  const { country, state, city, on } = question;
  if (on !== undefined && !isLocalDate(on)) throw new Terminal('bad_request', `"${on}" is no day. Write it as 2026-11-24.`);
  const place = placeOfPerson({ personId: '', country, state: state ?? UNKNOWN, city: city ?? UNKNOWN, locations: UNKNOWN });
  return {
    jurisdictions: place.jurisdictions, channel: oneOf('channel', CONTENT_CHANNELS, question.channel), audience: oneOf('audience', CONTENT_AUDIENCES, question.audience),
    language: question.textLanguage === undefined ? (/\p{Script=Han}/u.test(text) ? 'zh' : 'en') : oneOf('language', ['zh', 'en'], question.textLanguage),
    notice: question.notice === undefined ? null : oneOf('notice', NOTICES, question.notice), firstContact: question.later ? false : UNKNOWN, outsourced: question.agency.length > 0 ? true : UNKNOWN,
    ...(question.robot ? { voice: 'robot' as const } : {}), ...(question.lender.length > 0 ? { lenderNames: question.lender } : {}), ...(question.agency.length > 0 ? { agencyNames: question.agency } : {}),
    ...(question.phone.length > 0 ? { ownNumbers: question.phone } : {}), ...(on === undefined ? {} : { on }), facts: readFacts(question.fact),
  };
}

/** Line and column of an offset, from one; a column counts characters, not UTF-16 units. */
function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(start)].length + 1 };
}

/** What the rules of content find in a text that somebody lays before them. Throws {@link Terminal} for a question that means nothing. */
export function checkText(text: string, question: TextQuestion): readonly TextFinding[] {
  return lintText(text, contextOf(question, text)).map((found) => ({ ...found, ...placeIn(text, found.from) }));
}
