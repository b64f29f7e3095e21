import { frameOf, optOutLine } from '../../domain/contact/frame.js';
import { textLanguage, type WrittenChannel } from '../../domain/contact/templates.js';
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

/** Said first, after who says it: nobody is to believe that a person wrote. */
const MACHINE = { zh: '自动回复：', en: 'Automatic reply. ' } as const;

const SUBJECT = { zh: '自动回复：您的来信', en: 'Automatic reply to your message' } as const;

/** The house's frame for an answer. Around what tells nothing of a debt stand only the sender and the way to stop: a page or a collector's disclosure would tell of one. */
function frame(act: Act, channel: WrittenChannel, language: 'zh' | 'en', country: string): { readonly before: string; readonly after: string } {
  const written = textLanguage(language, country);
  const whole = frameOf(channel, written, country, 'answer');
  // Of an e-mail the first line is the subject.
  const before = channel === 'email' ? `${whole.before}${SUBJECT[language]}\n\n` : `${whole.before}${MACHINE[language]}`;
  if (answerOf(act).tells !== 'nothing') return { before, after: whole.after };
  const bare = optOutLine(channel, written);
  return { before, after: channel === 'sms' ? (language === 'en' ? ` ${bare}` : bare) : `\n\n${bare}` };
}

/** The text of an act, whole or not at all: `null` when a value is missing or could change its meaning. `body`: other words for it, which the guard let through. */
export function wordAnswer(act: Act, channel: WrittenChannel, language: 'zh' | 'en', country: string, slots: AnswerSlots, body: string = answerOf(act).texts[language]): Words | null {
  const { before, after } = frame(act, channel, language, country);
  const [head, middle, tail] = [fill(before, slots), fill(body, slots), fill(after, slots)];
  return head === null || middle === null || tail === null ? null : { before: head, body: middle, after: tail };
}

export const spoken = ({ before, body, after }: Words): string => `${before}${body}${after}`;
