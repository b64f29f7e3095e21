import { cn, us } from '../grounds.js';
import type { Topic } from '../topic.js';

/** Payment to anyone or anywhere but the lender's designated ways. */
export const moneyPath: Topic = {
  code: 'money_path',
  title: { zh: '只能通过放款机构指定渠道还款，不得转给个人', en: 'Payment only by the lender’s own ways, never to a person' },
  instead: { zh: '只写官方还款渠道（官网、App、官方链接）。', en: 'Name the official ways to pay only.' },
  words: [
    { severity: 'block', pattern: /转(?:账|款|钱)?(?:到|给|至)(?:我|本人)|(?:转|打|汇|还|存|付)[^,，。]{0,6}(?<!(?:您|你)的)(?:个人|私人)(?:账户|账号|卡号?|银行卡|支付宝|微信)|私(?:下|底下)|(?:加|添加)(?:我|本人|业务员|催收员)?的?(?:个人)?(?:微信|qq|企微|v信|vx|wx|支付宝)|微信(?:转|转账)?给?我|(?:我的)(?:微信|支付宝|银行卡|收款码)|扫(?:我|以下|下方|下面)?的?(?:收款)?(?:二维)?码(?:付款|还款|转账)|(?:现金|当面)(?:给|交给|付给)|交现金|usdt|比特币/g },
    { severity: 'block', pattern: /\b(?:gift cards?|bitcoin|crypto(?:currency)?|usdt|(?:send|transfer|pay|wire)\s+(?:it |the money |payment |funds |money |directly )*(?:to )?(?:me\b|my\b)|my (?:personal |own )?(?:account|card|wallet|venmo|zelle|paypal)|(?<!your )personal (?:bank )?account|whatsapp me|add me on|cash only)\b/g },
    { severity: 'review', pattern: /\b(?:venmo|zelle|cash ?app|paypal|western union|moneygram|pay (?:me )?in cash)\b/g },
  ],
  grounds: [cn.guideline('CN-M1', 'NIFA convention (2018), art. 19; CBA guideline (2026): payment by designated channels only')],
  house: 'HOUSE-C-09',
};

export const collectionFee: Topic = {
  code: 'collection_fee',
  title: { zh: '不得以催收名义收费', en: 'No fee for collecting' },
  instead: { zh: '删去催收类收费；只写台账上的应还金额。', en: 'Take the fee out; the sum is the one of the ledger.' },
  words: [
    { severity: 'block', pattern: /催收(?:手续|服务)?费|催收佣金|(?:上门|外访|走访)费|(?:手续费|服务费|调查费|误工费|交通费|差旅费)(?:另付|另计|另收|由(?:您|你)|自理)|(?:额外|另外|另行)(?:收取|支付|加收|缴纳)/g },
    { severity: 'review', unless: 'judgmentGiven', pattern: /(?:律师费|诉讼费|保全费|执行费)[^,，。]{0,4}(?:由(?:您|你)|承担|另)/g },
    { severity: 'block', pattern: /\b(?:collection (?:fees?|charges?|costs?)|(?:field )?visit (?:fees?|charges?)|trip fees?|plus (?:our|my) fees?|(?:fees?|charges?) (?:of|for) (?:our|this) (?:call|letter|visit))\b/g },
    { severity: 'review', unless: 'judgmentGiven', pattern: /\b(?:(?:convenience|processing|service) fees?|additional (?:fees?|charges?|costs?)|(?:attorneys?'?s?|lawyers?'?|court|legal) (?:fees|costs))\b/g },
  ],
  grounds: [cn.guideline('CN-X5', 'CBA guideline (2026), prohibited act 4; NIFA convention (2018), art. 19'), us('US-C-06i', '12 CFR 1006.22(b); 15 USC 1692f(1)')],
  house: 'HOUSE-C-10',
};

