import { useQuery } from '@tanstack/react-query';
import { IconFlag } from '@tabler/icons-react';
import { Link, getRouteApi } from '@tanstack/react-router';
import { caseQuery, creditorsQuery } from '../../api/queries.js';
import type { Case } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Badge } from '../../ui/badge.js';
import { Loaded } from '../../ui/notice.js';
import { BackMark, PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { Budget } from './budget.js';
import { Contacts, Decisions, Timeline } from './history.js';
import { Debts } from './debts.js';
import { Holds } from './holds.js';
import { Parties } from './parties.js';
import { Readings } from './readings.js';

const route = getRouteApi('/inside/cases/$caseId');

export function CasePage() {
  const { t } = useLocale();
  const { caseId } = route.useParams();
  const query = useQuery(caseQuery(caseId));
  return (
    <>
      <PageHead
        title={t('case.title', { id: caseId })}
        heading={query.data === undefined ? undefined : <>{query.data.row.person} <span className="dw-title-id">{t('case.title', { id: caseId })}</span></>}
        back={<Link to="/cases" className="dw-back"><BackMark />{t('case.back')}</Link>}
        detail={query.data === undefined ? undefined : <Headline data={query.data} />}
      />
      <Loaded query={query} rows={12}>{(data) => <Whole data={data} />}</Loaded>
    </>
  );
}

function Headline({ data }: { readonly data: Case }) {
  const { t, money, word, pick } = useLocale();
  const creditor = useQuery(creditorsQuery).data?.items.find((item) => item.id === data.row.creditor);
  return (
    <span className="dw-headline">
      <Badge group="state" code={data.row.state} />
      <b className="dw-num">{money(data.row.balance)}</b>
      <span>{data.row.stage}</span>
      <span>{t('case.days', { n: data.row.daysPastDue })}</span>
      <span>{creditor === undefined ? data.row.creditor : pick(creditor.name)}</span>
      <span>{word('country', data.row.country)}</span>
      {data.row.flagged && <span className="dw-row" style={{ gap: 4 }}><IconFlag size={13} color="var(--dw-amber)" aria-hidden />{t('cases.flagged_mark')}</span>}
    </span>
  );
}

function Whole({ data }: { readonly data: Case }) {
  const { t, pick, instant } = useLocale();
  return (
    <div className="dw-stack">
      <section className="dw-strip" data-tone="pine" aria-label={t('case.next_step')}>
        <div>
          <span className="dw-strip-label">{t('case.next_step')}</span>
          <span className="dw-strip-main">{pick(data.nextStep)}</span>
        </div>
        {data.row.nextReviewAt !== null && <span className="dw-soft dw-small">{t('case.next_review', { at: instant(data.row.nextReviewAt, 'full') })}</span>}
      </section>
      <div className="dw-split">
        <div className="dw-stack">
          <Decisions rows={data.decisions} />
          <Debts debts={data.debts} />
          <Contacts contacts={data.contacts} />
          <Readings readings={data.readings} />
          <Timeline items={data.timeline} />
        </div>
        <div className="dw-stack">
          <Parties caseId={data.row.id} parties={data.parties} />
          <Budget budget={data.budget} />
          <Holds caseId={data.row.id} holds={data.holds} allowed={data.allowed} />
          <Allowed allowed={data.allowed} budget={data.budget} />
        </div>
      </div>
    </div>
  );
}

function Allowed({ allowed, budget }: { readonly allowed: Case['allowed']; readonly budget: Case['budget'] }) {
  const { t, pick, word } = useLocale();
  if (allowed.length === 0) return null;
  // The state of the case lets it be contacted; the law of this hour may not.
  const barred = budget.length > 0 && budget.every((one) => !one.allowed);
  const may = (item: Case['allowed'][number]): boolean => item.allowed && !(item.action === 'contact' && barred);
  return (
    <Panel title={t('case.allowed')}>
      <ul className="dw-list">
        {allowed.map((item) => (
          <li key={item.action}>
            <span className="dw-badge" data-tone={may(item) ? 'green' : 'grey'}>{word('action', item.action)}</span>
            {!may(item) && <div className="dw-soft dw-tiny" style={{ marginTop: 3 }}>{item.allowed ? t('case.allowed_later') : item.why === null ? null : t('case.allowed_not', { why: pick(item.why) })}</div>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
