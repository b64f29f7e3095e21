import type { PlaceStyle } from '../../domain/contact/registered-wording.js';
import type { OutgoingText } from '../../engine/ports/channel.js';

/**
 * A text of ours as a provider has registered it. The provider renders the words, so they are rendered here first and compared with the
 * words that were judged: the permit is for the very words that the phone shows.
 */
export interface RegisteredTemplate {
  /** Of ours. */
  readonly id: string;
  readonly version: number;
  readonly language: 'en' | 'zh' | 'zh-US';
  /** Of the provider: `SMS_154950909`, `1110`. */
  readonly code: string;
  /** As registered, without the signature that the provider puts before it, and with what it adds behind it (拒收请回复R). Places: `${name}` at Aliyun, `{1}` at Tencent Cloud. */
  readonly wording: string;
  /** Which of our values stands in which place. */
  readonly places: Readonly<Record<string, string>>;
}

export interface AsRegistered {
  readonly code: string;
  /** In the order in which `places` names them. */
  readonly values: readonly (readonly [place: string, value: string])[];
}

/** The eleven digits of a mainland mobile number; `null` for any other. Another country's number without its plus can look like one: it would reach a stranger. */
export function mainlandNumber(e164: string): string | null {
  return /^\+86(1[3-9]\d{9})$/.exec(e164)?.[1] ?? null;
}

const PLACES: Readonly<Record<PlaceStyle, RegExp>> = { aliyun: /\$\{([^{}]{1,40})\}/g, tencent: /\{(\d{1,2})\}/g };

const nameOf = ({ id, version, language }: { readonly id: string; readonly version: number; readonly language: string }): string => `${id}/${version}/${language}`;

/** What is wrong with a list of registered templates; `null`: nothing. To be asked at the start, not at the first text. */
export function registrationProblem(templates: readonly RegisteredTemplate[], style: PlaceStyle): string | null {
  const seen = new Set<string>();
  for (const template of templates) {
    const name = nameOf(template);
    if (seen.has(name)) return `${name} is registered twice`;
    seen.add(name);
    const used = new Set([...template.wording.matchAll(PLACES[style])].map((match) => match[1] as string));
    const missing = [...used].find((place) => !Object.hasOwn(template.places, place));
    if (missing !== undefined) return `${name}: the wording has a place ${missing} that "places" does not fill`;
    const idle = Object.keys(template.places).find((place) => !used.has(place));
    if (idle !== undefined) return `${name}: "places" fills ${idle}, which the wording does not have`;
    if (style === 'tencent' && [...used].some((place) => Number(place) < 1 || Number(place) > used.size || String(Number(place)) !== place)) return `${name}: the places of a wording at Tencent Cloud are {1}, {2}, … without a gap`;
  }
  return null;
}

/**
 * The provider's template and values for a text, or why it cannot go: `not_registered`, `value_missing`, or `wording_differs` where the
 * phone would show other words than those judged.
 */
export function asRegistered(templates: readonly RegisteredTemplate[], style: PlaceStyle, signature: string, outgoing: OutgoingText): AsRegistered | { readonly refused: string } {
  const template = templates.find((one) => nameOf(one) === nameOf(outgoing.template));
  if (template === undefined) return { refused: 'not_registered' };
  const names = Object.keys(template.places).sort((a, b) => (style === 'tencent' ? Number(a) - Number(b) : 0));
  const given = outgoing.template.values;
  const values = names.map((place) => [place, given[template.places[place] as string]] as const);
  if (!values.every((pair): pair is readonly [string, string] => pair[1] !== undefined)) return { refused: 'value_missing' };
  const of = new Map(values);
  // One pass: a value that looks like a place is not filled in again, neither here nor at the provider.
  const shown = `【${signature}】${template.wording.replace(PLACES[style], (_, place: string) => of.get(place) ?? '')}`;
  return shown === outgoing.text ? { code: template.code, values } : { refused: 'wording_differs' };
}

/** What the account's own settings name, then what the house has registered; `null` when the latter could not be asked now. */
export async function knownTemplates(own: readonly RegisteredTemplate[], registered: () => Promise<readonly RegisteredTemplate[]>): Promise<readonly RegisteredTemplate[] | null> {
  try {
    return [...own, ...(await registered())];
  } catch {
    return null;
  }
}
