import type { NormalText } from './normal.js';

/**
 * Whether a word is denied or explained where it stands. `clear`: it is ("不会列入黑名单", "we will not have you
 * arrested"). `doubtful`: perhaps; a person looks. `none`: it is not, or the denial is turned round ("不会放过", "不还款
 * 将…", "will not be arrested if you pay").
 */
export type Denial = 'none' | 'doubtful' | 'clear';

interface Sentence {
  readonly text: string;
  /** Of the word, within the sentence. */
  readonly from: number;
  readonly to: number;
  readonly question: boolean;
  /** What the next sentence begins with. */
  readonly next: string;
}

const HARD = /[。！？!?；;\n]/;

function endsAt(normal: NormalText, i: number): boolean {
  const char = normal.text.charAt(i);
  if (HARD.test(char)) return true;
  return char === '.' && /^(\s|$|\p{Script=Han})/u.test(normal.text.slice(i + 1, i + 3));
}

function sentenceOf(normal: NormalText, from: number, to: number): Sentence {
  let start = from;
  while (start > 0 && !normal.breaks.has(start) && !endsAt(normal, start - 1)) start -= 1;
  let end = to;
  while (end < normal.text.length && !normal.breaks.has(end) && !endsAt(normal, end)) end += 1;
  const text = normal.text.slice(start, end);
  const question = /[？?]/.test(normal.text.charAt(end)) || /[吗么]$/.test(text);
  let next = end;
  while (next < normal.text.length && /[\s。！？!?；;.,，]/.test(normal.text.charAt(next))) next += 1;
  return { text, from: from - start, to: to - start, question, next: normal.text.slice(next, next + 24) };
}

const COMMA = /[，,：:—()（）〔〕【】[\]]|但是?|然而|不过|\bbut\b|\bhowever\b|\byet\b/g;

/** The part of the sentence, between its commas, up to the word. */
function clauseBefore(sentence: Sentence): { readonly clause: string; readonly earlier: string } {
  let start = 0;
  for (const match of sentence.text.slice(0, sentence.from).matchAll(COMMA)) start = match.index + match[0].length;
  return { clause: sentence.text.slice(start, sentence.from), earlier: sentence.text.slice(0, start) };
}

interface Tongue {
  /** Forms that look like a denial and are none, or a denial of a denial. */
  readonly turned: RegExp;
  readonly negator: RegExp;
  readonly strong: RegExp;
  /** Between the denial and the word: it denies something else. */
  readonly pivot: RegExp;
  /** The same, after a weak denial only: an imperative, or a denial of what the reader does. */
  readonly weakPivot: RegExp;
  /** What the reader is wanted to do. */
  readonly duty: RegExp;
  readonly condition: RegExp;
  readonly exception: RegExp;
  readonly reach: number;
}

const ZH: Tongue = {
  turned: /不得不|不会不|不能不|不可不|不可能不|不是不|无不|不无|难免|不仅|不但|不只|不光|不单|不过是|不限于|不排除|不妨|不久|是不是|会不会|要不要|能不能/,
  negator: /不会|不将|不得|不能|不可能|不可|不应|不再|不予|不是|不属于|不存在|不需要|不需|不必|不用|不要|不向|不与|不通知|不列入|不构成|不代表|不意味着?|不涉及|不允许|不接受|不建议|不支持|不鼓励|不提供|不收取?|绝不|决不|从不|从未|并非|并无|没有被?|未被|未(?!来|必|婚)|无需|无须|无权|严禁|禁止|谨防|警惕|提防|当心|切勿|请?勿|(?<![特分区性级识个鉴])别(?![的人家处])/g,
  strong: /^(不会|不是|不属于|不存在|绝不|决不|从不|从未|并非|并无|未被|没有被|不建议|不支持|不鼓励|不提供|严禁|禁止|谨防|警惕|提防|无权|不收取?)$/,
  pivot: /将|就(?!业)|则|便(?!捷|利)|而是|只是|只(?!能)|仅|光|以为|认为|觉得|放过|排除|犹豫|阻止|之前|直到|介意|饶/,
  weakPivot: /让|等(?!方式|行为|信息)|逼|怪|怕|忘|会|要|到时/,
  duty: /还(?!有|会|将|可)|付款|缴|偿|履行|处理|配合|回应|回复|接听|理睬|改正|联系我/,
  condition: /如果|若|只要|一旦|假如|要是|倘若|的话/,
  exception: /除非|否则|不然/,
  reach: 24,
};

