import { helpIn } from '../../domain/help/help-lines.js';
import { delinquency } from '../../domain/loan/delinquency.js';
import { maskRef } from '../../domain/party/mask.js';
import type { Reading } from '../../domain/contact/reading/reading.js';
import type { Act } from '../../strategy/dialogue/acts.js';
import type { Decided } from '../../strategy/dialogue/decide-act.js';
import type { DialogueFacts } from '../../strategy/dialogue/dialogue-facts.js';
import { wordAnswer, type AnswerSlots, type Words } from '../../strategy/dialogue/word-answer.js';
import type { WrittenChannel } from '../ports/channel.js';
import type { WordingDeps } from '../dispatch/wording.js';
import type { CaseRecord, Dossier } from '../ports/store.js';

/** The end of the oldest debt's reference; only an act about the account names it. */
function debtTail(record: CaseRecord, dossier: Dossier, today: string): string {
  const debts = (dossier.debts.get(record.id) ?? []).map((debt) => ({ debt, reading: delinquency(debt.entries, debt.pauses, today) })).filter(({ reading }) => reading.balanceMinor > 0);
  const oldest = debts.sort((a, b) => b.reading.daysPastDue - a.reading.daysPastDue)[0];
  return oldest === undefined ? '' : maskRef(oldest.debt.ref);
}

/** Values that stand outside the act's own: of the lender, the place, and the state of the case. */
function slotsOf(deps: WordingDeps, decided: Decided, facts: DialogueFacts, reading: Reading, record: CaseRecord, dossier: Dossier, code: string): AnswerSlots {
  const zh = facts.language === 'zh';
  const letterhead = deps.letterheads.get(record.creditorId);
  const help = helpIn(dossier.persons.get(record.personId)?.country ?? '');
  const violence = reading.intents.some((one) => one.kinds?.includes('violence') === true) && !reading.intents.some((one) => one.kinds?.includes('self_harm') === true);
  const line = help === null ? null : violence ? help.violence : help.crisis;
  const said = (words: { readonly zh: string; readonly en: string } | null | undefined): string => (words === null || words === undefined ? '' : zh ? words.zh : words.en);
  return {
    lender: (zh ? letterhead?.nameZh : letterhead?.nameEn) ?? '', phone: letterhead?.phone ?? '', link: `${deps.portalUrl}/v/${code}`, code,
    help_line: said(line), emergency: said(help?.emergency), complain_to: said(help?.complaint), quiet_until: facts.quietUntil ?? '',
    ...(decided.act === 'amount_owed' ? { debt_tail: debtTail(record, dossier, facts.today) } : {}), ...decided.slots,
  };
}

/** The words of an answer; `null`: they cannot be made here, e.g. where no help line is on file, and a person takes over. */
export function wordAct(deps: WordingDeps, act: Act, channel: WrittenChannel, decided: Decided, facts: DialogueFacts, reading: Reading, record: CaseRecord, dossier: Dossier, code: string, phrased: string | undefined): { readonly words: Words; readonly slots: AnswerSlots } | null {
  const slots = slotsOf(deps, decided, facts, reading, record, dossier, code);
  const words = wordAnswer(act, channel, facts.language, dossier.persons.get(record.personId)?.country ?? '', slots, phrased);
  return words === null ? null : { words, slots };
}
