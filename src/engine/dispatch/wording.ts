import { amountWords } from '../../domain/contact/amount-words.js';
import { composed } from '../../domain/contact/frame.js';
import { substituteForGsm } from '../../domain/contact/sms-segments.js';
import type { TemplateBook } from '../../domain/contact/template-book.js';
import { render, textLanguage, type Slots, type Template, type TextLanguage } from '../../domain/contact/templates.js';
import { delinquency } from '../../domain/loan/delinquency.js';
import { money } from '../../domain/money/money.js';
import { maskRef } from '../../domain/party/mask.js';
import type { Instant, LocalDate } from '../../domain/time/instant.js';
import { localDateOf } from '../facts/local-date.js';
import type { Letterhead } from '../ports/channel.js';
import type { CaseRecord, Dossier } from '../ports/store.js';

export interface WordingDeps {
  readonly letterheads: ReadonlyMap<string, Letterhead>;
  /** Address of the portal, without a trailing slash. */
  readonly portalUrl: string;
}

/** The words of one contact at an instant, and what they were made of. */
export interface Wording {
  /** Empty where they could not be made: then nothing is sent. */
  readonly text: string;
  readonly template: Template | null;
  readonly language: TextLanguage;
  readonly spoken: 'zh' | 'en';
  readonly asOf: LocalDate;
  readonly values: Slots;
}

/**
 * What is owed now, from the ledger: the sum in a text is never older than the text (CN-M1). Account, sum and days are of
 * one debt, the oldest; a sum of several beside one account's number would be wrong about both. The page shows them all.
 */
function slotValues(deps: WordingDeps, record: CaseRecord, dossier: Dossier, language: 'zh' | 'en', asOf: LocalDate, code: string): Slots {
  const debts = dossier.debts.get(record.id) ?? [];
  const readings = debts.map((d) => ({ debt: d, reading: delinquency(d.entries, d.pauses, asOf) })).filter((d) => d.reading.balanceMinor > 0);
  const oldest = [...readings].sort((a, b) => b.reading.daysPastDue - a.reading.daysPastDue)[0];
  const letterhead = deps.letterheads.get(record.creditorId);
  return {
    lender: language === 'zh' ? (letterhead?.nameZh ?? '') : (letterhead?.nameEn ?? ''), phone: letterhead?.phone ?? '',
    debt_tail: oldest === undefined ? '' : maskRef(oldest.debt.ref), amount: oldest === undefined ? '' : amountWords(money(oldest.reading.balanceMinor, oldest.debt.currency), language), as_of: asOf,
    days: String(oldest?.reading.daysPastDue ?? 0), link: `${deps.portalUrl}/v/${code}`, code,
  };
}

/** The words of a contact in their frame, in the person's language and with figures as of `now`; empty where the template, a value or a name is missing. `ref`: as the contact pins it. */
export function wordingOf(deps: WordingDeps, book: TemplateBook, ref: string, record: CaseRecord, dossier: Dossier, code: string, now: Instant): Wording {
  const person = dossier.persons.get(record.personId);
  const spoken = person?.language ?? 'en';
  const country = person?.country ?? '';
  const language = textLanguage(spoken, country);
  const asOf = localDateOf(now, person?.timeZone ?? null);
  const values = slotValues(deps, record, dossier, spoken, asOf, code);
  const template = book.find(ref);
  const rendered = template === null ? null : render(composed(template, language, country), values);
  const text = rendered !== null && rendered.ok ? rendered.text : '';
  // Look-alikes give way before anything is judged: the permit is for the very words that leave.
  return { text: template?.channel === 'sms' ? substituteForGsm(text) : text, template, language, spoken, asOf, values };
}
