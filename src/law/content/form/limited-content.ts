import type { ContentRule, Found } from '../content-rule.js';
import { slotChar, type NormalText } from '../normal.js';

const NUMBER = `(?:\\+?[\\d(][\\d\\s().-]{5,}\\d|${slotChar('phone')})`;
const NAME_EN = "(?!(?:an?|the|in|about|regarding|your|not|very|important|urgent|from)\\b)[a-z][a-z'.-]*(?: [a-z][a-z'.-]*){0,4}";
const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const CLOCK = '(?:\\d{1,2}(?::\\d\\d)? ?(?:a\\.?m\\.?|p\\.?m\\.?)?|noon)(?: (?:eastern|central|mountain|pacific)(?: time)?)?';
const WHEN_EN = `(?:(?:any ?time|today|tomorrow|daily|weekdays|${DAY}s?|between|from|to|through|and|until|after|before|on|at|or|,|${CLOCK}|january|february|march|april|may|june|july|august|september|october|november|december|\\d{1,2}(?:st|nd|rd|th)?|20\\d\\d) ?)+`;
const REPLY_EN = `(?:please |kindly )?(?:call|phone|reach|contact|ring|reply to|return (?:my|this|our) call|call)(?: (?:me|us|back|me back|us back))?(?: (?:at|on|to))?(?: ${NUMBER})?(?:,? ?${WHEN_EN})?(?: or (?:speak|talk) (?:to|with) any (?:other )?(?:representative|associate|of our (?:representatives|associates)))?`;

/** Sentences that a limited-content message may consist of: what each holds, of the required parts. */
const SENTENCES_EN: readonly RegExp[] = [
  `(?:hi|hello|good (?:morning|afternoon|evening)|dear)(?: ${NAME_EN})?`,
  `(?:(?:hi|hello)(?: ${NAME_EN})?,? )?(?:this is|my name is|i am|i'm) ${NAME_EN}(?: (?:calling )?(?:from|with|of|at) [^.!?]{1,60}?)?(?:,? (?:and )?${REPLY_EN})?`,
  `(?:this|the) (?:message|call) is for ${NAME_EN}`, `(?:i am|i'm) calling (?:from|with) [^.!?]{1,60}`, REPLY_EN, `(?:my|our|the) (?:phone |telephone )?number is ${NUMBER}`,
  `(?:you (?:can|may) (?:also )?)?(?:speak|talk) (?:to|with) any (?:other )?(?:representative|associate|of our (?:representatives|associates))`,
  `(?:it is|today is|this is) ?${WHEN_EN}`, `(?:the )?best times? (?:to (?:call|reach (?:me|us)) )?(?:is|are) ?${WHEN_EN}`,
].map((source) => new RegExp(`^(?:${source})$`));

const WHEN_ZH = '(?:(?:周|星期)[一二三四五六日天]|工作日|每天|今天|明天|上午|下午|晚上|早上|[至到-]|之间|\\d{1,2}(?:点半?|时|:\\d\\d)?|\\d{1,2}月|\\d{1,2}[日号])+';
const REPLY_ZH = `(?:请您?|麻烦您?)?(?:于|在)?(?:${WHEN_ZH})?(?:回电|致电|来电|回复|拨打|联系我们?|给我们?回电话?)(?:电话)?(?:${NUMBER})?`;
const SENTENCES_ZH: readonly RegExp[] = [
  '(?:[\\p{Script=Han}*]{1,6})?(?:您|你)好|(?:早上|上午|下午|晚上)好', '(?:您好)?(?:我是|我叫|这里是)[^,，。]{1,30}', REPLY_ZH, `(?:我的|我们的)?(?:电话|号码)(?:是|为)?${NUMBER}`, `(?:${WHEN_ZH})(?:均可|都可以|方便)?`,
  '(?:也可)?(?:与|联系|找)(?:我们)?(?:的)?(?:任何|任一)(?:一位)?(?:代表|同事|工作人员)(?:联系|沟通)?',
].map((source) => new RegExp(`^(?:${source})$`, 'u'));

const COURTESY = /^(?:thank you|thanks|have a (?:good|nice) day|good ?bye|bye|谢谢|再见|感谢)$/;
const REVEALS = /debt|collect|recover(?:y|ies)\b|credit bureau|charge-?off|repossess|arrears|催收|清收|债|贷款|逾期/;

/** Ends of sentences; `a.m.`, `mr.` and initials end none. */
function sentencesOf(text: string, zh: boolean): readonly (readonly [number, string])[] {
  const ends = zh ? /[。！？!?；;\n，,]|\.(?=\s|$)/g : /[。！？!?；;\n]|(?<!\b(?:[ap]\.m|mr|mrs|ms|dr|inc|ltd|co|[a-z]))\.(?=\s|$)/g;
  const parts: (readonly [number, string])[] = [];
  let from = 0;
  for (const end of [...[...text.matchAll(ends)].map((m) => m.index), text.length]) {
    const part = text.slice(from, end);
    const trimmed = part.trim();
    if (trimmed !== '') parts.push([from + part.indexOf(trimmed), trimmed]);
    from = end + 1;
  }
  return parts;
}

function find(normal: NormalText): readonly Found[] {
  const { text } = normal;
  const zh = /\p{Script=Han}/u.test(text);
  const sentences = zh ? SENTENCES_ZH : SENTENCES_EN;
  const found: Found[] = [];
  for (const [from, part] of sentencesOf(text, zh)) {
    const whole = part.replace(/,$/, '');
    if (REVEALS.test(whole)) found.push({ code: 'limited_content_reveals_collection', severity: 'block', from, to: from + part.length });
    else if (COURTESY.test(whole)) found.push({ code: 'limited_content_courtesy', severity: 'review', from, to: from + part.length });
    else if (!sentences.some((sentence) => sentence.test(whole))) found.push({ code: 'limited_content_exceeded', severity: 'block', from, to: from + part.length });
  }
  const required: readonly (readonly [string, RegExp])[] = [
    ['business_name_missing', /\b(?:from|with|of|at) [a-z]|(?:我是|这里是|来自)[\p{Script=Han}a-z\uE000]{2,}的?/u], ['person_name_missing', /\b(?:this is|my name is|i am|i'm) [a-z]|我(?:是|叫|姓)/],
    ['request_to_reply_missing', /\b(?:call|reply|return|reach|contact|ring|phone)\b|回电|致电|来电|回复|拨打|联系我/], ['number_missing', new RegExp(NUMBER)],
  ];
  const end = text.length;
  return [...found, ...required.filter(([, pattern]) => !pattern.test(text)).map(([code]): Found => ({ code, severity: 'block', from: end, to: end }))];
}

export const limitedContentRules: readonly ContentRule[] = [
  {
    id: 'US-C-02',
    title: { zh: '语音留言只含法定的有限内容', en: 'A voicemail holds the limited content and nothing more' },
    instead: { zh: '只留：不显示催收性质的机构名称、姓名、请回电、号码；可加问候、时间和“可与任一代表联系”。', en: 'Only: a business name that does not show collection, a name, the request to reply, a number; a salutation, times and "any representative" may be added.' },
    citation: '12 CFR 1006.2(j); CFPB FAQ on limited-content messages', force: 'L', confidence: 'high', severity: 'block', scope: { places: ['US-federal'], audiences: ['voicemail'] }, find,
  },
];
