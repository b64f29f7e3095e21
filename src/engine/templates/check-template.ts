import { bodyProblems, type BodyProblem } from '../../domain/contact/body-problems.js';
import { composed } from '../../domain/contact/frame.js';
import { smsSegments, substituteForGsm, type SmsSegments, type Substitution } from '../../domain/contact/sms-segments.js';
import { render, textLanguage, type Slots, type Template, type TextLanguage } from '../../domain/contact/templates.js';
import { publishingProblems, templateFindings, type TemplateFinding } from '../../law/content/publish.js';

/** A template filled with made-up facts, as a reader of a country would get it. */
export interface TemplatePreview {
  readonly language: TextLanguage;
  readonly country: string;
  /** Empty where it cannot be filled. */
  readonly text: string;
  /** Of a text message. */
  readonly segments: SmsSegments | null;
  /** Look-alikes that gave way to characters of the GSM alphabet. */
  readonly substitutions: readonly Substitution[];
}

export interface TemplateCheck {
  /** What its author must change; each stands in the way of laying it before a second person. */
  readonly problems: readonly BodyProblem[];
  /** What the rules of content find in the whole words, frame and all. */
  readonly findings: readonly (TemplateFinding & { readonly stands: boolean })[];
  readonly previews: readonly TemplatePreview[];
}

/** Readers to whom a preview is shown: each language, and the frame where it differs. */
const READERS = [['zh', 'CN'], ['en', 'US'], ['en', 'GB'], ['zh', 'US']] as const;

const MADE_UP: Readonly<Record<'zh' | 'en', Slots>> = {
  zh: { lender: '示例银行', name_masked: '王**', debt_tail: '*1234', amount: '12,345.67元', as_of: '2026-11-24', days: '23', link: 'https://pay.example.com/v/07AB12CD34', phone: '400-000-0000', code: '07AB12CD34' },
  en: { lender: 'Example Bank', name_masked: 'M*** J***', debt_tail: '*1234', amount: '$12,345.67', as_of: '2026-11-24', days: '23', link: 'https://pay.example.com/v/07AB12CD34', phone: '800-555-0100', code: '07AB12CD34' },
};

/** In the money of the place, where it is another than the language's first. */
const AMOUNTS: Readonly<Record<string, Slots>> = { 'en GB': { amount: '12,345.67 GBP' }, 'zh US': { amount: '12,345.67美元' } };

function preview(template: Pick<Template, 'channel' | 'texts'>, spoken: 'zh' | 'en', country: string): TemplatePreview {
  const language = textLanguage(spoken, country);
  const rendered = render(composed(template, language, country), { ...MADE_UP[spoken], ...AMOUNTS[`${spoken} ${country}`] });
  const words = rendered.ok ? rendered.text : '';
  if (template.channel !== 'sms') return { language, country, text: words, segments: null, substitutions: [] };
  const text = substituteForGsm(words);
  return { language, country, text, segments: smsSegments(text), substitutions: smsSegments(words).substitutions };
}

/** Everything an author and an approver are told of a template before anybody gets it. `stands`: it keeps the version from being approved as it is. */
export function checkTemplate(template: Template): TemplateCheck {
  const standing = new Set(publishingProblems(template).map(({ language, finding }) => `${language} ${finding.rule} ${finding.code} ${finding.from}`));
  return {
    problems: bodyProblems(template),
    findings: templateFindings(template).map((one) => ({ ...one, stands: standing.has(`${one.language} ${one.finding.rule} ${one.finding.code} ${one.finding.from}`) })),
    previews: READERS.map(([spoken, country]) => preview(template, spoken, country)),
  };
}
