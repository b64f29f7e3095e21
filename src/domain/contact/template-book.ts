import { BUILT_IN_TEMPLATES } from './built-in-templates.js';
import type { Template } from './templates.js';

/** The templates that may go out, as a value that never changes: a turn works with one book from beginning to end. */
export interface TemplateBook {
  /** One version of each id, the newest: what a step that names the id means now. */
  readonly inForce: readonly Template[];
  /** By id: the version in force. By `id@version`: that version, while it is approved. `null`: there is none. */
  find(ref: string): Template | null;
}

/** What a contact and a decision record name: the id with the version whose words they mean. */
export function templateRef({ id, version }: Pick<Template, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** An id with the version in force; the id alone where there is none. */
export function pinned(book: TemplateBook, id: string): string {
  const template = book.find(id);
  return template === null ? id : templateRef(template);
}

/** A book of the house's own texts and of versions approved here; of one id the highest version is in force. */
export function templateBook(approved: readonly Template[] = []): TemplateBook {
  const byRef = new Map<string, Template>();
  const newest = new Map<string, Template>();
  for (const template of [...BUILT_IN_TEMPLATES, ...approved]) {
    byRef.set(templateRef(template), template);
    const known = newest.get(template.id);
    if (known === undefined || known.version < template.version) newest.set(template.id, template);
  }
  return { inForce: [...newest.values()], find: (ref) => byRef.get(ref) ?? newest.get(ref) ?? null };
}

/** The house's own texts alone. */
export const BUILT_IN_BOOK: TemplateBook = templateBook();
