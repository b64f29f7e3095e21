import { TEMPLATE_SLOTS } from '../../domain/contact/templates.js';

/**
 * A text as it is read by the rules, with the way back to what was written. Width, case, script variant, zero-width
 * characters, look-alike letters and letters pulled apart are undone, so that a trick of writing changes no verdict.
 */
export interface NormalText {
  readonly source: string;
  readonly text: string;
  /** For each character of `text`: where it begins and ends in `source` (UTF-16 units, half-open). */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Indices of `text` before which a line or a sentence ended whose mark was taken out. */
  readonly breaks: ReadonlySet<number>;
}

interface Piece {
  readonly char: string;
  readonly from: number;
  readonly to: number;
  /** A sentence or line ended before it. */
  readonly broken: boolean;
}

/** Traditional, simplified, in pairs: those that occur in the words the rules look for. */
const SCRIPT_PAIRS = `
網网檢检傳传執执訊讯緝缉單单錄录親亲屬属鄰邻組组織织貸贷債债還还錢钱賬账帳账戶户轉转個个費费續续發发聯联繫系關关訴诉訟讼師师強强凍冻
結结財财產产徵征證证報报優优減减額额禮礼騙骗賴赖無无恥耻殺杀嚇吓學学圖图書书機机構构銀银門门問问開开動动員员國国區区處处對对時时間间
會会將将應应讓让請请說说話话電电號号碼码體体頁页點点擊击鏈链來来條条簡简經经過过後后實实際际權权義义務务種种嚴严絕绝沒没並并與与為为從从
這这們们裡里當当場场現现貼贴曬晒盡尽儘尽內内繳缴償偿賠赔滯滞納纳違违約约罰罚訂订認认識识領领導导鄉乡鎮镇責责負负樣样預预審审進进購购買买
賣卖車车療疗醫医診诊斷断懷怀殘残廢废愛爱惡恶臺台灣湾萬万億亿隨随趕赶緊紧馬马髒脏壞坏偽伪稱称謹谨詐诈誤误傷伤腦脑頭头媽妈爺爷孫孙兒儿
嶽岳濟济偵侦獄狱監监視视誰谁敗败蕩荡終终該该見见談谈調调論论變变揚扬訪访滾滚據据館馆寫写廠厂業业陸陆藍蓝蓋盖齊齐餘余離离難难顯显總总計计
慘惨猶犹護护衛卫檔档線线級级結结給给設设許许詢询試试誠诚課课諮咨講讲譽誉讀读貨货質质賞赏賤贱賴赖贏赢贖赎趙赵軍军輕轻較较辦办遲迟遠远適适選选遺遗郵邮鎖锁鏈链閉闭閱阅陽阳隱隐雙双雜杂難难靈灵響响頂顶項项順顺須须頑顽願愿類类驗验驚惊鬧闹齡龄覆复帶带聲声騷骚擾扰佈布隊队罵骂廳厅訓训廣广擔担獎奖遞递補补異异啟启潑泼慮虑貴贵換换薦荐
`.replace(/\s/g, '');
const SIMPLIFIED = new Map<string, string>();
for (let i = 0; i + 1 < SCRIPT_PAIRS.length; i += 2) SIMPLIFIED.set(SCRIPT_PAIRS.charAt(i), SCRIPT_PAIRS.charAt(i + 1));

/** Letters of other scripts that look like Latin ones, in pairs. */
const LOOK_ALIKES = 'аaеeоoрpсcуyхxіiѕsјjԁdһhӏlкkмmтtвbнhαaοoρpνvτtιiκkυuχxεeσsıiłløoоo';
const LATIN = new Map<string, string>();
for (let i = 0; i + 1 < LOOK_ALIKES.length; i += 2) LATIN.set(LOOK_ALIKES.charAt(i), LOOK_ALIKES.charAt(i + 1));

const DIGIT_AS_LETTER: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };

const SLOT_BASE = 0xe000;
const SLOT = /^\{([a-z_]+)\??\}/;

/** The one character that stands for a slot of a template in a normal text. A slot that no template has stands for nothing in particular. */
export function slotChar(slot: string): string {
  const index = (TEMPLATE_SLOTS as readonly string[]).indexOf(slot);
  return String.fromCharCode(SLOT_BASE + (index < 0 ? 0xff : index));
}

const HAN = /\p{Script=Han}/u;
const LETTER = /[a-z]/;
const isHan = (piece: Piece | undefined): boolean => piece !== undefined && piece.char > '\u2e7f' && ((piece.char >= '\u4e00' && piece.char < '\ua000') || HAN.test(piece.char));
const isLetter = (piece: Piece | undefined): boolean => piece !== undefined && (piece.char.length === 1 ? piece.char >= 'a' && piece.char <= 'z' : LETTER.test(piece.char));

/** Readings of characters met before: the same character reads the same for ever. */
const readings = new Map<string, readonly string[]>();
const READINGS_MAX = 20_000;

