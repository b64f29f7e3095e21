import { HOUSE_CITATION, findWords, type Words } from '../topic.js';
import type { ContentContext, ContentRule, Found } from '../content-rule.js';
import { isCardNumber, isCitizenId } from '../numbers.js';
import type { NormalText } from '../normal.js';

const RUN = /(?<![\d*])\d(?:[ -]?\d){7,22}x?(?![\d*])/g;
const ACCOUNT = /(?:账号|账户|卡号|合同号|借据号|account (?:number|no\.?|#)|acct\.?(?: no\.?| #)?|card (?:number|no\.?))(?: is|[\s:#]|是|为){0,3}(?!20\d\d-\d\d-\d\d(?!\d))\d(?:[ -]?\d){7,}/g;
const SSN = /(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d-])/g;
const CN_MOBILE = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g;
const ADDRESS_OF_PAGE = /(?:https?:\/\/|www\.)[^\s，。\p{Script=Han}]+/gu;

const bare = (text: string): string => text.replace(/[ -]/g, '');

function numbersOf(normal: NormalText): readonly Found[] {
  const pages = [...normal.text.matchAll(ADDRESS_OF_PAGE)].map((m) => [m.index, m.index + m[0].length] as const);
  const found: Found[] = [];
  const add = (code: string, from: number, length: number) => {
    if (!pages.some(([a, b]) => from >= a && from < b) && !found.some((f) => from < f.to && f.from < from + length)) found.push({ code, severity: 'block', from, to: from + length });
  };
  for (const match of normal.text.matchAll(RUN)) {
    const digits = bare(match[0]);
    if (isCitizenId(digits.slice(0, 18)) && digits.length <= 18) add('full_id_number', match.index, match[0].length);
    else if (isCardNumber(digits.replace('x', ''))) add('full_card_number', match.index, match[0].length);
  }
  for (const match of normal.text.matchAll(SSN)) add('full_id_number', match.index, match[0].length);
  for (const match of normal.text.matchAll(ACCOUNT)) add('full_account_number', match.index, match[0].length);
  return found;
}

/** A private mobile in a lender's text: the collector's own, or somebody else's. Only where it is known which numbers are the lender's, or the number is a mainland mobile. */
function privateNumbers(normal: NormalText, context: ContentContext): readonly Found[] {
  const own = (context.ownNumbers ?? []).map((number) => number.replace(/\D/g, ''));
  return [...normal.text.matchAll(CN_MOBILE)].filter((m) => !own.some((number) => number.endsWith(bare(m[0]))))
    .map((m): Found => ({ code: 'private_number', severity: 'review', from: m.index, to: m.index + m[0].length }));
}

const PRIVATE_LIFE: readonly Words[] = [
  { severity: 'review', pattern: /(?:您|你)(?:的|患有?|得了|目前)(?:病情?|诊断|癌|精神|残疾|孕|艾滋|抑郁)|得知(?:您|你)[^,，。]{0,4}(?:生病|住院|怀孕|离婚)|病历|\byour (?:illness|diagnosis|cancer|pregnancy|medical (?:condition|records?)|disability|therapy|mental health|divorce)\b/g },
  { severity: 'block', pattern: /(?:您|你)(?:现在|目前|当前)(?:就)?(?:在|位于)[^,，。]{1,16}(?:路|街|小区|楼|号|市|区|县|村)|(?:您|你)的(?:实时|手机)?(?:位置|定位)|定位到(?:您|你)|\b(?:we (?:can )?see (?:that )?you are (?:at|in)|your (?:current |phone's )?location|tracked your phone)\b/g },
  { severity: 'block', pattern: /(?:您|你)?在?(?:其他|别的|多家|多个|另外)的?(?:平台|机构|银行|网贷|借款)[^,，。]{0,6}(?:欠|逾期|借|负债|贷款)|\byour (?:debts?|loans?|balances?) (?:with|at|to) other (?:lenders|banks|creditors)\b|\byou (?:also )?owe (?:money to )?other (?:lenders|banks|creditors)\b/g },
];

const title = { zh: '不得含超出需要的敏感信息（完整证件号、卡号、账号、健康、位置、他处债务）', en: 'No sensitive data beyond need: full ID, card or account number, health, location, other debts' };
const instead = { zh: '只写账户尾号；删去证件号、健康、位置、在他处的债务。', en: 'The last digits of the account are enough; take the rest out.' };

function find(normal: NormalText, context: ContentContext): readonly Found[] {
  return [...numbersOf(normal), ...privateNumbers(normal, context), ...findWords('private_life', PRIVATE_LIFE, normal, context)];
}

export const sensitiveRules: readonly ContentRule[] = [
  { id: 'CN-X10', title, instead, citation: 'PIPL, arts 6, 28', force: 'L', confidence: 'high', severity: 'block', scope: { places: ['CN'] }, find },
  { id: 'HOUSE-C-17', title, instead, citation: HOUSE_CITATION, force: 'H', confidence: 'high', severity: 'block', scope: { exceptPlaces: ['CN'] }, find },
];
