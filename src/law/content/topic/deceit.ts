import { cn, eu, india, indonesia, uk, us } from '../grounds.js';
import type { Topic } from '../topic.js';

/** Posing as police, court or another state body. What a lender may truly say of courts is in `legal.ts`. */
export const stateBody: Topic = {
  code: 'state_body',
  title: { zh: '不得冒充公检法等国家机关或以其名义催收', en: 'No posing as police, court or any state body' },
  instead: { zh: '删去国家机关名称、案号、传票等字样；只写放款机构的真实名称。', en: 'Take the state body, case number or summons out; name the lender as it is.' },
  words: [
    { severity: 'block', pattern: /公安(?:局|厅|部门?|机关|分局|人员|干警)|(?<!办)公安(?![排装全心静置])|派出所|警察|警方|民警|刑警|经侦|检察(?:院|官|机关)|法院执行|执行局|执行(?:法官|人员|组)|法官|传票|立案侦查|刑事(?:案件|责任|立案|诉讼|侦查|追究)|司法(?:局|机关|部门|警察|人员)|国家机关|(?:我们|我|公司)(?:会|将|已经?|要)?(?:报警|报案)|(?:这里|我们|我|本人)(?:是|来自)[^，。,]{0,8}(?:法院|司法|法庭)/g },
    { severity: 'review', unless: 'suitDecided', pattern: /立案(?!侦查)|案号|案件编号|受理通知/g },
    { severity: 'block', pattern: /\b(?:police(?:man|men)?|polic[iy]a|sheriffs?(?:'s)?|constables?|marshals?(?! islands)|detectives?|law enforcement|district attorney(?:'s)?|prosecutors?|fbi|interpol|department of justice|subpoenas?|summons(?:es)?|arraign\w*|(?:arrest|bench|search) warrants?|warrant (?:for|has been)|badge (?:no|num)\w*|court (?:officer|official|clerk)s?|(?:i am|we are|this is|calling from) (?:the |a )?(?:court|government|justice))\b/g },
  ],
  grounds: [
    cn.guideline('CN-X1', 'CBA guideline (2026), prohibited act 1; Consumer Protection Measures (2022 No. 9), art. 41; Criminal Code, art. 279'),
    us('US-C-06a', '12 CFR 1006.18(b)(1)(i), (c)(3); 15 USC 1692e(1), (9)'), uk('UK-C-08a', 'CONC 7.9.2R, 7.11: no hint of court or official status'),
    india('IN-C-09a', 'RBI circular of 12 August 2022: no false or misleading representations'), indonesia('ID-C-09a', 'POJK 22/2023, art. 62(2)'), eu('EU-C-09a', 'Directive (EU) 2021/2167, art. 10(1): no false information'),
  ],
  house: 'HOUSE-C-01',
};

/** Arrest, prison, crime: an unpaid loan is a civil matter. */
export const punishment: Topic = {
  code: 'punishment',
  title: { zh: '不得以逮捕、坐牢、犯罪相威胁或夸大法律后果', en: 'No threat of arrest, prison or crime' },
  instead: { zh: '普通逾期是民事问题；删去刑事后果，说明可以怎样还款或协商。', en: 'Ordinary default is a civil matter: take the crime out and say how to pay or to agree.' },
  words: [
    { severity: 'block', pattern: /逮捕|拘捕|刑拘|拘留|坐牢|牢狱|牢底|吃牢饭|判刑|服刑|入狱|(?:进|蹲)(?:监狱|局子)|通缉|追逃|抓(?:你|您|捕|走|起来|人(?!眼球|心))|被抓|带走(?:你|您|调查)|(?:诈骗|侵占|盗窃|拒执)罪|构成犯罪|(?<=是|属于|已)犯(?:罪|法)|涉嫌(?:诈骗|违法|犯罪|恶意|骗贷|刑事|侵占|贷款|信用卡)|刑事处罚/g },
    { severity: 'review', unless: 'judgmentGiven', pattern: /限制出境|限制(?:乘坐)?(?:高铁|飞机)/g },
    { severity: 'block', pattern: /\b(?:(?<!cardiac )(?<!house )arrest(?:ed|ing|s)?|jail(?:ed)?|prison|imprison\w*|incarcerat\w*|handcuff\w*|behind bars|lock(?:ed)? (?:you )?up|criminal (?:charges?|case|complaint|record|offen[cs]e|proceedings?|court|matter|fraud)|prosecut(?:e|ed|ion|ing)|felony|(?:bank|loan|credit card|wire) fraud charges?|deport(?:ed|ation)|you (?:have )?committed (?:a crime|fraud))\b/g },
  ],
  grounds: [
    cn.guideline('CN-X4', 'CBA guideline (2026): no overstating of legal consequence; SPC/SPP interpretation (2018), arts 6-8'), us('US-C-06b', '12 CFR 1006.18(b)(1)(iv), (b)(3); 15 USC 1692e(4), (7)'),
    uk('UK-C-08b', 'CONC 7.3.18R, 7.11: no threat of action that cannot be taken'), india('IN-C-09b', 'RBI circular of 12 August 2022: no intimidation'), indonesia('ID-C-09b', 'POJK 22/2023, art. 62(2): no threats'),
    eu('EU-C-09b', 'Directive (EU) 2021/2167, art. 10(1): no coercion'),
  ],
  house: 'HOUSE-C-02',
};