/** What one character as written is read as: none, one, or several characters. */
function readingOf(point: string): readonly string[] {
  const known = readings.get(point);
  if (known !== undefined) return known;
  const chars = [...point.normalize('NFKC').toLowerCase().normalize('NFD')].filter((raw) => !/[\p{Mn}\p{Cf}\uFE00-\uFE0F\u3164\uE000-\uF8FF]/u.test(raw) || /[\u3099\u309A]/.test(raw))
    .map((raw) => SIMPLIFIED.get(raw) ?? LATIN.get(raw) ?? (/[’‘ʼ`]/.test(raw) ? "'" : /[\n\r\u2028\u2029\u0085\v\f]/.test(raw) ? '\n' : /\s/.test(raw) ? ' ' : raw));
  if (readings.size >= READINGS_MAX) readings.clear();
  readings.set(point, chars);
  return chars;
}

function readPieces(source: string): Piece[] {
  const pieces: Piece[] = [];
  for (let i = 0; i < source.length; ) {
    const slot = source.charAt(i) === '{' ? SLOT.exec(source.slice(i, i + 40)) : null;
    const point = slot?.[0] ?? String.fromCodePoint(source.codePointAt(i) as number);
    const end = i + point.length;
    if (slot !== null) pieces.push({ char: slotChar(slot[1] as string), from: i, to: end, broken: false });
    else for (const char of readingOf(point)) pieces.push({ char, from: i, to: end, broken: false });
    i = end;
  }
  return pieces;
}

const isBlank = (piece: Piece | undefined): boolean => piece !== undefined && (piece.char === ' ' || piece.char === '\n');

const APART = /[ .\-_*/|,~+·•]/;
const LETTERS_APART_MIN = 4;

/** `p o l i c e`, `p.o.l.i.c.e`: single letters with one and the same mark between them, at least four of them. */
function joinLettersApart(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (let i = 0; i < pieces.length; ) {
    const mark = pieces[i + 1]?.char ?? '';
    let end = i;
    if (isLetter(pieces[i]) && !isLetter(pieces[i - 1]) && APART.test(mark)) {
      while (pieces[end + 1]?.char === mark && isLetter(pieces[end + 2]) && !isLetter(pieces[end + 3])) end += 2;
    }
    if ((end - i) / 2 + 1 >= LETTERS_APART_MIN) {
      for (let k = i; k <= end; k += 2) result.push(pieces[k] as Piece);
    } else end = i, result.push(pieces[i] as Piece);
    i = end + 1;
  }
  return result;
}

/** One blank for many; none beside a Han character, where it means nothing. A line's end beside Han characters becomes a break. */
function settleBlanks(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let broken = false;
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = pieces[i] as Piece;
    if (!isBlank(piece)) {
      result.push(broken ? { ...piece, broken } : piece);
      broken = false;
      continue;
    }
    let end = i;
    while (isBlank(pieces[end + 1])) end += 1;
    const line = pieces.slice(i, end + 1).some((p) => p.char === '\n');
    const last = result.at(-1);
    if (isHan(last) || isHan(pieces[end + 1]) || last === undefined) broken = broken || line;
    else result.push({ char: line ? '\n' : ' ', from: piece.from, to: (pieces[end] as Piece).to, broken });
    i = end;
  }
  return result;
}

/** Marks that do not belong between Han characters: `公.安.局`, `公*安*局`. */
const WEAK = /[·•.\-_*/|~+^#=<>'"‧∙・ˉ°¨]/;
/** Marks that do, unless they stand on both sides of a single character: `公、安、局`. */
const STRONG = /[、，,。;；:：]/;

function joinHanApart(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let broken = false;
  const single = (at: number, mark: string) => isHan(pieces[at]) && pieces[at - 1]?.char === mark && pieces[at + 1]?.char === mark;
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = pieces[i] as Piece;
    let end = i;
    if (!isLetter(piece) && !isHan(piece)) while (WEAK.test(pieces[end]?.char ?? '')) end += 1;
    if (end > i && isHan(result.at(-1)) && isHan(pieces[end])) {
      // A full stop of Latin writing may end a sentence; then what denies on its one side denies nothing on the other.
      broken = pieces.slice(i, end).some((p) => p.char === '.');
      i = end - 1;
      continue;
    }
    if (isHan(pieces[i - 1]) && STRONG.test(piece.char) && isHan(pieces[i + 1]) && (single(i - 1, piece.char) || single(i + 1, piece.char))) continue;
    result.push(broken ? { ...piece, broken: true } : piece);
    broken = false;
  }
  return result;
}

/** `p0lice`, `pol*ice`: within a word, a digit or sign that stands for a letter, or one that stands for nothing. */
function mendWords(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = pieces[i] as Piece;
    if (isLetter(piece) || !isLetter(pieces[i - 1]) || !isLetter(pieces[i + 1])) result.push(piece);
    else if (!/[*_|·•^~]/.test(piece.char)) {
      const letter = DIGIT_AS_LETTER[piece.char];
      result.push(letter === undefined ? piece : { ...piece, char: letter });
    }
  }
  return result;
}

/** Reads a text into its normal form. Pure; every text has one, the empty text an empty one. */
export function normalText(source: string): NormalText {
  const pieces = mendWords(joinHanApart(settleBlanks(joinLettersApart(readPieces(source)))));
  const breaks = new Set<number>();
  const from: number[] = [];
  const to: number[] = [];
  let text = '';
  for (const piece of pieces) {
    if (piece.broken) breaks.add(text.length);
    text += piece.char;
    for (let k = 0; k < piece.char.length; k += 1) {
      from.push(piece.from);
      to.push(piece.to);
    }
  }
  return { source, text, from, to, breaks };
}
