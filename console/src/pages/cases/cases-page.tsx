import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFlag } from '@tabler/icons-react';
import { Link, getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { casesQuery, creditorsQuery, dashboardQuery } from '../../api/queries.js';
import type { CaseRow } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import type { Column } from '../../ui/data-table.js';
import { Empty, Loaded, Notice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { CASE_STATES, changed, isPersonal, orderOf, sortOf, sorted, toQuery } from './case-search.js';
import type { CaseSearch, CaseSort } from './case-search.js';

const route = getRouteApi('/inside/cases');

export function CasesPage() {
  const { t } = useLocale();
  const at = route.useSearch();
  const navigate = useNavigate();
  // A phone or identity number: in memory only, gone with the page.
  const [personal, setPersonal] = useState('');
  const query = useQuery(casesQuery(toQuery(at, personal)));
  const go = (search: CaseSearch) => void navigate({ to: '/cases', search });
  const filtered = personal !== '' || [at.search, at.state, at.stage, at.creditor, at.country, at.flagged].some((value) => value !== undefined);

  return (
    <>
      <PageHead title={t('cases.title')} detail={query.data === undefined ? undefined : t('cases.total', { n: query.data.total })} />
      <section className="dw-panel dw-panel-flush" aria-label={t('cases.title')}>
        <Filters at={at} personal={personal} filtered={filtered} onChange={go} onPersonal={setPersonal} />
        {personal !== '' && <div className="dw-inset"><Notice tone="blue">{t('cases.search_private')}</Notice></div>}
        <div style={query.isPlaceholderData ? { opacity: 0.6 } : undefined} aria-busy={query.isFetching}>
          <Loaded query={query} rows={12}>
            {(data) => data.items.length === 0
              ? <Empty title={t('cases.empty')}>{t('cases.empty_detail')}</Empty>
              : <Rows rows={data.items} at={at} onSort={(by) => go(sorted(at, by))} />}
          </Loaded>
        </div>
        {query.data !== undefined && <Pager at={at} next={query.data.next} onGo={go} />}
      </section>
    </>
  );
}

function Filters({ at, personal, filtered, onChange, onPersonal }: {
  readonly at: CaseSearch; readonly personal: string; readonly filtered: boolean; readonly onChange: (search: CaseSearch) => void; readonly onPersonal: (search: string) => void;
}) {
  const { t, word, pick } = useLocale();
  const shown = personal !== '' ? personal : (at.search ?? '');
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const creditors = useQuery(creditorsQuery);
  const stages = useQuery({ ...dashboardQuery, refetchInterval: false }).data?.byStage.map((row) => row.stage).filter((stage) => stage !== 'M0') ?? [];
  const any = { value: '', label: t('cases.any') };
  const withCurrent = (options: readonly string[], current: string | undefined) => (current === undefined || options.includes(current) ? options : [...options, current]);

  const find = () => {
    const search = typed.trim();
    const secret = isPersonal(search);
    onPersonal(secret ? search : '');
    onChange(changed(at, { search: secret || search === '' ? undefined : search }));
  };
  const clear = () => {
    onPersonal('');
    onChange({ sort: at.sort, order: at.order });
  };

  return (
    <form className="dw-filters" role="search" onSubmit={(event) => { event.preventDefault(); find(); }}>
      <div className="dw-grow dw-row" style={{ flexWrap: 'nowrap', alignItems: 'flex-end' }}>
        <TextInput style={{ flex: 1 }} label={t('cases.search')} placeholder={t('cases.search_hint')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" spellCheck={false} />
        <Button type="submit" variant="default">{t('cases.search_go')}</Button>
      </div>
      <NativeSelect label={t('cases.state')} value={at.state ?? ''} data={[any, ...CASE_STATES.map((value) => ({ value, label: word('state', value) }))]}
        onChange={(event) => onChange(changed(at, { state: CASE_STATES.find((state) => state === event.currentTarget.value) }))} />
      <NativeSelect label={t('cases.stage')} value={at.stage ?? ''} data={[any, ...withCurrent(stages, at.stage).map((value) => ({ value, label: value }))]}
        onChange={(event) => onChange(changed(at, { stage: event.currentTarget.value || undefined }))} />
      <NativeSelect label={t('cases.creditor')} value={at.creditor ?? ''} data={[any, ...(creditors.data?.items ?? []).map((creditor) => ({ value: creditor.id, label: pick(creditor.name) }))]}
        onChange={(event) => onChange(changed(at, { creditor: event.currentTarget.value || undefined }))} />
      <NativeSelect label={t('cases.country')} value={at.country ?? ''} data={[any, ...withCurrent(['CN', 'US'], at.country).map((value) => ({ value, label: word('country', value) }))]}
        onChange={(event) => onChange(changed(at, { country: event.currentTarget.value || undefined }))} />
      <Checkbox size="xs" style={{ paddingBottom: 8 }} label={t('cases.flagged')} checked={at.flagged === true} onChange={(event) => onChange(changed(at, { flagged: event.currentTarget.checked ? true : undefined }))} />
      {filtered && <Button variant="subtle" onClick={clear}>{t('cases.clear')}</Button>}
    </form>
  );
}

function Rows({ rows, at, onSort }: { readonly rows: readonly CaseRow[]; readonly at: CaseSearch; readonly onSort: (by: CaseSort) => void }) {
  const { t, money, number, word, pick } = useLocale();
  const navigate = useNavigate();
  const creditors = useQuery(creditorsQuery).data?.items ?? [];
  const lender = (id: string): string => {
    const found = creditors.find((creditor) => creditor.id === id);
    return found === undefined ? id : pick(found.name);
  };
  const columns: readonly Column<CaseRow, CaseSort>[] = [
    { key: 'id', header: t('column.case'), sort: 'id', className: 'dw-nowrap', cell: (row) => <CaseLink row={row} /> },
    { key: 'person', header: t('column.person'), className: 'dw-nowrap', cell: (row) => row.person },
    { key: 'state', header: t('column.state'), cell: (row) => <Badge group="state" code={row.state} /> },
    { key: 'stage', header: t('column.stage'), cell: (row) => row.stage },
    { key: 'days', header: t('column.days'), sort: 'days', right: true, cell: (row) => number(row.daysPastDue) },
    { key: 'balance', header: t('column.balance'), sort: 'balance', right: true, cell: (row) => money(row.balance) },
    { key: 'debts', header: t('column.debts'), right: true, cell: (row) => number(row.debts) },
    { key: 'lender', header: t('column.lender'), cell: (row) => <div className="dw-cut" title={lender(row.creditor)}>{lender(row.creditor)}</div> },
    { key: 'country', header: t('column.country'), cell: (row) => <abbr title={word('country', row.country)}>{row.country}</abbr> },
    { key: 'last', header: t('column.last_contact'), cell: (row) => <Time at={row.lastContactAt} /> },
    { key: 'next', header: t('column.next_review'), sort: 'next_review', cell: (row) => <Time at={row.nextReviewAt} /> },
  ];
  return (
    <DataTable label={t('cases.title')} columns={columns} rows={rows} rowKey={(row) => row.id} sorting={{ by: sortOf(at), order: orderOf(at), change: onSort }}
      onOpen={(row) => void navigate({ to: '/cases/$caseId', params: { caseId: row.id } })} />
  );
}

function CaseLink({ row }: { readonly row: CaseRow }) {
  const { t } = useLocale();
  return (
    <span className="dw-row" style={{ gap: 5 }}>
      <Link to="/cases/$caseId" params={{ caseId: row.id }} className="dw-num">{row.id}</Link>
      {row.flagged && <IconFlag size={13} color="var(--dw-amber)" role="img" aria-label={t('cases.flagged_mark')} />}
    </span>
  );
}

/** Pages follow a cursor, so there is no jump to page n. Back is the browser's own, as long as one came that way. */
function Pager({ at, next, onGo }: { readonly at: CaseSearch; readonly next: string | null; readonly onGo: (search: CaseSearch) => void }) {
  const { t } = useLocale();
  const router = useRouter();
  const page = at.page ?? 1;
  const toFirst = () => onGo(changed(at, {}));
  const back = () => {
    if (router.history.canGoBack()) router.history.back();
    else toFirst();
  };
  if (page === 1 && next === null) return null;
  return (
    <nav className="dw-pager" aria-label={t('cases.page', { n: page })}>
      <span className="dw-soft">{t('cases.page', { n: page })}</span>
      <span className="dw-actions">
        {page > 2 && <Button variant="subtle" onClick={toFirst}>{t('cases.first_page')}</Button>}
        <Button variant="default" disabled={page === 1} onClick={back}>{t('cases.previous')}</Button>
        <Button variant="default" disabled={next === null} onClick={() => onGo({ ...at, cursor: next ?? undefined, page: page + 1 })}>{t('cases.next')}</Button>
      </span>
    </nav>
  );
}
