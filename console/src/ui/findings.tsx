import type { Finding } from '../api/types.js';
import { useLocale } from '../i18n/locale.js';
import { Badge, ForceTag } from './badge.js';
import { DataTable } from './data-table.js';
import { Time } from './time.js';

/** Rules that speak against a contact: what each says, on whose word, how sure we are, and until when. */
export function Findings({ rows, label }: { readonly rows: readonly Finding[]; readonly label: string }) {
  const { t, pick, word } = useLocale();
  return (
    <DataTable
      label={label} rows={rows} rowKey={(row, index) => `${row.rule}-${index}`}
      columns={[
        { key: 'rule', header: t('column.rule'), cell: (row) => (
          <>
            <div>{pick(row.title)}</div>
            <div className="dw-soft dw-tiny"><code>{row.rule}</code> <code>{row.code}</code></div>
            {row.missing.length > 0 && <div className="dw-tiny" style={{ color: 'var(--dw-amber-ink)' }}>{t('decision.missing', { facts: row.missing.join(', ') })}</div>}
          </>
        ) },
        { key: 'outcome', header: t('decision.verdict'), cell: (row) => <Badge group="outcome" code={row.outcome} /> },
        { key: 'force', header: t('decision.citation'), cell: (row) => (
          <>
            <ForceTag force={row.force} />
            <div className="dw-tiny">{row.citation}</div>
            <div className="dw-soft dw-tiny">{t('decision.confidence', { level: word('confidence', row.confidence) })}</div>
          </>
        ) },
        { key: 'until', header: t('decision.until'), cell: (row) => (row.until === null ? <span className="dw-soft">{t('decision.until_never')}</span> : <Time at={row.until} style="full" />) },
      ]}
    />
  );
}