export const newBorrowing: Topic = {
  code: 'new_borrowing',
  title: { zh: '不得诱导借新还旧或以不当方式筹款', en: 'No pushing into new borrowing' },
  instead: { zh: '改为提供分期、延期等真实办法。', en: 'Offer instalments or more time instead.' },
  words: [
    { severity: 'block', pattern: /借新还旧|以贷养贷|再借一笔|(?:找|向|跟|问)(?:您|你)?的?(?:朋友|亲友|亲戚|家人|同事|父母|爸妈|别人|他人)们?去?(?:借|凑|周转|筹)|(?:其他|别的|另外|别家)的?(?:平台|网贷|机构|app|软件)[上里]?去?(?:借|贷|套|周转)|套现|借钱来?还|卖(?:肾|血|器官)|卖房来?还|刷信用卡(?:来)?还/g },
    { severity: 'block', pattern: /\b(?:borrow\s+(?:the money |it |some |some money |money )*from|pay ?day loans?|cash advances?|take out (?:a |another |a new )?(?:new )?loan|(?:another|a new) (?:loan|credit card) to (?:pay|cover)|max out your|title loans?|pawn|sell your (?:kidney|house|car|blood|plasma)|ask your (?:friends|family|parents|relatives) (?:for|to lend))\b/g },
  ],
  grounds: [cn.guideline('CN-X5a', 'CBA guideline (2026), prohibited act 4; NIFA guide (2024): no urging to raise money unlawfully')],
  house: 'HOUSE-C-11',
};

export const marketing: Topic = {
  code: 'marketing',
  title: { zh: '催收信息不得夹带营销', en: 'No marketing in a collection text' },
  instead: { zh: '删去营销内容，另行按营销规则发送。', en: 'Take it out; marketing has rules and texts of its own.' },
  words: [
    { severity: 'block', pattern: /提额|提升额度|额度(?:提升|已升|上调|最高|可达)|新的?(?:贷款|借款)(?:产品|额度|优惠|了)|(?:立即|马上|点击)(?:申请(?:贷款|借款|额度|信用卡)|借款|提现|领取)|利率低至|优惠利率|免息券|红包|抽奖|礼品|优惠活动|限时活动|邀请好友|推荐好友|理财产品|保险产品/g },
    { severity: 'block', pattern: /\b(?:pre-?approved|credit (?:limit|line) increase|(?:increase|raise) your (?:credit )?(?:limit|line)|new (?:loan|credit card|line of credit) (?:offers?|available|for you)|apply (?:now|today) for (?:a |our |your )?(?:new )?(?:loan|card|credit)|(?:special|exclusive) offer|lower (?:rates?|apr)|refinanc(?:e|ing) (?:offer|today|with us)|cash ?back|refer a friend|reward points)\b/g },
  ],
  grounds: [{ ...cn.regulator('CN-X9', 'MIIT Order 31 (2015) and Order 74 (2026): no commercial content by a service port; 2018 plan against nuisance calls'), confidence: 'medium' }],
  house: 'HOUSE-C-12',
};

export const discount: Topic = {
  code: 'discount',
  title: { zh: '减免、优惠须与已批准的记录一致', en: 'A discount must be one that was approved' },
  instead: { zh: '先批准减免记录，再按其金额和日期书写。', en: 'Approve the waiver first, then write its sum and date.' },
  words: [
    { severity: 'review', unless: 'waiverApproved', pattern: /减免|全免|打折|[\d一二三四五六七八九]折|免息(?!券)|免(?:罚息|利息|违约金)|优惠(?!利率|活动)(?:还款|结清|方案|政策|价|金额)?/g },
    { severity: 'review', unless: 'waiverApproved', pattern: /\b(?:discount(?:ed|s)?|settle(?:ment)? (?:for|offer|amount)|waiv(?:e|ed|er|ing)|reduced (?:amount|balance|payoff|sum)|\d+ ?% off|forgiv(?:e|en|eness))\b/g },
  ],
  grounds: [cn.guideline('CN-X4b', 'CBA guideline (2026): no false promise'), us('US-C-06j', '12 CFR 1006.18(d); 15 USC 1692e(10)')],
  house: 'HOUSE-C-13',
};
