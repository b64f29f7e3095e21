import type { ContentContext } from '../content-rule.js';
import { cn, uk, us } from '../grounds.js';
import type { Topic, Words } from '../topic.js';

const SUIT_ZH = /起诉|诉讼(?!费)|诉至|诉前(?:调解|保全)|(?<!执行)法院(?!执行)|法庭|开庭|仲裁|支付令|法律(?:程序|手段|途径|责任|后果|追究|制裁|渠道)|走法律|追究(?:您|你)?的?(?:法律)?责任/g;
const SUIT_EN = /\b(?:su(?:e|ed|ing)|law ?-?suits?|legal (?:action|proceedings?|steps?|remed(?:y|ies)|consequences|process)|litigat\w+|(?:go|take you|taken|see you) (?:to|in) court|(?:in|to|before) (?:the |a )?(?:county |small claims )?court|arbitrat\w+|file (?:a )?(?:claim|case|complaint) against)\b/g;
const LAWYER_ZH = /律师(?!费)|法务(?:部|人员|专员)?/g;
const LAWYER_EN = /\b(?:(?<!(?:represented by|have|with|consult|hire) (?:an? )?)(?<!your )(?<!(?:district|power of) )(?:attorneys?|law ?yers?|counsel)(?! general|'?s? fees)|law firm|law office|legal department|legal team)\b/g;
const ENFORCE_ZH = /失信被执行人?|失信执行|限制高消费|限高|强制执行|申请执行|冻结|查封|扣押|扣划|拍卖/g;
const ENFORCE_EN = /\b(?:garnish\w*|liens?|seiz(?:e|ed|ure|ing)|repossess\w*|lev(?:y|ied)|judg(?:e)?ments?|foreclos\w+|bailiffs?|enforcement (?:agents?|officers?)|freeze your|attach your (?:wages|assets))\b/g;

/** Suits, lawyers, enforcement: lawful only where true, decided and authorised. */
export const legalStep: Topic = {
  code: 'legal_step',
  title: { zh: '起诉、律师函、强制执行等须属实、已决定并获授权', en: 'Legal steps only if true, decided and authorised' },
  instead: { zh: '未决定就不写；已决定的，由法务确认并记录依据。', en: 'Not decided: leave it out. Decided: have it confirmed and the ground recorded.' },
  words: [
    { severity: 'review', unless: 'suitDecided', pattern: SUIT_ZH }, { severity: 'review', unless: 'suitDecided', pattern: SUIT_EN },
    { severity: 'review', unless: 'lawyerInstructed', pattern: LAWYER_ZH }, { severity: 'review', unless: 'lawyerInstructed', pattern: LAWYER_EN },
    { severity: 'review', unless: 'judgmentGiven', pattern: ENFORCE_ZH }, { severity: 'review', unless: 'judgmentGiven', pattern: ENFORCE_EN },
  ],
  grounds: [
    cn.guideline('CN-X4c', 'CBA guideline (2026): no false promise, no overstated consequence; Civil Procedure Law: enforcement only after a judgment'), us('US-C-06k', '12 CFR 1006.18(b)(1)(iii), (b)(3), (c)(1); 15 USC 1692e(3)-(5)'),
    uk('UK-C-08g', 'CONC 7.3.18R, 7.9.2R, 7.11: no threat of steps that will not or cannot be taken'),
  ],
  house: 'HOUSE-C-14',
};

const isBarred = (context: ContentContext): boolean => context.facts?.timeBarred === true;
const barred = (pattern: RegExp): Words => ({ severity: 'block', pattern, when: isBarred });

export const timeBarred: Topic = {
  code: 'time_barred',
  title: { zh: '已过诉讼时效的债务不得以起诉、执行相威胁', en: 'No threat of court on a time-barred debt' },
  instead: { zh: '删去起诉、执行等字样；时效届满后债务人可以拒绝履行。', en: 'Take the suit and its means out: after the limitation period the debtor may refuse.' },
  words: [SUIT_ZH, SUIT_EN, LAWYER_ZH, LAWYER_EN, ENFORCE_ZH, ENFORCE_EN].map(barred),
  grounds: [
    cn.law('CN-H11', 'Civil Code, arts 188, 192, 195'), { ...us('US-F-28', '12 CFR 1006.26(b)'), confidence: 'high' }, uk('UK-11', 'CONC 7.15: no misleading about a statute-barred debt'),
  ],
  house: 'HOUSE-C-15',
};

const PAY_BY = /\b(?:pay|payment|remit|settle)\b[^.;]{0,40}\b(?:within|in) (?:the next )?(?:\d+|two|three|five|seven|ten) (?:hours|days|business days)|\b(?:pay|payment|remit)\b[^.;]{0,20}\b(?:today|tomorrow|now|by (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/g;
const PAY_BY_ZH = /(?:请?(?:于|在)|务必)?(?:\d+|[一二两三四五六七八九十]+)个?[日天]之?内[^,，。]{0,6}(?:还|付|结清|缴)|(?:今|明)[日天](?:内|之?前)?[^,，。]{0,4}(?:还|付|结清|缴)/g;

/** 12 CFR 1006.38(b): nothing may overshadow the right to dispute while the period runs. */
export const overshadowing: Topic = {
  code: 'overshadowing',
  title: { zh: '核实期内不得以催促或威胁掩盖异议权', en: 'Nothing overshadows the right to dispute' },
  instead: { zh: '核实期内不写付款期限、起诉或征信威胁；写明可以提出异议。', en: 'In the validation period name no deadline, suit or credit report; say that the debt can be disputed.' },
  words: [
    ...[PAY_BY, PAY_BY_ZH].flatMap((pattern): Words[] => [
      { severity: 'block', pattern, when: (c) => c.facts?.validationPeriod === true },
      { severity: 'review', pattern, when: (c) => c.facts?.validationPeriod !== true && c.facts?.validationPeriod !== false },
    ]),
    ...[SUIT_EN, SUIT_ZH, ENFORCE_EN, ENFORCE_ZH].map((pattern): Words => ({ severity: 'block', pattern, when: (c) => c.facts?.validationPeriod === true })),
  ],
  grounds: [{ ...us('US-F-34', '12 CFR 1006.38(b)(1)'), confidence: 'high' }],
};

/** After this day every promise of the one-off repair is false (PBoC notice of 22 December 2025). */
const REPAIR_UNTIL = '2026-03-31';
const repairOver = (context: ContentContext): boolean => context.on === undefined || context.on > REPAIR_UNTIL;

export const creditReport: Topic = {
  code: 'credit_report',
  title: { zh: '不得滥用征信：虚假威胁、付款删记录、虚假修复承诺', en: 'No misuse of credit reporting' },
  instead: { zh: '只有已依法告知且确实报送时才提征信；不良记录自终止之日起保存五年，不得承诺删除或修复。', en: 'Name the bureau only if the lender reports and the notice was given; never promise to delete or to repair a record.' },
  words: [
    { severity: 'block', pattern: /(?:删除|消除|清除|抹除|抹掉|洗白|撤销|修复|恢复|漂白)[^,;，。；]{0,6}(?:征信|信用记录|不良记录|逾期记录|不良信息)|(?:征信|信用记录|不良记录|逾期记录)[^,;，。；]{0,8}(?:删除|消除|清除|洗白|修复|恢复)|(?:永久|终身|一辈子|永远)[^,;，。；]{0,8}(?:征信|信用|污点|不良)|(?:征信|信用)[^,;，。；]{0,8}(?:永久|终身|一辈子)/g },
    { severity: 'review', pattern: /一次性(?:信用|征信)?修复|信用修复|征信修复/g, when: (c) => !repairOver(c) },
    { severity: 'block', pattern: /一次性(?:信用|征信)?修复|信用修复|征信修复/g, when: repairOver },
    { severity: 'review', unless: 'reportingNoticed', pattern: /征信|信用(?:报告|评分|记录)|央行|人民银行/g },
    { severity: 'block', pattern: /\b(?:pay[- ]for[- ]delete|(?:delet|remov|eras|clean|repair|fix)(?:e|es|ed|ing|s)?\b[^.;]{0,30}\bcredit (?:report|file|record|history|score)|permanent(?:ly)?\b[^.;]{0,20}\b(?:credit (?:report|file|record|history|score)))\b/g },
    { severity: 'review', unless: 'reportingNoticed', pattern: /\b(?:credit (?:reports?|scores?|bureaus?|files?|ratings?|histor(?:y|ies)|records?|report(?:ing)? agenc(?:y|ies))|experian|equifax|transunion)\b/g },
  ],
  grounds: [cn.law('CN-X8', 'Credit Reporting Regulations, arts 15-16; PBoC notice of 22 December 2025'), us('US-C-06l', '12 CFR 1006.18(c)(2), 1006.30(a); 15 USC 1692e(8)')],
  house: 'HOUSE-C-16',
};
