import { parseYaml } from '../adapters/files/yaml-text.js';
import { TEMPLATE_CHANNELS, TEXT_LANGUAGES } from '../domain/contact/templates.js';
import { Terminal } from '../engine/ports/errors.js';
import type { TemplateText } from '../engine/templates/template-life.js';

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A template as its author keeps it in a file: `id`, `channel`, `texts` in each language. Throws {@link Terminal} and says where. */
export function readTemplateText(yaml: string): TemplateText {
  const parsed = parseYaml(yaml, 'template');
  if (!parsed.ok) throw new Terminal('bad_request', `The template cannot be read: ${parsed.problems[0]?.where ?? ''} ${parsed.problems[0]?.problem ?? ''}`);
  const bad = (where: string, problem: string) => new Terminal('bad_request', `The template cannot be read: ${where}${parsed.placeOf(where) === null ? '' : ` (line ${parsed.placeOf(where)?.line ?? 0})`}: ${problem}`);
  const { value } = parsed;
  if (!isFields(value) || !isFields(value['texts'])) throw bad('$', 'write id, channel and texts with en, zh and zh-US');
  const { id, texts } = value;
  const stray = Object.keys(value).find((key) => !['id', 'channel', 'texts'].includes(key));
  if (stray !== undefined) throw bad(`$.${stray}`, 'is no part of a template');
  if (typeof id !== 'string') throw bad('$.id', 'must be a text');
  const channel = TEMPLATE_CHANNELS.find((one) => one === value['channel']);
  if (channel === undefined) throw bad('$.channel', `must be one of ${TEMPLATE_CHANNELS.join(', ')}`);
  const unknown = Object.keys(texts).find((key) => !(TEXT_LANGUAGES as readonly string[]).includes(key));
  if (unknown !== undefined) throw bad(`$.texts.${unknown}`, `is no language of texts; they are ${TEXT_LANGUAGES.join(', ')}`);
  // A block of YAML ends with a line feed that its author did not mean.
  const text = (language: (typeof TEXT_LANGUAGES)[number]): string => {
    const given = texts[language];
    if (typeof given !== 'string') throw bad(`$.texts.${language}`, 'must be a text');
    return given.replace(/\n+$/, '');
  };
  return { id, channel, texts: { en: text('en'), zh: text('zh'), 'zh-US': text('zh-US') } };
}
