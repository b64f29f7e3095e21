import type { Template, TextLanguage } from '../../domain/contact/templates.js';
import type { ContentContext, ContentFinding } from './content-rule.js';
import { lintTemplate } from './lint.js';

const US_PLACES = ['US-MA', 'US-NY', 'US-NYC', 'US-CA', 'US-DC', 'US-WA', 'US-TX', 'US-WV'];

interface Place {
  readonly country: string;
  readonly jurisdictions: readonly string[];
}

const US: Place = { country: 'US', jurisdictions: ['US-federal', ...US_PLACES] };
const ELSEWHERE: Place = { country: 'NZ', jurisdictions: ['NZ'] };
/** The places for which a text of each language is written. An English text reaches people of several countries; a Chinese one outside the mainland and the United States falls under the house's own rules. */
const PLACES: Readonly<Record<TextLanguage, readonly Place[]>> = {
  zh: [{ country: 'CN', jurisdictions: ['CN'] }, ELSEWHERE],
  en: [US, { country: 'GB', jurisdictions: ['UK'] }, { country: 'IN', jurisdictions: ['IN'] }, { country: 'ID', jurisdictions: ['ID'] }, { country: 'IE', jurisdictions: ['EU'] }, ELSEWHERE, { country: '', jurisdictions: [] }],
  'zh-US': [US],
};

export interface TemplateFinding {
  readonly template: string;
  readonly language: TextLanguage;
  readonly finding: ContentFinding;
}

function context(template: Template, language: TextLanguage, jurisdictions: readonly string[]): ContentContext {
  return { jurisdictions, channel: template.channel, audience: 'debtor', language: language === 'en' ? 'en' : 'zh' };
}

/** Everything found in every text of a template, in every place for which it is written, each once. */
export function templateFindings(template: Template): readonly TemplateFinding[] {
  const seen = new Set<string>();
  return (Object.keys(template.texts) as TextLanguage[]).flatMap((language) => PLACES[language].flatMap(({ country, jurisdictions }) => lintTemplate(template, language, country, context(template, language, jurisdictions)))
    .filter((one) => !seen.has(`${language} ${one.rule} ${one.code} ${one.from}`) && seen.add(`${language} ${one.rule} ${one.code} ${one.from}`))
    .map((finding) => ({ template: template.id, language, finding })));
}

/** Whether a finding stands in the way of sending: every one that blocks, and one to review that nobody approved with this version of the template. */
function refuses(finding: ContentFinding, template: Pick<Template, 'approved'> | null): boolean {
  return finding.severity === 'block' || !(template?.approved ?? []).some((one) => one.rule === finding.rule && one.code === finding.code);
}

/** Ids of the rules for which a text may not go out, each once; empty: it may. */
export function refusing(findings: readonly ContentFinding[], template: Pick<Template, 'approved'> | null): readonly string[] {
  return [...new Set(findings.filter((one) => refuses(one, template)).map((one) => one.rule))];
}

/** What keeps a template from being published. */
export function publishingProblems(template: Template): readonly TemplateFinding[] {
  return templateFindings(template).filter(({ finding }) => refuses(finding, template));
}
