import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { creditorsQuery, importErrorsQuery, importsQuery } from '../../api/queries.js';
import type { ImportRecord } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty, Loaded } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { Time } from '../../ui/time.js';
import { RowErrors } from './row-errors.js';
import { UploadPanel } from './upload-panel.js';

const route = getRouteApi('/inside/imports');

export function ImportsPage() {
  const { t } = useLocale();
  const { errors } = route.useSearch();
  const query = useQuery(importsQuery);
  return (
    <>
      <PageHead title={t('imports.title')} />
      <div className="dw-stack">
        <UploadPanel />
        <Panel title={t('imports.list')} flush>
          <Loaded query={query}>{(data) => (data.items.length === 0 ? <Empty title={t('imports.empty')} /> : <List items={data.items} chosen={errors} />)}</Loaded>
        </Panel>
        {errors !== undefined && <Errors id={errors} name={query.data?.items.find((item) => item.id === errors)?.fileName ?? errors} />}
      </div>
    </>
  );
}

function List({ items, chosen }: { readonly items: readonly ImportRecord[]; readonly chosen: string | undefined }) {
  const { t, number, pick } = useLocale();
  const creditors = useQuery(creditorsQuery).data?.items ?? [];
  const lender = (id: string) => {
    const found = creditors.find((creditor) => creditor.id === id);
    return found === undefined ? id : pick(found.name);
  };
  return (
    <DataTable
      label={t('imports.list')} rows={items} rowKey={(row) => row.id} current={(row) => row.id === chosen}
      columns={[
        { key: 'started', header: t('imports.started'), cell: (row) => <Time at={row.startedAt} /> },
        { key: 'name', header: t('imports.name'), className: 'dw-wide', cell: (row) => <><span className="dw-break">{row.fileName}</span><div className="dw-soft dw-tiny">{lender(row.creditorId)}</div>{row.failure !== null && <div className="dw-tiny" style={{ color: 'var(--dw-red-ink)' }}>{row.failure}</div>}</> },
        { key: 'state', header: t('column.state'), cell: (row) => <Badge group="import_state" code={row.state} /> },
        { key: 'rows', header: t('imports.rows'), right: true, cell: (row) => number(row.rows) },
        { key: 'accepted', header: t('imports.accepted'), right: true, cell: (row) => number(row.accepted) },
        { key: 'updated', header: t('imports.updated'), right: true, cell: (row) => number(row.updated) },
        { key: 'unchanged', header: t('imports.unchanged'), right: true, cell: (row) => number(row.unchanged) },
        { key: 'flagged', header: t('imports.flagged'), right: true, cell: (row) => number(row.flagged) },
        { key: 'rejected', header: t('imports.rejected'), right: true, cell: (row) => (row.rejected === 0 ? number(0) : <Link to="/imports" search={{ errors: row.id }} aria-label={t('imports.show_errors', { n: row.rejected })}>{number(row.rejected)}</Link>) },
        { key: 'collection', header: t('imports.in_collection'), right: true, cell: (row) => number(row.inCollection) },
        { key: 'nothing', header: t('dashboard.nothing_owed'), right: true, cell: (row) => number(row.nothingOwed) },
        { key: 'not', header: t('dashboard.not_overdue'), right: true, cell: (row) => number(row.notOverdue) },
      ]}
    />
  );
}

function Errors({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useLocale();
  const query = useQuery(importErrorsQuery(id));
  return (
    <Panel title={t('imports.errors_of', { name })} flush hint={query.data !== undefined && query.data.total > query.data.items.length ? t('imports.errors_some', { shown: query.data.items.length, total: query.data.total }) : undefined}
      side={<Link to="/imports" search={{}} className="dw-small">{t('app.close')}</Link>}>
      <Loaded query={query}>{(data) => (data.items.length === 0 ? <Empty title={t('imports.errors_none')} /> : <RowErrors rows={data.items} />)}</Loaded>
    </Panel>
  );
}
