import type { Dashboard } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ForceTag } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';

type Row = Dashboard['blockedByRule'][number];

/** A table with bars and not a chart: each row needs its tag, and the words matter more than the lengths. */
export function Blocked({ rows }: { readonly rows: readonly Row[] }) {
  const { t, pick, number } = useLocale();
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <Panel title={t('dashboard.blocked')} hint={t('dashboard.blocked_hint')} flush>
      {rows.length === 0 ? <Empty title={t('dashboard.no_blocked')} /> : (
        <DataTable
          label={t('dashboard.blocked')} rows={rows} rowKey={(row) => row.rule}
          columns={[
            { key: 'rule', header: t('column.rule'), cell: (row) => <><span>{pick(row.title)}</span> <code className="dw-soft dw-tiny">{row.rule}</code></> },
            { key: 'force', header: t('column.force'), cell: (row) => <ForceTag force={row.force} /> },
            { key: 'bar', header: <span className="dw-hidden">{t('column.count')}</span>, className: 'dw-bar-cell', cell: (row) => <div className="dw-bar" aria-hidden style={{ width: `${(row.count / most) * 100}%` }} /> },
            { key: 'count', header: t('column.count'), right: true, cell: (row) => number(row.count) },
          ]}
        />
      )}
    </Panel>
  );
}
