import { composed } from './frame.js';
import { SLOT_PATTERN, type Template, type TextLanguage } from './templates.js';

/** How a provider that renders registered templates writes a place: `${amount}`, or `{1}` counted from the first. */
export type PlaceStyle = 'aliyun' | 'tencent';

export interface RegisteredWording {
  /** To be registered letter for letter, without the signature that the provider puts before it. */
  readonly wording: string;
  /** Which slot stands in which place. */
  readonly places: Readonly<Record<string, string>>;
}

/**
 * What is to be registered at a provider of the mainland that renders the words, so that they come out as the house renders them. The link
 * keeps its beginning in the wording and its code in a place: addresses are refused as values. `null` where that cannot be: not a text
 * message, or English, before which the provider would put a signature of its own.
 * @param portalUrl address of the portal, without a trailing slash
 */
export function wordingToRegister(template: Pick<Template, 'channel' | 'texts'>, language: TextLanguage, style: PlaceStyle, portalUrl: string): RegisteredWording | null {
  const signature = '【{lender}】';
  const words = composed(template, language, 'CN');
  if (template.channel !== 'sms' || !words.startsWith(signature)) return null;
  const places: Record<string, string> = {};
  const wording = words.slice(signature.length).replaceAll('{link}', `${portalUrl}/v/{code}`).replace(SLOT_PATTERN, (_, slot: string, optional: string | undefined) => {
    // What may stay empty always does in a text that leaves: the name is not put into it.
    if (optional !== undefined) return '';
    const place = style === 'aliyun' ? slot : String(Object.keys(places).length + 1);
    places[place] = slot;
    return style === 'aliyun' ? `\${${place}}` : `{${place}}`;
  });
  return { wording, places };
}
