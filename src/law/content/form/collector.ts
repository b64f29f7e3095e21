import type { ContentContext, ContentRule, Found } from '../content-rule.js';
import { denialAt } from '../negation.js';
import type { NormalText } from '../normal.js';

const COLLECTOR: Readonly<Record<'zh' | 'en', RegExp>> = { zh: /(?:债务)?催收(?:方|人|公司|机构)/g, en: /\bdebt collect(?:or|ion (?:agency|company))\b/g };
const PURPOSE: Readonly<Record<'zh' | 'en', RegExp>> = {
  zh: /(?:目的|旨在|为了|用于|意在|试图|正在)[^,，。]{0,4}催收[^,，。]{0,4}(?:债务|欠款|账款)/g,
  en: /\b(?:attempt(?:ing)?|trying) to collect (?:a|this|the|your) debt\b|\bthis is an attempt to collect\b/g,
};
const INFORMATION: Readonly<Record<'zh' | 'en', RegExp>> = {
  zh: /(?:所获|获得|取得|您提供)[^,，。]{0,6}(?:信息|资料)[^,，。]{0,6}用于[^,，。]{0,4}(?:该|此|这一|上述|催收)/g,
  en: /\binformation\b[^.]{0,60}\b(?:used for (?:that|this) purpose|used (?:to collect|in collecting|for (?:that|collecting)))/g,
};

/** The language most of a text is in; of the rest of it, where there is a rest beside the disclosures. */
function mainLanguage(text: string): 'zh' | 'en' {
  const disclosure = new RegExp([COLLECTOR, PURPOSE, INFORMATION].flatMap((words) => [words.zh.source, words.en.source]).join('|'));
  const rest = text.split(/(?<=[。！？!?;；\n]|\.(?=\s))/).filter((sentence) => !disclosure.test(sentence)).join('');
  const read = /[\p{Script=Han}a-z]{2}/u.test(rest) ? rest : text;
  const han = (read.match(/\p{Script=Han}/gu) ?? []).length;
  const words = (read.replace(/https?:\/\/\S+/g, '').match(/[a-z]{2,}/g) ?? []).length;
  return han > words * 2 ? 'zh' : 'en';
}

function says(normal: NormalText, pattern: RegExp): boolean {
  return [...normal.text.matchAll(pattern)].some((m) => denialAt(normal, m.index, m.index + m[0].length) === 'none');
}

/** 12 CFR 1006.18(e)(1), (2), (4): what must be said, in the language of the rest. Unknown whether first asks for as much as the first. */
function find(normal: NormalText, context: ContentContext): readonly Found[] {
  // What tells nothing of a debt is no communication (1006.2(d)), and to say who we are would tell of one. HOUSE-C-25 holds it to that.
  if (context.purpose === 'no_debt') return [];
  const language = mainLanguage(normal.text);
  const other = language === 'zh' ? 'en' : 'zh';
  const first = context.firstContact !== false;
  const parts: readonly (readonly [string, Readonly<Record<'zh' | 'en', RegExp>>])[] = first
    ? [['collector_not_disclosed', COLLECTOR], ['purpose_not_disclosed', PURPOSE], ['use_of_information_not_disclosed', INFORMATION]]
    : [['collector_not_disclosed', COLLECTOR]];
  const end = normal.text.length;
  const missing = parts.filter(([, words]) => !says(normal, words[language]));
  const foreign = missing.length > 0 && missing.every(([, words]) => says(normal, words[other]));
  return foreign ? [{ code: 'disclosed_in_another_language', severity: 'block', from: end, to: end }] : missing.map(([code]): Found => ({ code, severity: 'block', from: end, to: end }));
}

export const collectorRules: readonly ContentRule[] = [
  {
    id: 'US-C-01',
    title: { zh: '须表明债务催收人身份（首次还须说明目的与信息用途）', en: 'A debt collector says that it is one; at first also for what purpose' },
    instead: { zh: '首次写“本信息来自债务催收方，目的是催收债务，所获信息将用于该目的”，其后写“来自债务催收方”；与正文同一种语言。', en: 'First: "This is from a debt collector attempting to collect a debt; information obtained will be used for that purpose." Later: "from a debt collector". In the language of the rest.' },
    citation: '12 CFR 1006.18(e)', force: 'L', confidence: 'high', severity: 'block',
    scope: { places: ['US-federal'], audiences: ['debtor'], channels: ['sms', 'email', 'push', 'app', 'im', 'mail', 'call', 'visit', 'social_private'] }, find,
  },
];