const EN: Tongue = {
  turned: /\bnot (only|just|merely|simply)\b|\bno (doubt|choice|option|matter|excuse)\b|\b(cannot|can't|can not) (help|stop|prevent|avoid|guarantee|promise|rule out)\b/,
  negator: /\b(?:(?:will|would|shall|can|could|do|does|did|are|is|was|were|am|have|has|may|must|should) (?:not|never)|cannot|(?:wo|would|sha|ca|could|do|does|did|are|is|was|were|have|has|must|should)n'?t|never|no longer|no one|nobody|no|not|neither|nor|without|beware of)\b/g,
  strong: /^((will|would|shall|is|are|does|am|have|has) (not|never)|(wo|would|sha|is|are|does|have|has)n'?t|never|no one|nobody|neither|nor|beware of)$/,
  pivot: /\b(if|unless|until|because|then|else|only|just|stop|prevent|help|hesitate|delay|wait|rule out|guarantee|protect|escape|think|believe|assume|expect|surprised?|you (will|may|can|could|are going))\b/,
  weakPivot: /\b(let|get|force|risk|make|be(?!come)|want|would like|need)\b/,
  duty: /\b(pay(ing|ment|s)?|paid|respond(ing)?|reply(ing)?|answer(ing)?|call us|contact us|settl\w+|cooperat\w+|repay\w*)\b/,
  condition: /\b(if|when|once|provided|as long as|after)\b/,
  exception: /\b(unless|until|or else|otherwise)\b/,
  reach: 90,
};

/** `neither … nor`, `没有也不会`, one denial said twice. */
function merged(clause: string): string {
  return clause.replace(/neither\b(.*?)\bnor\b/g, (_, between: string) => `neither${between}or`).replace(/(没有|不会|不能|不得|不曾|未)(、|也|或|和|亦|且)(没有|不会|不能|不得|不曾|未)/g, '$1');
}

function deniedBefore(tongue: Tongue, clause: string): Denial {
  const words = merged(clause);
  const found = [...words.matchAll(tongue.negator)];
  const last = found.at(-1);
  if (last === undefined || tongue.turned.test(words)) return 'none';
  // A denial of a denial affirms.
  if (found.length % 2 === 0) return 'none';
  const gap = words.slice(last.index + last[0].length);
  const strong = tongue.strong.test(last[0]);
  if (tongue.pivot.test(gap) || (!strong && tongue.weakPivot.test(gap))) return 'none';
  if (tongue.duty.test(gap)) return strong ? 'doubtful' : 'none';
  return gap.length > tongue.reach ? 'doubtful' : 'clear';
}

/** `We will never sue you, arrest you or call your employer`: the denial may reach over the comma. */
function carriedOver(sentence: Sentence, clause: string, earlier: string): Denial {
  // With a subject or a verb of its own it is another statement.
  if (/^\s*(and |or |so |then |now )?(we|you|they|it|he|she|this|that|there)\b|\b(will|shall|must|may|can)\b/.test(clause)) return 'none';
  const rest = sentence.text.slice(earlier.length);
  return deniedBefore(EN, earlier.replace(/[,:]\s*/g, ' ')) === 'clear' && /\b(or|nor)\b/.test(rest) ? 'doubtful' : 'none';
}

/** Who warns of a false policeman names one. */
function explained(sentence: Sentence): boolean {
  const before = sentence.text.slice(Math.max(0, sentence.from - 14), sentence.from);
  return (/(冒充|假冒|自称|谎称|声称|伪造)[^，,]{0,6}$/.test(before) && /诈骗|骗|警惕|谨防|不要|勿|举报|报警/.test(sentence.text))
    || (/\b(pretend\w*|claim\w*|pos(e|es|ing)|impersonat\w*|fake)\b[^,]{0,14}$/.test(before) && /\b(scam\w*|fraud\w*|beware|do not|never)\b/.test(sentence.text));
}

function conditioned(tongue: Tongue, sentence: Sentence): boolean {
  const rest = `${sentence.text.slice(0, sentence.from)} ${sentence.text.slice(sentence.to)}`;
  return tongue.exception.test(rest) || (tongue.condition.test(rest) && tongue.duty.test(rest));
}

/** Reads how the word at `[from, to)` of the normal text is meant. In doubt it is not denied, or a person is asked. */
export function denialAt(normal: NormalText, from: number, to: number): Denial {
  const sentence = sentenceOf(normal, from, to);
  if (sentence.question) return /^(不会|不是|没有|否|不[，,。]|no\b|never\b|we (do|will) not\b)/.test(sentence.next) ? 'doubtful' : 'none';
  if (explained(sentence)) return 'clear';
  const { clause, earlier } = clauseBefore(sentence);
  const direct = [deniedBefore(ZH, clause), deniedBefore(EN, clause)];
  const denial: Denial = direct.includes('clear') ? 'clear' : direct.includes('doubtful') ? 'doubtful' : carriedOver(sentence, clause, earlier);
  if (denial !== 'none') return conditioned(ZH, sentence) || conditioned(EN, sentence) ? 'none' : denial;
  const after = sentence.text.slice(sentence.to);
  return /^.{0,4}(不会(?!放过|饶)|不参与|与此无关|是不存在)|^ ?\S{0,10} ?\b(are|is|will|do|does) (not|never)\b/.test(after) && !conditioned(ZH, sentence) && !conditioned(EN, sentence) ? 'doubtful' : 'none';
}
