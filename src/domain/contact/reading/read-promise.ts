import { addDays } from '../../time/date.js';
import { findAmounts, promisedAmount, type AmountMention } from './promise-amounts.js';
import { doubtful, NO_DAY } from './promise-calendar.js';
import { findDays, type DayMention } from './promise-days.js';
import type { Condition, PromisedDay, PromiseReading, ReadContext } from './reading.js';

/** A promise in folded words; places are of those. */
export interface PromiseFound extends Omit<PromiseReading, 'spans'> {
  readonly parts: readonly (readonly [number, number])[];
  readonly confidence: number;
  readonly rule: string;
}

const CONDITIONS: readonly (readonly [Condition, RegExp])[] = [
  ['payday', /发(?:了)?(?:工资|薪水?|钱|饷|奖金?|年终奖)|(?:开|领|拿|到|结)(?:了|完|到)?(?:工资|薪水?|工钱|薪资)|(?:工资|薪水|薪资|工钱|工程款|货款|奖金|年终奖)(?:到账?|下来|发|一到|一发|打过来|到手|结)(?:了|后|就|下来)?|发薪日?|出粮|关饷|\b(?:pay ?day|pay ?check|pay ?cheque|my (?:check|cheque|wages?|salary|pay)\b|(?:i|i'?ll|when|once|after|until|till) (?:i )?(?:get|got|am|being|be|receive)(?: [a-z]{1,6})? ?(?:paid|my (?:check|cheque|wages|salary|pay))|get paid|getting paid|paid (?:on|again|next|this)|next (?:check|cheque|pay)|salary (?:comes?|credited?|is|gets)|bonus|commission)\b/],
  ['tax_refund', /退税|\b(?:tax (?:refund|return|money)|taxes (?:come|get)|income tax|refund)\b/],
  ['benefit', /(?:低保|补助|补贴|救济|社保|养老金|退休金|失业金|公积金|补偿金?|赔偿金?|保险(?:金|理赔)?)(?:到|下来|发|领|批|赔)|\b(?:benefits?|disability|ssi|ssdi|social security|stimulus|unemployment|universal credit|pension|child support|food stamps|insurance (?:money|payout|check)|settlement (?:check|money|comes))\b/],
  ['loan', /(?:贷款|借款|网贷|周转)(?:下来|批|到|放款)|(?:借|凑|周转|筹)(?:到|齐|够)(?:了)?(?:钱)?|\b(?:my loan|loan (?:is|gets|comes)|borrow (?:from|some))\b/],
  ['repaid_by_others', /(?:别人|朋友|客户|老板|他们?|对方|亲戚|人家)(?:把钱)?(?:还|给|付|结)(?:我|了)|(?:回款|尾款|货款|账款|欠款)(?:到|下来|收)|\b(?:owes? me|pays me|someone pays|client pays|customers? pay)\b/],
  ['sale', /(?:卖(?:了|掉|出)?(?:车|房|东西|粮|股票|地|货|猪|羊|玉米|苹果)|(?:车|房子?|粮食|庄稼)卖(?:了|掉|出))|\b(?:sell (?:my|the|some)|sold (?:my|the))\b/],
  ['job', /(?:找到|有|上)(?:了)?(?:工作|班|活)(?:后|就|再|了|以后)|开工|复工|\b(?:find|get|got|start|found|back (?:to|at)|start(?:ing)?)(?: [a-z]{1,4})? (?:new )?(?:job|work|working)\b/],
  ['holiday', /(?:国庆|春节|过年|年前|年后|元旦|五一|中秋|端午|清明|圣诞|十一|放假|过完年)|\b(?:christmas|xmas|new year'?s?|thanksgiving|easter|holidays?)\b/],
  ['other', /等(?:我)?有(?:了)?钱|有(?:了)?钱(?:就|再|了|马上|立刻|一定|会)|手头(?:宽|松|有)|周转(?:开|过来)|\b(?:when|once|if|as soon as|whenever) (?:i (?:can|have|get|am able)|things|money|possible|it)\b/],
];

const EVERY: readonly (readonly [NonNullable<PromiseReading['every']>, RegExp])[] = [
  ['fortnight', /每(?:两|2|隔一?)(?:个)?(?:周|星期|礼拜)|\b(?:(?:every|each) (?:two|2|other) weeks?|bi-?weekly|fortnightly|(?:a|per|every|each) fortnight|every other week|every 2 wks)\b/],
  ['week', /每(?:个)?(?:周|星期|礼拜)|一(?:周|星期)(?=还|付|\d)|按周|\b(?:(?:a|per|every|each|\/) ?(?:week|wk)|weekly|(?:every|each) (?:mon|tue|wed|thu|fri|sat|sun)\w*|por semana)\b|\/ ?(?:week|wk)\b/],
  ['month', /每(?:个)?月|每期|按月|一个月(?=还|付|\d|[一二三四五六七八九两]百)|月(?:还|供|付)|逐月|\b(?:(?:a|per|every|each) ?(?:month|mth|mo)|monthly|p\.?m\b|al mes)\b|\/ ?(?:month|mth|mo)\b/],
  ['day', /每(?:天|日)|\b(?:(?:a|per|every|each) day|daily)\b/],
];

const EN_PAY = "(?:pay\\w*|send(?:ing)?(?! (?:the |you |u |a |me |my |over )?(?:death|proof|cop(?:y|ies)|documents?|letter|certificate|receipt|e?-?mail|details|photo|screenshot|evidence|statement|link|text|message|info))|settle|clear|transfer\\w*|give (?:you|u|it|them)|make (?:a |the |my |one |another |that |this )?(?:full |partial |small |minimum )?payments?|take care of|sort (?:it|this|that)|deposit|catch (?:it )?up|have (?:it|the money|your money|the payment|that|something|some|ur money)|get (?:it|you|that|this|u|the money)(?: [a-z]{1,7}){0,2}|bring|drop|put|remit|do (?:it|that|[$£€]?\\d)|wire|zelle|mail)";
const EN_PROMISE = new RegExp(`\\b(?:i'?ll|ill|i will|i wil|i can|i could|i shall|i am going to|i'?m going to|i'?m gonna|im gonna|i'?ma|imma|ima|i gonna|i plan to|planning to|i promise|promise to|i intend to|i should|able to|i want to|i would like to|i'?d like to|wanna|we'?ll|we will|we can|will|gonna|going to|let me|shall|can|could|plan on|intend on|would|i)(?: (?:be able to|be|also|definitely|try(?:ing)? to|try and|only|just|at least|probably|maybe|certainly|happily|gladly|promise to|have to|need to|then|start|to|able|please|still|finally|go ahead and|do my best to)){0,3} ${EN_PAY}`, 'u');
const EN_OTHER = /\b(?:pay(?:ing|ment)?|payment|money|check|cheque|it|settled)(?: (?:is |will be |you |it |this |u |off |everything |the rest |half |some |all |full |the full amount |in full |coming |sent |made |going out |be )){0,3}(?:on|by|next|tomorrow|tmr\w*|in|this|today|tonight|when|after|at the end|before|end of|as soon as|once|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*)\b|\b(?:promise|you(?:'ll| will) (?:have|get) (?:it|your money|paid|the money)|count on it|expect (?:it|payment|the payment)|on (?:the|its|it'?s) way|sort(?:ing|ed) (?:it|this)|got you|give me (?:until|till|to)|remit|pago (?:el|manana)|voy a pagar|puedo pagar)\b/u;
const ZH_VERB = '(?:还(?!不|没|未|有|是|在(?!.{0,4}号)|要不|剩|得|欠|差|以为|打|说|行|可以|敢|催|发|款方式|款账|款链|款渠|款入|款码)|付(?!不)|转(?!人|接|告|不)|缴|交(?!流|不|代)|处理|结清|清(?!楚|明)|存(?:进|入|到|钱|款)?|打(?:款|钱|给你|过去|过来|进|到)|给(?:你|钱|您)(?!们?(?:看|说|发|打|听|回|电))|汇|补(?!助|贴)|拿(?:出)?|解决|搞定|凑)';
const ZH_COMMIT = new RegExp(`(?<!不|没|别|未|不太|拒绝|不可|无)(?:会|能|可以|就|一定|肯定|保证|马上|立刻|立即|尽快|尽量|争取|准备|打算|先|再|才能?|必须|绝对|答应|承诺|准时|按时|到时候?|主动|慢慢|努力|最多|只能|这就|即刻|现在)(?:先|再|会|给|把|想办法|办法|全部|一次性|分|慢慢|尽量|尽快|你们?|您|钱|就|去|来|能|一定|继续|都|也|上|帮|想|它|这个?|账|款|欠款|部分|一部分|一半|的|陆续|按|抽空|找|用)*(?:最低|全部|一部分|一半|[0-9]+(?:元|块)?)?${ZH_VERB}`.replace(')*(', '){0,4}('), 'u');
const ZH_PAY = new RegExp(`(?<!不|没|未|没法|怎么|如何|怎样|哪里|已|已经|刚|早就|无法|拒绝|无力|谁|凭什么|为什么|为啥|要不要|才能)${ZH_VERB}(?!了(?!,|。|!|$)|过|不|吗|多少|完了|清了)`, 'u');
const QUESTION = /(?:怎么|如何|哪里|什么|多少|吗|么|能不能|可不可以|可以吗|行吗|行不行|是不是|为什么|为何|凭什么|几)[^。!\n]{0,12}$|[?]\s*$|\b(?:can|could|may|should) (?:i|we)\b|\bif i (?:pay|settle)|\bany discount|^(?:how|what|where|why|who|when (?:do|can|is|should|will you|did)|can you|could you|do you|is there|are you)\b/u;
const ASKING = /\b(?:how|what|where|which|why|who)\b[^.!\n]{0,20}\b(?:pay|send|owe)/u;
const NOT_PAYING = /\b(?:can'?t|cannot|can not|cant|won'?t|wont|will not|not going to|not gonna|never|refuse to|unable to|not able to|couldn'?t|ain'?t|don'?t have to|already|not|no way) (?:[a-z']{1,8} ){0,3}?(?:pay|send|afford|make)/u;

const EN_UNTIL = /\b(?:can'?t|cannot|can not|cant|won'?t|not able to|unable to|don'?t have (?:it|the money|any money)|no money|broke)\b[^.!?\n]{0,30}\b(?:until|till|til|before)\b/u;
const PAY_AFTER_ZH = new RegExp(`^(?:,|的|就|才|能|可以|会|再|准时|之?前|左右|以?前|一定|我|把|先|前后|那天|当天|发工资|发薪|晚上|下午|上午|早上|中午|保证|给|都|全|一起|还款?|[0-9]{1,5}(?:元|块)?){0,6}${ZH_VERB}`, 'u');
const PAY_BEFORE_EN = /\b(?:pay\w*|send\w*|settle|clear|transfer|do|make|give|have|get|money|payment|it|put)\b[^.!?\n]{0,28}$/u;

/** Of several days the one that the paying hangs on. */
function chosen(days: readonly DayMention[], words: string): { readonly day: PromisedDay; readonly mentions: readonly DayMention[] } {
  const [first] = days;
  if (first === undefined) return { day: NO_DAY, mentions: [] };
  const differ = (list: readonly DayMention[]) => new Set(list.map(({ day }) => JSON.stringify([day.date, day.candidates]))).size > 1;
  if (!differ(days)) return { day: first.day, mentions: days };
  const near = days.filter((one) => PAY_AFTER_ZH.test(words.slice(one.end, one.end + 30)) || PAY_BEFORE_EN.test(words.slice(Math.max(0, one.start - 36), one.start)));
  const [only] = near;
  if (only !== undefined && !differ(near)) return { day: only.day, mentions: near };
  // A vague word beside a firm day ("this month, on the 28th") says no other day.
  const firm = days.filter(({ day }) => day.why !== 'vague');
  const [sole] = firm;
  if (sole !== undefined && !differ(firm)) return { day: sole.day, mentions: firm };
  return { day: { date: null, candidates: [...new Set(days.flatMap(({ day }) => day.candidates))].sort(), why: 'several' }, mentions: days };
}

function promiseRule(words: string, days: readonly DayMention[], amounts: readonly AmountMention[], condition: boolean, every: boolean): readonly [string, number] | null {
  const something = days.length > 0 || condition || amounts.some(({ sure }) => sure) || every;
  const asked = QUESTION.test(words) || ASKING.test(words);
  const refused = NOT_PAYING.test(words);
  if (/来世|来生|下辈子|不可能给|不打算/u.test(words) || (refused && days.every(({ day }) => day.why === 'vague'))) return null;
  if (days.length > 0 && EN_UNTIL.test(words)) return ['promise-until', 0.6];
  if (asked && !(days.length > 0 && !ASKING.test(words) && /还|付|\bpay|\bsend|ok\?|good\?|行吗|可以吗/u.test(words))) return null;
  if (EN_PROMISE.test(words) && (!refused || days.length > 0)) return ['promise-will', refused ? 0.6 : asked ? 0.6 : 0.9];
  if (EN_OTHER.test(words) && something && (!refused || days.length > 0)) return ['promise-when', refused || asked ? 0.6 : 0.8];
  if (ZH_COMMIT.test(words) && !/不会还|不想还|不可能还/.test(words)) return ['promise-zh-will', asked ? 0.6 : 0.9];
  if (something && ZH_PAY.test(words)) return ['promise-zh-when', asked ? 0.6 : 0.9];
  if (condition && /^(?:等|到时|when|as soon as|once|after|wait)/u.test(words)) return ['promise-if', 0.6];
  if (every && amounts.length > 0) return ['promise-every', 0.8];
  // An answer that is nothing but a day or a sum: taken for one, and read back.
  if (words.length <= 24 && NOTHING_ELSE.test(rest(words, [...days, ...amounts])) && (days.length > 0 || condition || amounts.some(({ sure }) => sure)) && !refused) return ['promise-bare', 0.6];
  return null;
}

/** Words that add nothing to a bare day or sum. */
const NOTHING_ELSE = /^(?:ok(?:ay)?|好的?|行|吧|可以|吗|yes|yeah|by|on|the|is|fine|good|please|pls|before|after|around|maybe|about|at|sure|for|will|i|do|先|就|那|我|大概|左右|之?前|之?后|以前|到|晚上|下午|上午|早上|中午|发|工资|薪|when|get|paid|payday|pay|争取|尽量|rest|later|剩下的?|余下的?|后面|my|check|[ ,.!?~\n。]|\d{1,2}点)*$/u;

function rest(words: string, parts: readonly { readonly start: number; readonly end: number }[]): string {
  return words.split('').filter((_, i) => !parts.some(({ start, end }) => i >= start && i < end)).join('');
}

/** The promise in the words, `null` when there is none. Never a day that is past, beyond the horizon, or guessed. */
export function findPromise(words: string, context: ReadContext): PromiseFound | null {
  const days = findDays(words, context.receivedOn, context.receivedHour ?? 12);
  const conditionFound = CONDITIONS.map(([name, pattern]) => [name, pattern.exec(words)] as const).find(([, match]) => match !== null);
  const everyFound = EVERY.map(([name, pattern]) => [name, pattern.exec(words)] as const).find(([, match]) => match !== null);
  const amounts = findAmounts(words, context.currency, days.map((one) => [one.start, one.end] as const));
  const rule = promiseRule(words, days, amounts, conditionFound !== undefined, everyFound !== undefined);
  if (rule === null) return null;
  const condition = conditionFound?.[0] ?? null;
  const { day, mentions } = chosen(days, words);
  const on = day.why === 'none' && condition !== null ? { ...NO_DAY, why: 'depends' as const } : day;
  const match = conditionFound?.[1];
  return {
    amount: promisedAmount(amounts), on: bounded(on, context.receivedOn), condition, every: everyFound?.[0] ?? null, rule: rule[0], confidence: rule[1],
    parts: [...mentions.map((one) => [one.start, one.end] as const), ...amounts.filter(({ sure }) => sure).map((one) => [one.start, one.end] as const), ...(match === null || match === undefined ? [] : [[match.index, match.index + match[0].length] as const])],
  };
}

function bounded(day: PromisedDay, today: string): PromisedDay {
  if (day.date === null || (day.date >= today && day.date <= addDays(today, 366))) return day;
  return doubtful('too_far', [], today);
}
