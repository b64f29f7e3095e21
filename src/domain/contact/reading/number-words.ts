const DIGIT: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 壹: 1, 幺: 1, 二: 2, 两: 2, 贰: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9 };
const UNIT: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1_000, 仟: 1_000 };

export const ZH_NUMBER = '[零〇一壹幺二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万廿卅]';

/** 五百 500, 一千二 1,200, 两万三 23,000, 一百零五 105, 十五 15, 廿五 25; digits as they stand. `null`: not a number. */
export function zhNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const words = text.replace(/廿/g, '二十').replace(/卅/g, '三十');
  if (words === '') return null;
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  let zero = false;
  for (const c of words) {
    if (c === '万') {
      total = (total + section + (digit ?? 0) || 1) * 10_000;
      [section, digit, lastUnit, zero] = [0, null, 10_000, false];
    } else if (UNIT[c] !== undefined) {
      lastUnit = UNIT[c];
      section += (digit ?? 1) * lastUnit;
      [digit, zero] = [null, false];
    } else if (DIGIT[c] !== undefined) {
      if (DIGIT[c] === 0) zero = true;
      else if (digit !== null) return null;
      else digit = DIGIT[c];
    } else return null;
  }
  // 一千二 leaves the next lower unit unsaid; 一百零五 does not.
  return total + section + (digit ?? 0) * (digit !== null && !zero && lastUnit >= 100 ? lastUnit / 10 : 1);
}

const SMALL: Readonly<Record<string, number>> = {
  a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
  twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
};
const NUMBER_WORD = `(?:${Object.keys(SMALL).filter((w) => w.length > 2).join('|')})`;
export const EN_NUMBER = `(?:(?:a|an|${NUMBER_WORD})(?:[ -]${NUMBER_WORD})?(?: (?:hundred|thousand|grand))(?: and)?(?: ${NUMBER_WORD}){0,2}|${NUMBER_WORD}(?:[ -]${NUMBER_WORD})?)`;

/** "five hundred", "two grand", "twenty-five", "a hundred and fifty". `null`: not a number. */
export function enNumber(text: string): number | null {
  let total = 0;
  let part = 0;
  for (const word of text.split(/[ -]+/)) {
    if (word === 'and') continue;
    if (word === 'hundred') part = (part || 1) * 100;
    else if (word === 'thousand' || word === 'grand') {
      total += (part || 1) * 1_000;
      part = 0;
    } else if (SMALL[word] !== undefined) part += SMALL[word];
    else return null;
  }
  return total + part;
}
