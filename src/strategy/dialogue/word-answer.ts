import { answerOf, type AnswerSlot } from './answers.js';
import type { Act } from './acts.js';

export type AnswerSlots = Readonly<Partial<Record<AnswerSlot, string>>>;

const SLOT = /\{([a-z_]+)\}/g;
const SLOT_VALUE_MAX = 200;
/** Line breaks, control and direction characters, braces, and the brackets that carry a signature. */
const FORBIDDEN_IN_VALUE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}{}【】〔〕[\]]/u;

export interface Words {
  readonly before: string;
  readonly body: string;
  readonly after: string;
}

function fill(text: string, slots: AnswerSlots): string | null {
  let whole = true;
  const filled = text.replace(SLOT, (_, name: string) => {
    const value = Object.hasOwn(slots, name) ? (slots[name as AnswerSlot] ?? '') : '';
    if (value.trim() === '' || value.length > SLOT_VALUE_MAX || FORBIDDEN_IN_VALUE.test(value)) whole = false;
    return value;
  });
  return whole ? filled : null;
}

/** What stands around an answer by text: who says it, that a machine does, how to check, what the law of the place asks for, and how to stop. */
function frame(act: Act, language: 'zh' | 'en', country: string): { readonly before: string; readonly after: string } {
  const zh = language === 'zh';
  const stop = zh ? (country === 'US' ? '回复STOP退订' : '回复TD退订') : ' Reply STOP to opt out.';
  const before = zh ? '【{lender}】自动回复：' : '{lender} (automatic reply): ';
  if (answerOf(act).tells === 'nothing') return { before, after: stop };
  const check = zh ? '核实与办理：{link} 电话{phone}。' : ' Page and check: {link} or call {phone}.';
  const collector = country !== 'US' && country !== '' ? '' : zh ? '本短信来自债务催收方，目的是催收债务，所获信息将用于该目的。' : ' This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose.';
  return { before, after: `${check}${collector}${stop}` };
}

/** The text of an act, whole or not at all: `null` when a value is missing or could change its meaning. */
export function wordAnswer(act: Act, language: 'zh' | 'en', country: string, slots: AnswerSlots): Words | null {
  const { before, after } = frame(act, language, country);
  const [head, body, tail] = [fill(before, slots), fill(answerOf(act).texts[language], slots), fill(after, slots)];
  return head === null || body === null || tail === null ? null : { before: head, body, after: tail };
}

export const spoken = ({ before, body, after }: Words): string => `${before}${body}${after}`;
