import type { LocalDate } from '../../../domain/time/instant.js';
import type { DemoPerson } from './person.js';
import type { UciAccount } from './uci-accounts.js';

/** One row of a demo file before it is written in the lender's own way. */
export interface DemoRow {
  readonly account: UciAccount;
  readonly statementOn: LocalDate;
  /** Due date of the oldest unpaid statement; `null` when the account is not late. */
  readonly dueOn: LocalDate | null;
  readonly borrower: DemoPerson;
  readonly coBorrower: DemoPerson | null;
  readonly guarantor: DemoPerson | null;
}

/** How a lender writes its file. */
export interface LenderForm {
  readonly encoding: 'gb18030' | 'utf8';
  readonly header: readonly string[];
  cells(row: DemoRow): readonly string[];
}

/** `-1234` as `-1,234.00`. */
function grouped(dollars: number): string {
  return `${dollars < 0 ? '-' : ''}${String(Math.abs(dollars)).replace(/\B(?=(\d{3})+$)/g, ',')}.00`;
}

function chineseDate(date: LocalDate): string {
  return `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

function americanDate(date: LocalDate): string {
  return `${date.slice(5, 7)}/${date.slice(8, 10)}/${date.slice(0, 4)}`;
}

const brief = (person: DemoPerson | null): readonly string[] => (person === null ? ['', '', ''] : [person.ref, person.name, person.mobile]);

export const CN_FORM: LenderForm = {
  encoding: 'gb18030',
  header: [
    '借据编号', '产品', '币种', '账单余额', '授信额度', '账单日', '最早逾期到期日', '逾期期数', '客户号', '姓名', '证件号码', '手机号码', '备用电话', '电子邮箱', '联系地址', '省份', '城市',
    '时区', '语言', '短信授权', '电话授权', '共同借款人客户号', '共同借款人姓名', '共同借款人手机', '担保人客户号', '担保人姓名', '担保人手机', '近六期状态', '近六期账单', '近六期还款',
  ],
  cells({ account, statementOn, dueOn, borrower: b, coBorrower, guarantor }) {
    return [
      `JJ${String(account.row).padStart(6, '0')}`, '信用卡', '新台币', grouped(account.bills[0] ?? 0), grouped(account.limit), statementOn.replaceAll('-', '/'), dueOn === null ? '—' : chineseDate(dueOn),
      String(account.statuses[0]), b.ref, b.name, b.idNumber, b.mobile, b.otherPhone, b.email, b.address, b.state, b.city, b.timeZone, b.language, b.smsConsent, b.callConsent,
      ...brief(coBorrower), ...brief(guarantor), account.statuses.join(' '), account.bills.join(' '), account.payments.join(' '),
    ];
  },
};

export const US_FORM: LenderForm = {
  encoding: 'utf8',
  header: [
    'account_number', 'product', 'currency', 'balance_due', 'credit_line', 'statement_date', 'past_due_since', 'months_past_due', 'customer_id', 'full_name', 'tax_id', 'mobile_phone', 'home_phone',
    'email', 'mailing_address', 'state', 'city', 'time_zone', 'language', 'sms_consent', 'call_consent', 'co_borrower_id', 'co_borrower_name', 'co_borrower_phone', 'guarantor_id', 'guarantor_name',
    'guarantor_phone', 'status_6m', 'bills_6m', 'payments_6m',
  ],
  cells({ account, statementOn, dueOn, borrower: b, coBorrower, guarantor }) {
    const bill = account.bills[0] ?? 0;
    return [
      `A-${String(account.row).padStart(6, '0')}`, 'CC', 'TWD', bill < 0 ? `(${grouped(-bill)})` : grouped(bill), grouped(account.limit), americanDate(statementOn), dueOn === null ? '' : americanDate(dueOn),
      String(account.statuses[0]), b.ref, b.name, b.idNumber, b.mobile, b.otherPhone, b.email, b.address, b.state, b.city, b.timeZone, b.language, b.smsConsent, b.callConsent,
      ...brief(coBorrower), ...brief(guarantor), account.statuses.join(' '), account.bills.join(' '), account.payments.join(' '),
    ];
  },
};
