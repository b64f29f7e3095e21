import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../../api/client.js';
import { plansQuery, sessionQuery } from '../../api/queries.js';
import type { PlanVersion, Session } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Badge } from '../../ui/badge.js';
import { CodeEditor } from '../../ui/code-editor.js';
import { DataTable } from '../../ui/data-table.js';
import { Digest } from '../../ui/digest.js';
import { Empty, Loaded, Notice, ProblemNotice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { Time } from '../../ui/time.js';
import { useRole } from '../../ui/use-role.js';
import { DryRunResult } from './dry-run-result.js';
import { chooseVersion, planButtons } from './plan-rules.js';

const route = getRouteApi('/inside/plans');

export function PlansPage() {
  const { t } = useLocale();
  const query = useQuery(plansQuery);
  return (
    <>
      <PageHead title={t('plans.title')} />
      <Loaded query={query} rows={10}>{(data) => <Bench items={data.items} />}</Loaded>
    </>
  );
}

function Bench({ items }: { readonly items: readonly PlanVersion[] }) {
  const { t } = useLocale();
  const at = route.useSearch();
  const session = useQuery(sessionQuery).data ?? null;
  const chosen = chooseVersion(items, at.plan, at.version);
  const key = chosen === undefined ? '' : `${chosen.plan} ${chosen.version}`;
  const [text, setText] = useState(chosen?.yaml ?? '');
  useEffect(() => setText(chosen?.yaml ?? ''), [key]); // Only when another version is shown: a refresh must not take away what was typed.
  const work = usePlanWork(key);
  const buttons = planButtons(chosen, text);
  const role = useRole();
  const why = (act: 'plan' | 'approve' | 'release', obstacle: (typeof buttons)[keyof typeof buttons]) => role(act) ?? (obstacle === undefined ? undefined : t(obstacle));
  const path = chosen === undefined ? null : { plan: chosen.plan, version: chosen.version };
  const changed = chosen !== undefined && text !== chosen.yaml;

  return (
    <div className="dw-stack">
      <div className="dw-split dw-split-left">
        <Panel title={t('plans.versions')} flush>
          {items.length === 0 ? <Empty title={t('plans.empty')} /> : <Versions items={items} chosen={chosen} />}
        </Panel>
        <Panel title={chosen === undefined ? t('plans.new') : t('dashboard.plan_version', { plan: chosen.plan, version: chosen.version })} side={chosen !== undefined && <Badge group="plan_state" code={chosen.state} />}>
          <div className="dw-stack" style={{ gap: 12 }}>
            <CodeEditor key={key} label={t('plans.yaml')} value={text} onChange={setText} lines={26} hint={changed ? t('plans.unsaved') : undefined} />
            <div className="dw-actions">
              <ActionButton variant="default" why={why('plan', buttons.draft)} loading={work.draft.isPending} onClick={() => work.draft.mutate(text)}>{t('plans.draft')}</ActionButton>
              <ActionButton variant="default" why={why('plan', buttons.dryRun)} loading={work.dryRun.isPending} onClick={() => { if (path !== null) work.dryRun.mutate(path); }}>{t('plans.dry_run')}</ActionButton>
              <ActionButton variant="default" why={why('approve', buttons.approve)} loading={work.approve.isPending} onClick={() => { if (path !== null) work.approve.mutate(path); }}>{t('plans.approve')}</ActionButton>
              <ActionButton why={why('release', buttons.release)} loading={work.release.isPending} onClick={() => { if (path !== null) work.release.mutate(path); }}>{t('plans.release')}</ActionButton>
            </div>
            {chosen !== undefined && chosen.state === 'draft' && !changed && draftedBy(chosen, session) && <p className="dw-hint">{t('plans.own_draft')}</p>}
            <Said work={work} />
            {chosen !== undefined && chosen.problems.length > 0 && !changed && (
              <Notice tone="red" title={t('plans.problems', { n: chosen.problems.length })}>
                <ul>{chosen.problems.map((problem, index) => <li key={index}><code>{problem.where}</code>: {problem.problem}</li>)}</ul>
              </Notice>
            )}
          </div>
        </Panel>
      </div>
      {work.dryRun.isPending && <Notice tone="blue">{t('plans.dry_running')}</Notice>}
      {work.dryRun.data !== undefined && !work.dryRun.isPending && <DryRunResult run={work.dryRun.data} />}
    </div>
  );
}

function draftedBy(version: PlanVersion, session: Session | null): boolean {
  return session !== null && [session.staff.id, session.staff.email, session.staff.name].includes(version.draftedBy);
}

interface VersionPath {
  readonly plan: string;
  readonly version: number;
}

/** The four things one does with a plan. What was said about one version is forgotten when another is shown. */
function usePlanWork(shown: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => client.invalidateQueries({ predicate: (query) => query.queryKey[0] === 'plans' || query.queryKey[0] === 'dashboard' });
  const draft = useMutation({
    mutationFn: (yaml: string) => unwrap(api.POST('/plans', { body: { yaml } })),
    onSuccess: async (version) => {
      await refresh();
      await navigate({ to: '/plans', search: { plan: version.plan, version: version.version } });
    },
  });
  const dryRun = useMutation({ mutationFn: (path: VersionPath) => unwrap(api.POST('/plans/{plan}/{version}/dry-run', { params: { path }, body: { limit: 2000 } })) });
  const approve = useMutation({ mutationFn: (path: VersionPath) => unwrap(api.POST('/plans/{plan}/{version}/approve', { params: { path } })), onSuccess: refresh });
  const release = useMutation({ mutationFn: (path: VersionPath) => unwrap(api.POST('/plans/{plan}/{version}/release', { params: { path } })), onSuccess: refresh });
  useEffect(() => {
    dryRun.reset();
    approve.reset();
    release.reset();
  }, [shown]); // The mutations' identities change on every render and say nothing about the version shown.
  return { draft, dryRun, approve, release };
}

function Said({ work }: { readonly work: ReturnType<typeof usePlanWork> }) {
  const { t } = useLocale();
  const failed = [work.draft, work.dryRun, work.approve, work.release].find((one) => one.isError);
  return (
    <>
      {failed !== undefined && <ProblemNotice error={failed.error} />}
      {work.draft.isSuccess && work.draft.data.problems.length === 0 && <Notice tone="green">{t('plans.drafted', { version: work.draft.data.version })}</Notice>}
      {work.approve.isSuccess && <Notice tone="green">{t('plans.approved', { version: work.approve.data.version })}</Notice>}
      {work.release.isSuccess && <Notice tone="green">{t('plans.released', { version: work.release.data.version })}</Notice>}
    </>
  );
}

function Versions({ items, chosen }: { readonly items: readonly PlanVersion[]; readonly chosen: PlanVersion | undefined }) {
  const { t } = useLocale();
  const navigate = useNavigate();
  const staff = useQuery(sessionQuery).data?.staff;
  const named = (id: string) => (staff !== undefined && id === staff.id ? staff.name : id);
  const rows = [...items].sort((a, b) => (a.plan === b.plan ? b.version - a.version : a.plan < b.plan ? -1 : 1));
  return (
    <DataTable
      label={t('plans.versions')} rows={rows} rowKey={(row) => `${row.plan} ${row.version}`} current={(row) => row === chosen}
      onOpen={(row) => void navigate({ to: '/plans', search: { plan: row.plan, version: row.version } })}
      columns={[
        { key: 'version', header: t('column.version'), cell: (row) => (
          <>
            <Link to="/plans" search={{ plan: row.plan, version: row.version }} aria-label={`${row.plan}: ${t('plans.select', { version: row.version })}`} aria-current={row === chosen ? 'true' : undefined}><b>{row.version}</b></Link>
            <div className="dw-soft dw-tiny">{row.plan}</div>
          </>
        ) },
        { key: 'state', header: t('column.state'), cell: (row) => <><Badge group="plan_state" code={row.state} /><div style={{ marginTop: 3 }} className="dw-tiny dw-soft"><Digest value={row.digest} label={t('plans.digest')} /></div></> },
        { key: 'who', header: t('column.by'), cell: (row) => (
          <div className="dw-tiny">
            <div>{t('plans.drafted_by')} {named(row.draftedBy)}, <Time at={row.draftedAt} /></div>
            {row.approvedBy !== null && <div>{t('plans.approved_by')} {named(row.approvedBy)}</div>}
            {row.releasedAt !== null && <div>{t('plans.released_at')} <Time at={row.releasedAt} /></div>}
          </div>
        ) },
      ]}
    />
  );
}
