import { composed } from '../../domain/contact/frame.js';
import type { Template, TextLanguage } from '../../domain/contact/templates.js';
import { CONTENT_RULES } from './all.js';
import { inScope, type ContentContext, type ContentFinding, type ContentRule, type Found } from './content-rule.js';
import { normalText, type NormalText } from './normal.js';

export type { ContentContext, ContentFinding } from './content-rule.js';

function finding(rule: ContentRule, found: Found, normal: NormalText): ContentFinding {
  const last = normal.source.length;
  const from = found.from >= normal.text.length ? last : (normal.from[found.from] as number);
  const to = found.to > found.from ? (normal.to[found.to - 1] as number) : from;
  return {
    rule: rule.id, severity: found.severity, kind: found.to > found.from ? 'forbidden' : 'missing', code: found.code, from, to, matched: normal.source.slice(from, to), title: rule.title,
    instead: found.instead ?? rule.instead, citation: rule.citation, force: rule.force, confidence: rule.confidence,
  };
}

function findBy(rule: ContentRule, normal: NormalText, context: ContentContext): readonly Found[] {
  try {
    return rule.find(normal, context);
  } catch {
    // A rule that throws blocks, as everywhere in the law; what it threw may hold the text, so it goes nowhere.
    return [{ code: 'rule_threw', severity: 'block', from: normal.text.length, to: normal.text.length }];
  }
}

const byPlace = (a: ContentFinding, b: ContentFinding): number => a.from - b.from || a.to - b.to || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

/**
 * What is wrong with a text, in the order in which it stands there; what is missing comes last. Empty: no rule found
 * anything, which is no promise that the text is lawful. Pure; never throws.
 */
export function lintText(text: string, context: ContentContext, rules: readonly ContentRule[] = CONTENT_RULES): readonly ContentFinding[] {
  const normal = normalText(text);
  return rules.filter((rule) => inScope(rule.scope, context)).flatMap((rule) => findBy(rule, normal, context).map((found) => finding(rule, found, normal))).sort(byPlace);
}

/** The same for a template's words for a country, frame and all: its slots count by name, as whatever they will hold. */
export function lintTemplate(template: Template, language: TextLanguage, country: string, context: ContentContext): readonly ContentFinding[] {
  return lintText(composed(template, language, country), context);
}
