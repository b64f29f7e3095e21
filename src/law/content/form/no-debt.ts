import type { ContentContext, ContentRule, Found } from '../content-rule.js';
import { slotChar, type NormalText } from '../normal.js';
import { findWords, type Words } from '../topic.js';

const SLOTS = ['debt_tail', 'amount', 'days', 'as_of', 'link'].map(slotChar).join('');

/** Words that tell of a debt, or of somebody's business with a lender; also where they are denied ("you need not pay"). */
const TELLING: readonly Words[] = [
  { severity: 'block', evenDenied: true, pattern: /欠|债|还款|还清|逾期|应还|未还|贷款|借款|借贷|催收|账户|账单|账款|本金|利息|分期|还钱|付款|支付|结清|核实本短信|\d[\d,.]*(?:元|块|美元)/g },
  {
    severity: 'block', evenDenied: true,
    pattern: /\b(?:debts?|owe[sd]?|owing|overdue|past due|dues?|loans?|borrow\w*|lend\w*|credit\w*|repay\w*|pay|pays|paid|paying|payments?|instal+ments?|balances?|accounts?|arrears|collect\w*|bills?|settle\w*|promise[sd]?)\b|[$£€¥₹] ?\d/g,
  },
  { severity: 'block', evenDenied: true, pattern: new RegExp(`[${SLOTS}]|https?://`, 'g') },
];

/** Names of the lender and its numbers are left out: a bank's own name may hold "credit". */
function find(normal: NormalText, context: ContentContext): readonly Found[] {
  if (context.purpose !== 'no_debt') return [];
  const names = (context.lenderNames ?? []).map((name) => name.toLowerCase()).filter((name) => name !== '');
  return findWords('tells_of_a_debt', TELLING, normal, context).filter((found) => !names.some((name) => {
    const at = normal.source.toLowerCase().indexOf(name);
    const from = normal.from[found.from] as number;
    return at >= 0 && from >= at && from < at + name.length;
  }));
}

export const noDebtRules: readonly ContentRule[] = [
  {
    id: 'HOUSE-C-25', title: { zh: '声明不涉及债务的信息，不得提及任何债务', en: 'What is said to tell nothing of a debt tells nothing of one' }, instead: { zh: '删去欠款、还款、账户、金额和页面链接。', en: 'Take out what is owed, paying, account, sums and the link to the page.' },
    citation: 'House policy: help to somebody in distress speaks of nothing else; see 12 CFR 1006.2(d)', force: 'H', confidence: 'high', severity: 'block', scope: {}, find,
  },
];
