import type { RowError } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { DataTable } from '../../ui/data-table.js';

/** Where and why, never the cell itself: it may hold personal data. */
export function RowErrors({ rows }: { readonly rows: readonly RowError[] }) {
  const { t, number } = useLocale();
  return (
    <DataTable
      label={t('column.reason')} rows={rows} rowKey={(row, index) => `${row.line}-${index}`}
      columns={[
        { key: 'line', header: t('column.line'), right: true, className: 'dw-narrow', cell: (row) => number(row.line) },
        { key: 'column', header: t('column.column'), cell: (row) => (row.column === null ? <span className="dw-soft">{t('imports.whole_row')}</span> : <code>{row.column}</code>) },
        { key: 'reason', header: t('column.reason'), cell: (row) => row.reason },
        { key: 'code', header: t('column.code'), cell: (row) => <code className="dw-soft">{row.code}</code> },
      ]}
    />
  );
}
