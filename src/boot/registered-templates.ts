import type { AccountDeps } from '../adapters/sms/account.js';
import type { RegisteredTemplate } from '../adapters/sms/registered.js';
import { wordingToRegister, type PlaceStyle } from '../domain/contact/registered-wording.js';
import type { TemplateBook } from '../domain/contact/template-book.js';
import type { Clock } from '../engine/ports/clock.js';
import type { TemplateStore } from '../engine/ports/templates.js';

/** A registration counts for sending within this, in ms. */
const KEPT_MS = 5_000;

interface Deps {
  readonly templates: TemplateStore;
  readonly book: () => Promise<TemplateBook>;
  readonly portalUrl: string;
  readonly clock: Clock;
}

/** What is registered with an account (`dunwell template register`), in the wording that was to be registered; texts that are not in the book go nowhere. */
export function registeredTemplates({ templates, book, portalUrl, clock }: Deps): NonNullable<AccountDeps['registered']> {
  const kept = new Map<string, { readonly until: number; readonly found: Promise<readonly RegisteredTemplate[]> }>();
  const find = async (account: string, style: PlaceStyle): Promise<readonly RegisteredTemplate[]> => {
    const [all, texts] = await Promise.all([templates.registrations(), book()]);
    return all.filter((one) => one.account === account).flatMap(({ template: id, version, language, code }) => {
      const template = texts.find(`${id}@${version}`);
      const wording = template === null ? null : wordingToRegister(template, language, style, portalUrl);
      return wording === null ? [] : [{ id, version, language, code, ...wording }];
    });
  };
  return async (account, style) => {
    const before = kept.get(account);
    if (before !== undefined && clock.now() < before.until) return before.found;
    const found = find(account, style);
    kept.set(account, { until: clock.now() + KEPT_MS, found });
    // A failure is not kept: the next text asks again.
    found.catch(() => kept.delete(account));
    return found;
  };
}
