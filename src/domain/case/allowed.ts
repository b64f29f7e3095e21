import type { CaseState } from './case-state.js';

export const CASE_ACTIONS = ['contact', 'place_hold', 'lift_hold', 'reveal', 'record_payment'] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

export interface Words {
  readonly en: string;
  readonly zh: string;
}

/** Why a state forbids an action; the console's disabled buttons say these words. */
const FORBIDS: Readonly<Record<CaseState, Partial<Record<CaseAction, Words>>>> = {
  open: {},
  promised: { contact: { en: 'Quiet: a promise, plan or payment is being waited for.', zh: '静默中：正在等待承诺、计划或付款。' } },
  hardship: { contact: { en: 'Quiet: the borrower said it is hard; a person looks first.', zh: '静默中：借款人表示有困难，须先由人工处理。' } },
  disputed: { contact: { en: 'Quiet: the debt is disputed and not yet answered.', zh: '静默中：债务有异议，尚未答复。' } },
  stopped: { contact: { en: 'The borrower asked us to stop.', zh: '借款人已要求停止联系。' } },
  human: { contact: { en: 'Handed to a person; automatic contact is off.', zh: '已转人工处理，自动联系已关闭。' } },
  closed: {
    contact: { en: 'The case is closed: nothing is owed.', zh: '案件已结清，无欠款。' },
    place_hold: { en: 'The case is closed.', zh: '案件已结清。' },
    lift_hold: { en: 'The case is closed.', zh: '案件已结清。' },
  },
};

/** `null` when allowed; else why not. */
export function forbidden(state: CaseState, action: CaseAction): Words | null {
  return FORBIDS[state][action] ?? null;
}
