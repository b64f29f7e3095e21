import { useLocale } from '../i18n/locale.js';
import { wordsOf } from '../i18n/messages.js';

/** Instants in a record of facts are epoch milliseconds under these names. */
const INSTANT_KEYS = /^(at|until|from|to|since|\w+At)$/;

function Leaf({ name, value }: { readonly name: string; readonly value: unknown }) {
  const { t, instant } = useLocale();
  if (value === 'unknown') return <span className="dw-badge" data-tone="amber">{t('app.unknown')}</span>;
  if (value === null) return <span className="dw-soft">{t('app.none')}</span>;
  if (typeof value === 'boolean') return <span>{value ? t('app.yes') : t('app.no')}</span>;
  if (typeof value === 'number' && INSTANT_KEYS.test(name) && value > 100_000_000_000) return <span className="dw-num">{instant(new Date(value).toISOString(), 'full')}</span>;
  return <span className="dw-break">{String(value)}</span>;
}

function labelOf(name: string): string {
  return wordsOf(name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a reader wants to see before opening a branch: the type and time of an event, the id of a debt. */
function hint(value: object): string {
  if (Array.isArray(value)) return `(${value.length})`;
  const record = value as Readonly<Record<string, unknown>>;
  return [record['type'], record['kind'], record['id']].filter((part): part is string => typeof part === 'string').slice(0, 2).map(wordsOf).join(', ');
}

function Branch({ value, depth }: { readonly value: object; readonly depth: number }) {
  const { t } = useLocale();
  const entries = Object.entries(value);
  if (entries.length === 0) return <span className="dw-soft">{t('app.none')}</span>;
  return (
    <ul>
      {entries.map(([name, child]: [string, unknown]) => (
        <li key={name}>
          {isBranch(child) && Object.keys(child).length > 0 ? (
            <details open={depth < (Array.isArray(child) ? 1 : 2) && Object.keys(child).length < 12}>
              <summary>{Array.isArray(value) ? `${Number(name) + 1}` : labelOf(name)} <span className="dw-soft">{hint(child)}</span></summary>
              <Branch value={child} depth={depth + 1} />
            </details>
          ) : (
            <>
              <span className="dw-key">{Array.isArray(value) ? `${Number(name) + 1}` : labelOf(name)}:</span>{' '}
              <Leaf name={name} value={isBranch(child) ? null : child} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Any record as a tree that can be read: names in words, instants as times, unknown made plain. */
export function FactsTree({ value }: { readonly value: unknown }) {
  return <div className="dw-tree">{isBranch(value) ? <Branch value={value} depth={0} /> : <Leaf name="" value={value} />}</div>;
}
