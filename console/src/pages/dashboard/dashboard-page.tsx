import { notifications } from '@mantine/notifications';
import { Tooltip } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import { dashboardQuery } from '../../api/queries.js';
import type { Dashboard } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Badge } from '../../ui/badge.js';
import { Loaded, Notice, problemLines } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { Alerts } from './alerts.js';
import { Blocked } from './blocked.js';
import { ContactsByDay, PaymentsByDay, Replies, Stages } from './charts.js';
import { CASE_STATES } from '../cases/case-search.js';
import { Portfolio } from './portfolio.js';
import { useRole } from '../../ui/use-role.js';
import { ShareBar } from './share-bar.js';

export function DashboardPage() {
  const { t, instant } = useLocale();
  const query = useQuery(dashboardQuery);
  return (
    <>
      <PageHead title={t('dashboard.title')} detail={query.data === undefined ? undefined : t('dashboard.as_of', { at: instant(query.data.asOf, 'full') })} actions={<TickButton />} />
      <Alerts />
      <Loaded query={query} rows={10}>{(data) => <Figures data={data} />}</Loaded>
    </>
  );
}

function Figures({ data }: { readonly data: Dashboard }) {
  const { t } = useLocale();
  return (
    <div className="dw-stack">
      {data.portfolio.importRunning && (
        <Notice tone="blue">
          {t('dashboard.importing')}
          <div className="dw-progress" data-endless="" style={{ marginTop: 6 }}><span /></div>
        </Notice>
      )}
      {data.plan === null && <Notice tone="amber">{t('dashboard.plan_none')}</Notice>}
      <Portfolio data={data} />
      <KeyFigures data={data} />
      <div className="dw-grid">
        <div className="dw-half"><Stages data={data} /></div>
        <div className="dw-half"><ContactsByDay data={data} /></div>
        <div className="dw-half"><PaymentsByDay data={data} /></div>
        <div className="dw-half"><Replies data={data} /></div>
        <div className="dw-two-thirds dw-stack">
          <Decisions data={data} />
          <Blocked rows={data.blockedByRule} />
        </div>
        <div className="dw-third"><States data={data} /></div>
      </div>
    </div>
  );
}

function KeyFigures({ data }: { readonly data: Dashboard }) {
  const { t, money, number } = useLocale();
  const amounts = (list: Dashboard['balance']) => (list.length === 0 ? number(0) : list.map((amount) => <span key={amount.currency} style={{ display: 'block' }}>{money(amount)}</span>));
  return (
    <dl className="dw-figures">
      <div className="dw-figure"><dt>{t('dashboard.balance')}</dt><dd>{amounts(data.balance)}</dd></div>
      <div className="dw-figure"><dt>{t('dashboard.recovered')}</dt><dd>{amounts(data.recovered)}</dd></div>
      <div className="dw-figure"><dt>{t('dashboard.case_count')}</dt><dd>{number(data.cases.total)}</dd></div>
      <div className="dw-figure"><dt>{t('dashboard.due_now')}</dt><dd>{number(data.cases.dueNow)}</dd></div>
      <div className="dw-figure"><dt>{t('dashboard.waiting')}</dt><dd>{number(data.cases.tasks)}</dd></div>
      <div className="dw-figure">
        <dt>{t('dashboard.plan')}</dt>
        <dd className="dw-figure-text">{data.plan === null ? t('app.none') : <Link to="/plans" search={{ plan: data.plan.plan, version: data.plan.version }}>{t('dashboard.plan_version', { plan: data.plan.plan, version: data.plan.version })}</Link>}</dd>
      </div>
    </dl>
  );
}

function Decisions({ data }: { readonly data: Dashboard }) {
  const { t, word } = useLocale();
  const { contact, defer, task, none, total } = data.decisions;
  const parts = [
    { label: word('choice', 'contact'), value: contact, tone: 'pine' },
    { label: word('choice', 'defer'), value: defer, tone: 'amber' },
    { label: word('choice', 'task'), value: task, tone: 'blue' },
    { label: word('choice', 'none'), value: none, tone: 'grey' },
  ] as const;
  return <Panel title={t('dashboard.decisions')} hint={t('dashboard.decisions_total', { n: total })}><ShareBar parts={parts} /></Panel>;
}

function States({ data }: { readonly data: Dashboard }) {
  const { t, number } = useLocale();
  const rows = CASE_STATES.flatMap((state) => data.cases.byState.filter((row) => row.state === state && row.cases > 0));
  return (
    <Panel title={t('dashboard.by_state')}>
      {rows.length === 0 ? <p className="dw-soft dw-small">{t('dashboard.nothing_yet')}</p> : (
        <ul className="dw-list">
          {rows.map((row) => (
            <li key={row.state} className="dw-spread"><Badge group="state" code={row.state} /><Link to="/cases" search={{ state: row.state }} className="dw-num">{number(row.cases)}</Link></li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function TickButton() {
  const { t, lang } = useLocale();
  const client = useQueryClient();
  const why = useRole()('tick');
  const tick = useMutation({
    mutationFn: () => unwrap(api.POST('/tick')),
    onSuccess: (result) => {
      const failed = result.failures > 0 ? ` ${t('dashboard.tick_failures', { n: result.failures })}` : '';
      notifications.show({
        color: result.failures > 0 ? 'brick' : 'pine', title: t('dashboard.tick_done'), autoClose: 12_000,
        message: t('dashboard.tick_result', { inbound: result.inbound, settled: result.settled, reviewed: result.reviewed, queued: result.queued, dispatched: result.dispatched, refused: result.refused, deferred: result.deferred }) + failed,
      });
      void client.invalidateQueries();
    },
    onError: (error) => notifications.show({ color: 'brick', title: t('problem.title'), message: problemLines(asProblem(error), t, lang).join(' ') }),
  });
  return (
    <Tooltip label={t('dashboard.tick_hint')} disabled={why !== undefined}>
      <span><ActionButton why={why} loading={tick.isPending} onClick={() => tick.mutate()}>{t('dashboard.tick')}</ActionButton></span>
    </Tooltip>
  );
}
