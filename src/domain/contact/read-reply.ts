import type { LocalDate } from '../time/instant.js';
import { readPromiseDate } from './promise-date.js';

/**
 * What a reply means. Deterministic rules first, in an order in which the borrower's protection outweighs ours:
 * distress before anything, stop before a promise. What no rule knows is `other` and goes to a person.
 */
export const REPLY_KINDS = ['distress', 'stop', 'wrong_person', 'deceased', 'dispute', 'complaint', 'hardship', 'paid_already', 'promise', 'wants_person', 'who_are_you', 'other'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

export interface ReplyMeaning {
  readonly kind: ReplyKind;
  /** Promise only: the day named, `null` when none could be read. */
  readonly on?: LocalDate | null;
}

/** Whole-text stop words of operators and of 47 CFR 64.1200(a)(10): a text that is nothing else. */
const STOP_ALONE = /^(td|t|n|r|stop|stopall|stop all|end|quit|revoke|opt ?out|opt-out|cancel|unsubscribe|退订|退定|停|停止|取消|退|不要再发|拒收)$/i;
/** The same said in a sentence ("any reasonable means"). */
const STOP_SAID =
  /退订|退定|回?复?\s*td\b|(不要|别|停止|请勿|勿)(再)?(给我)?(发|打|联系|骚扰)|拉黑你|\bstop\b(?! by)|unsubscribe|opt(ed)?[ -]?out|(do not|don'?t|quit|no more) (ever )?(contact|text|call|message|bother|send|texts|calls|messages)|leave me alone|remove (me|my number)|take me off/i;
const DISTRESS = /自杀|不想活|活不下去|想死|轻生|跳楼|寻死|结束生命|suicid|kill myself|end my life|want to die|don'?t want to live|no reason to live|self[- ]?harm/i;
const DECEASED = /(他|她|本人|机主|借款人|我(爸|妈|父亲|母亲|老公|老婆|丈夫|妻子|儿子|女儿))?(已经?|早就?)?(去世|过世|死了|不在人世)|passed away|is deceased|is dead|has died/i;
const WRONG_PERSON = /不是(本人|我)|打错|发错|认错人|不认识(他|她|这个人|此人)|换(了)?号|新机主|wrong (number|person)|not me\b|(don'?t|do not) know (him|her|this person)|you have the wrong/i;
const DISPUTE = /(没|没有|从未|从来没)(借|贷|欠|办)过?|不欠|有异议|金额(不对|有误|错)|账(不对|有问题)|不是我(借|欠|办)的|被(冒用|盗用|骗)|dispute|(don'?t|do not|never) (owe|borrowed|took|had)|amount is wrong|wrong amount|not my debt|identity theft|fraud/i;
const COMPLAINT = /投诉|举报|12378|12363|银保监|监管局|律师告|complain|report you|cfpb|attorney general|sue you/i;
const HARDSHIP = /失业|下岗|没(有)?(工作|收入|钱)|生病|住院|重病|困难|还不起|还不上|没能力|实在没|周转不开|lost my job|unemployed|laid off|can'?t (pay|afford)|cannot (pay|afford)|no money|hospital|hardship|struggling|broke\b/i;
const PAID = /(已经?|早就?|刚刚?|昨天|今天|都)(经)?(还|付|结清|转|缴)(了|过|清|完)|还(过|清|完)了?$|还款了|already paid|i('ve| have)? paid|paid (it|this|already|yesterday|today)|payment (was )?(made|sent)/i;
const PROMISE = /(还|付|转|缴|处理|结清|存)|will pay|i'?ll pay|can pay|going to pay|pay (you )?(on|by|next|tomorrow|in|it)/i;
const WANTS_PERSON = /人工|真人|转(接)?客服|找(个)?人|speak (to|with) (a|an|some)|real person|human|representative|call me/i;
const WHO = /你(们)?是(谁|哪|什么)|哪(里|家|个公司)的|诈骗|骗子|who (is|are) (this|you)|is this (a )?(scam|real)|scam/i;

const ORDER: readonly (readonly [ReplyKind, RegExp])[] = [
  ['distress', DISTRESS], ['stop', STOP_SAID], ['deceased', DECEASED], ['dispute', DISPUTE], ['wrong_person', WRONG_PERSON], ['complaint', COMPLAINT],
  ['hardship', HARDSHIP], ['paid_already', PAID], ['wants_person', WANTS_PERSON], ['who_are_you', WHO],
];

/** Full-width forms folded, spaces trimmed: `ＳＴＯＰ` is STOP. */
function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ');
}

/** Reads one reply as of the local date on which it arrived. */
export function readReply(text: string, receivedOn: LocalDate): ReplyMeaning {
  const words = folded(text);
  if (STOP_ALONE.test(words.replace(/[\s。.!！,，"'“”]+$/u, '').replace(/^["'“”]+/u, ''))) return { kind: 'stop' };
  for (const [kind, pattern] of ORDER) if (pattern.test(words)) return { kind };
  const on = readPromiseDate(words, receivedOn);
  if (PROMISE.test(words) || (on !== null && /好|可以|行|ok|sure|yes/i.test(words))) return { kind: 'promise', on };
  return { kind: 'other' };
}
