import { answerOf } from './answers.js';
import type { Act } from './acts.js';

/**
 * Acts whose words a model may vary. Not among them: help and sympathy, where a wrong word does harm; figures of the account; and what
 * says by when and where else somebody is answered.
 */
export const REPHRASABLE: readonly Act[] = ['hardship_received', 'acknowledge_paid', 'confirm_promise', 'confirm_promise_day', 'promise_needs_less', 'ask_which_date', 'ask_date', 'ask_amount', 'person_will_call', 'not_understood'];

export type GuardVerdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

const SLOT = /\{[a-z_]+\}/g;
const NUMBER_WORD = {
  zh: /[零〇一二两三四五六七八九十百千万亿半双几]+(?=[元块角分天日号月年周折成倍次期%点])|百分之|半数|一半|翻倍/gu,
  en: /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|thousand|million|half|double|twice|dozen|percent|dollars?|cents?|pounds?|euros?|yuan|rupees?)\b/gi,
} as const;
const DATE_WORD = {
  zh: /今天|今日|今晚|明天|明日|后天|昨天|周[一二三四五六日天末]|星期|礼拜|月底|月初|月中|下周|本周|下月|本月|年底|立即|马上|尽快|立刻|小时|分钟|期限|之内|以内/gu,
  en: /\b(?:today|tonight|tomorrow|yesterday|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|january|february|march|april|june|july|august|september|october|november|december|week|weeks|month|months|year|hours?|minutes?|soon|immediately|now|deadline|within|asap|urgent(?:ly)?)\b/gi,
} as const;
/** Words that bind the lender, press the person, or name what the act did not. */
const BINDING = {
  zh: /保证|承诺|免除|减免|免息|优惠|折扣|打折|返还|退款|奖励|利息|罚息|滞纳|本金|违约|起诉|诉讼|法院|律师|仲裁|公安|警|征信|信用|黑名单|失信|执行|上门|家人|亲友|单位|同事|后果|否则|必须|务必|催收|欠|逾期|债|贷款|账户|余额|还款|支付|转账|付款|银行卡|密码|验证码|证件|身份证|点击|加微信|微信|支付宝/gu,
  en: /\b(?:guarantee\w*|promise\w*|waive\w*|forgiv\w*|discount\w*|refund\w*|reward\w*|interest|fees?|penalt\w*|principal|sue\w*|lawsuit|courts?|lawyers?|attorney|legal|police|arrest\w*|credit|bureau|employer|family|relatives|consequences|otherwise|must|debts?|owe\w*|overdue|loans?|accounts?|balances?|pay|pays|paid|payments?|transfer\w*|wire|card|password|code|pin|ssn|click|whatsapp|wechat|telegram|offer|deal|special)\b/gi,
} as const;
const ADDRESS = /https?|www\.|@|[a-z0-9-]\.(?:com|net|org|cn|io|me|co|uk|in|id|info|top|xyz|link|shop)\b|\/\//i;
const MARKUP = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}*#`<>|~^\\[\]【】〔〕_=]/u;
const DIGIT = /[\p{Nd}\p{Nl}\p{No}]/u;
const NEGATION = { zh: /不|没|无|勿|别(?!的|人)|未|非/gu, en: /\b(?:not|no|never|none|nothing|nobody|without|cannot)\b|n['’]t\b/gi } as const;
const WAY_OUT = { zh: /人工/gu, en: /\bPERSON\b/g } as const;
const LENGTH = { least: 0.5, most: 1.4 } as const;

const count = (text: string, pattern: RegExp): number => (text.match(pattern) ?? []).length;
const sorted = (text: string, pattern: RegExp): string => [...(text.match(pattern) ?? [])].map((one) => one.toLowerCase()).sort().join('\n');
/** Every word of `text` that a pattern finds, with how often, is in `approved` as often at least. */
function within(text: string, approved: string, pattern: RegExp): boolean {
  const left = (approved.match(pattern) ?? []).map((one) => one.toLowerCase());
  return (text.match(pattern) ?? []).every((one) => {
    const at = left.indexOf(one.toLowerCase());
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
}

/** A name is a word with a capital inside a sentence; those of the approved text may stay. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![.!?:]\s)(?<=\s)[A-Z][\p{L}'’-]*/gu)].map((match) => match[0]).filter((word) => word !== 'I');
}

function inLanguage(body: string, language: 'zh' | 'en', approved: string): boolean {
  const bare = body.replace(SLOT, '');
  if (language === 'en') return /^[ -~’‘“”–—…]+$/u.test(bare);
  const latin = bare.match(/[A-Za-z]+/g) ?? [];
  const others = bare.replace(/[\p{Script=Han}A-Za-z\p{P}\p{Zs}]/gu, '');
  return others === '' && /\p{Script=Han}/u.test(bare) && latin.every((word) => approved.includes(word));
}

/**
 * Whether a model's words may stand in for the approved ones of an act. They keep every slot, once each as approved, and bring no figure,
 * date, name, address, binding or pressing word of their own; they say no more and no less often "not". What the guard lets through is read by the rules of
 * content and by the gate like every other text. Pure.
 * @param phrased the body with its slots, as `{promised}`; never with their values
 */
export function guardPhrase(act: Act, language: 'zh' | 'en', phrased: string): GuardVerdict {
  const approved = answerOf(act).texts[language];
  const no = (why: string): GuardVerdict => ({ ok: false, why });
  if (!REPHRASABLE.includes(act)) return no('act');
  if (sorted(phrased, SLOT) !== sorted(approved, SLOT) || /[{}]/.test(phrased.replace(SLOT, ''))) return no('slots');
  const words = phrased.replace(SLOT, ' ').normalize('NFKC');
  const own = approved.replace(SLOT, ' ').normalize('NFKC');
  if (phrased.length < own.length * LENGTH.least || phrased.length > approved.length * LENGTH.most) return no('length');
  if (phrased !== phrased.trim() || MARKUP.test(phrased.replace(SLOT, ''))) return no('markup');
  if (DIGIT.test(words) || /[$£€¥₹%]/.test(words)) return no('figure');
  if (ADDRESS.test(words)) return no('address');
  if (!inLanguage(phrased, language, approved)) return no('language');
  if (!within(words, own, NUMBER_WORD[language])) return no('figure');
  if (!within(words, own, DATE_WORD[language])) return no('date');
  if (!within(words, own, BINDING[language])) return no('forbidden_word');
  if (language === 'en' && !namesIn(words).every((name) => namesIn(own).includes(name) || own.includes(name))) return no('name');
  if (count(words, WAY_OUT[language]) !== count(own, WAY_OUT[language])) return no('way_to_a_person');
  if (count(words, NEGATION[language]) !== count(own, NEGATION[language])) return no('negation');
  return { ok: true };
}
