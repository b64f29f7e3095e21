import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { tasksQuery } from '../../api/queries.js';
import type { Task } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty, Loaded } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { useRole } from '../../ui/use-role.js';
import { TaskDialog } from './task-dialog.js';

const route = getRouteApi('/inside/tasks');

export function TasksPage() {
  const { t, word } = useLocale();
  const { channel } = route.useSearch();
  const navigate = useNavigate();
  const query = useQuery(tasksQuery);
  const [started, setStarted] = useState<Task | null>(null);
  const choose = (value: string) => void navigate({ to: '/tasks', search: value === 'call' || value === 'visit' ? { channel: value } : {} });
  return (
    <>
      <PageHead title={t('tasks.title')} detail={t('tasks.hint')} actions={
        <NativeSelect aria-label={t('tasks.channel')} value={channel ?? ''} onChange={(event) => choose(event.currentTarget.value)}
          data={[{ value: '', label: t('tasks.all') }, { value: 'call', label: word('channel', 'call') }, { value: 'visit', label: word('channel', 'visit') }]} />
      } />
      <section className="dw-panel dw-panel-flush" aria-label={t('tasks.title')}>
        <Loaded query={query} rows={8}>
          {(data) => {
            const rows = channel === undefined ? data.items : data.items.filter((task) => task.channel === channel);
            return rows.length === 0 ? <Empty title={t('tasks.empty')}>{t('tasks.empty_detail')}</Empty> : <Rows rows={rows} onStart={setStarted} />;
          }}
        </Loaded>
      </section>
      {started !== null && <TaskDialog key={started.contactId} task={started} onClose={() => setStarted(null)} />}
    </>
  );
}

function Rows({ rows, onStart }: { readonly rows: readonly Task[]; readonly onStart: (task: Task) => void }) {
  const { t, word, money, number, instant } = useLocale();
  const why = useRole()('task');
  const window = (task: Task) => [...(task.notBefore === null ? [] : [t('tasks.window_from', { at: instant(task.notBefore) })]), ...(task.notAfter === null ? [] : [t('tasks.window_to', { at: instant(task.notAfter) })])];
  return (
    <DataTable
      label={t('tasks.title')} rows={rows} rowKey={(row) => row.contactId}
      columns={[
        { key: 'channel', header: t('column.channel'), cell: (row) => <><b>{word('channel', row.channel)}</b><div className="dw-soft dw-tiny dw-nowrap">{row.step}</div></> },
        { key: 'case', header: t('column.case'), cell: (row) => <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className="dw-num">{row.caseId}</Link> },
        { key: 'person', header: t('column.person'), className: 'dw-nowrap', cell: (row) => row.person },
        { key: 'stage', header: t('column.stage'), cell: (row) => row.stage },
        { key: 'days', header: t('column.days'), right: true, cell: (row) => number(row.daysPastDue) },
        { key: 'balance', header: t('column.balance'), right: true, cell: (row) => money(row.balance) },
        { key: 'why', header: t('column.why'), cell: (row) => <span className="dw-row" style={{ gap: 4 }}>{row.reasons.map((reason) => <span key={reason} className="dw-chip">{word('reason', reason)}</span>)}</span> },
        { key: 'window', header: t('column.window'), cell: (row) => { const lines = window(row); return <span className="dw-num">{lines.length === 0 ? t('tasks.window_any') : lines.map((line) => <div key={line}>{line}</div>)}</span>; } },
        { key: 'start', header: <span className="dw-hidden">{t('tasks.start')}</span>, right: true, cell: (row) => <ActionButton why={why} aria-label={t('tasks.start_for', { channel: word('channel', row.channel), id: row.caseId })} onClick={() => onStart(row)}>{t('tasks.start')}</ActionButton> },
      ]}
    />
  );
}
