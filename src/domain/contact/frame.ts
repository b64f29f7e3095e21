import { isWritten, textLanguage, type Template, type TextLanguage, type WrittenChannel } from './templates.js';

/** What the system puts around a body. The author writes neither; so no author can forget one, and none can forge one. */
export interface Frame {
  readonly before: string;
  readonly after: string;
}

/** `reminder`: the house writes first. `answer`: it answers what the person wrote; then nothing invites to pay. */
export type FramePurpose = 'reminder' | 'answer';

const THIS: Readonly<Record<WrittenChannel, string>> = { sms: '本短信', email: '本邮件', mail: '本函' };

function signature(channel: WrittenChannel, language: TextLanguage): string {
  if (language === 'en') return '{lender}: ';
  return channel === 'mail' ? '{lender}：' : '【{lender}】';
}

/** How to check that it is ours: a link that holds the code; where the words may be long, or are on paper, the code apart. */
function verification(channel: WrittenChannel, language: TextLanguage, purpose: FramePurpose): string {
  const reminder = purpose === 'reminder';
  const wish = language === 'en' ? `Check that this is from us${reminder ? ', see details or pay' : ''}: ` : `核实${THIS[channel]}${reminder ? '、查看明细或还款' : ''}：`;
  if (channel === 'sms') return language === 'en' ? `${wish}{link} or call {phone}.` : `${wish}{link} 或致电{phone}。`;
  return language === 'en' ? `${wish}{link}\nCode: {code}\nTelephone: {phone}` : `${wish}{link}\n核验码：{code}\n电话：{phone}`;
}

/**
 * 12 CFR 1006.18(e), in the language of the rest, in full in every text, for whether it is the first that arrives is not always known. A
 * person whose country nobody stated is told it too. Elsewhere it is no duty, and would be no true word of a lender that collects its own.
 */
function disclosure(channel: WrittenChannel, language: TextLanguage, country: string): readonly string[] {
  if (language === 'zh-US') return [`${THIS[channel]}来自债务催收方，目的是催收债务，所获信息将用于该目的。`];
  if (language === 'zh' || (country !== 'US' && country !== '')) return [];
  return ['This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose.'];
}

/** 12 CFR 1006.6(e); practice of mainland carriers (TD). A letter has no reply: it names the ways that reach us. */
export function optOutLine(channel: WrittenChannel, language: TextLanguage): string {
  if (channel === 'sms') return language === 'en' ? 'Reply STOP to opt out.' : `回复${language === 'zh' ? 'TD' : 'STOP'}退订`;
  if (channel === 'email') return language === 'en' ? 'To stop these e-mails, reply STOP or unsubscribe in your mail program.' : '如不希望再收到此类邮件，请回复“退订”，或使用邮件程序的退订按钮。';
  return language === 'en' ? 'If you want no more letters, tell us on the page above or by telephone.' : '如不希望再收到信函，请在上述页面告诉我们，或致电上述电话。';
}

/** The frame of a channel, language and country (ISO alpha-2, empty: unknown), with slots. */
export function frameOf(channel: WrittenChannel, language: TextLanguage, country: string, purpose: FramePurpose = 'reminder'): Frame {
  const lines = [verification(channel, language, purpose), ...disclosure(channel, language, country), optOutLine(channel, language)];
  const after = channel === 'sms' ? (language === 'en' ? ` ${lines.join(' ')}` : lines.join('')) : `\n\n${lines.join('\n\n')}`;
  return { before: signature(channel, language), after };
}

/** The whole words: a body between what the system says before and after it. */
export function framed(body: string, frame: Frame): string {
  return `${frame.before}${body}${frame.after}`;
}

/** The words of a template for a country, whole, with slots: the body in its frame, or the script of a call or visit as it stands. */
export function composed({ channel, texts }: Pick<Template, 'channel' | 'texts'>, language: TextLanguage, country: string): string {
  return isWritten(channel) ? framed(texts[language], frameOf(channel, language, country)) : texts[language];
}

/** What a text contains, read from the words themselves; facts for the gate and for whoever approves a template. */
export interface TextContents {
  readonly lender: boolean;
  /** Reason, account tail, amount and the day it is as of. */
  readonly debt: boolean;
  readonly howToCheck: boolean;
  readonly optOut: boolean;
  /** 12 CFR 1006.18(e): that it is from a debt collector. */
  readonly collectorDisclosed: boolean;
}

export function contentsOf(template: Pick<Template, 'channel' | 'texts'>, spoken: 'zh' | 'en', country: string): TextContents {
  const text = composed(template, textLanguage(spoken, country), country);
  return {
    lender: text.includes('{lender}'),
    debt: ['{debt_tail}', '{amount}', '{as_of}', '{days}'].every((slot) => text.includes(slot)),
    howToCheck: text.includes('{link}') && text.includes('{phone}'),
    optOut: /回复(TD|STOP|“退订”)(退订)?|[Rr]eply STOP/.test(text),
    collectorDisclosed: /from a debt collector|来自债务催收方/.test(text),
  };
}