/** Lists and consequences that do not exist. */
export const inventedList: Topic = {
  code: 'invented_list',
  title: { zh: '不得捏造黑名单、终身失信、影响子女等后果', en: 'No invented blacklists or lifelong consequences' },
  instead: { zh: '没有这样的名单。只写真实、已发生的后果，并说明依据。', en: 'There is no such list. State only consequences that are real, with their ground.' },
  words: [
    { severity: 'block', pattern: /黑名单|黑户|终身(?:失信|拉黑|禁贷|受限)|全国通报|大数据(?:拉黑|黑)|拉黑(?:你|您|征信|处理)|失信人?(?:名单|库|黑榜)|老赖(?:名单|榜)|行业(?:联防|封杀|禁入)|全网(?:封杀|通缉|拉黑)|影响[^,;，。；]{0,4}(?:子女|孩子|三代|后代|下一代)|(?:子女|孩子)[^,;，。；]{0,6}(?:上学|入学|考公|参军|政审|公务员)/g },
    { severity: 'block', pattern: /\b(?:black ?-?list(?:ed|ing|s)?|bad (?:credit|debt|debtors?) (?:list|database|register)|(?:debtor|deadbeat|defaulter)s?'? (?:list|registry|database)|national (?:database|registry|list) of (?:debtors|defaulters)|never (?:get|obtain|be able to (?:get|obtain)) (?:a |any )?(?:loan|credit|job|mortgage) again)\b/g },
  ],
  grounds: [
    cn.guideline('CN-X3', 'CBA guideline (2026), prohibited act 3: no invented facts, no invented blacklist'), us('US-C-06c', '12 CFR 1006.18(c)(1)-(2), (d); 15 USC 1692e(5), (8), (10)'),
    uk('UK-C-08c', 'CONC 3.3.1R, 7.9.2R: clear, fair and not misleading'), india('IN-C-09c', 'RBI circular of 12 August 2022: no false representations'), indonesia('ID-C-09c', 'POJK 22/2023, art. 62(2): no pressure by shame'),
    eu('EU-C-09c', 'Directive (EU) 2021/2167, art. 10(1): no false information'),
  ],
  house: 'HOUSE-C-03',
};

/** A pretext to make someone call or click. */
export const pretext: Topic = {
  code: 'pretext',
  title: { zh: '不得以快递、中奖等借口骗取回电或点击', en: 'No pretext to make someone call or click' },
  instead: { zh: '直接说明来意：谁、为哪个账户、如何核实。', en: 'Say plainly who writes, about which account, and how to check it.' },
  words: [
    { severity: 'block', pattern: /快递|包裹(?:未|待|异常)|中奖|领(?:取)?(?:奖品|补贴|退款)|账户(?:异常|被盗|涉案)/g },
    { severity: 'block', pattern: /\b(?:missed (?:a |your )?(?:delivery|parcel)|(?:parcel|package|delivery) (?:is |has been )?(?:waiting|held|undelivered)|we tried to deliver|you (?:have )?won|(?:a|your) (?:prize|inheritance)|(?:refund|rebate) (?:is )?(?:waiting|due to you))\b/g },
  ],
  grounds: [
    cn.guideline('CN-X2b', 'CBA guideline (2026), prohibited act 2: no fraud'), us('US-C-06d', '12 CFR 1006.18(d); 15 USC 1692e(10)'), uk('UK-02', 'CONC 7.9.2R-7.9.3G: no statement that tricks the customer into calling'),
  ],
  house: 'HOUSE-C-04',
};
