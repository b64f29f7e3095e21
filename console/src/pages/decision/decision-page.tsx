import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client.js';
import { decisionQuery } from '../../api/queries.js';
import type { Decision } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Badge, toneOf } from '../../ui/badge.js';
import { Digest } from '../../ui/digest.js';
import { FactsTree } from '../../ui/facts-tree.js';
import { Loaded, Notice, ProblemNotice } from '../../ui/notice.js';
import { BackMark, PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { Proposals } from './proposals.js';

const route = getRouteApi('/inside/decisions/$decisionId');

export function DecisionPage() {
  const { t, instant, list } = useLocale();
  const { decisionId } = route.useParams();
  const query = useQuery(decisionQuery(decisionId));
  const replay = useMutation({ mutationFn: () => unwrap(api.POST('/decisions/{id}/replay', { params: { path: { id: decisionId } } })) });
  const data = query.data;
  return (
    <>
      <PageHead
        title={t('decision.title', { id: decisionId })}
        back={data === undefined ? undefined : <Link to="/cases/$caseId" params={{ caseId: data.caseId }} className="dw-back"><BackMark />{t('decision.back', { id: data.caseId })}</Link>}
        detail={data === undefined ? undefined : list([instant(data.at, 'full'), t(data.stage === 'review' ? 'decision.stage_review' : 'decision.stage_dispatch')])}
        actions={<><span className="dw-soft dw-tiny">{t('decision.replay_hint')}</span><ActionButton loading={replay.isPending} onClick={() => replay.mutate()}>{t('decision.replay')}</ActionButton></>}
      />
      <div className="dw-stack">
        {replay.isError && <ProblemNotice error={replay.error} />}
        {replay.data !== undefined && (replay.data.same
          ? <Notice tone="green">{t('decision.replay_same')}</Notice>
          : <Notice tone="red" title={t('decision.replay_differs')}><pre className="dw-break" style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{replay.data.difference}</pre></Notice>)}
        <Loaded query={query} rows={12}>{(decision) => <Why decision={decision} />}</Loaded>
      </div>
    </>
  );
}

function Why({ decision }: { readonly decision: Decision }) {
  const { t, pick } = useLocale();
  return (
    <>
      <section className="dw-strip" data-tone={toneOf('choice', decision.choice)} aria-label={t('decision.chosen')}>
        <Badge group="choice" code={decision.choice} />
        <span className="dw-strip-main">{pick(decision.reason)}</span>
      </section>
      <div className="dw-split">
        <div className="dw-stack">
          <Proposals proposals={decision.proposals} />
          <Panel title={t('decision.facts')} hint={t('decision.facts_hint')}><FactsTree value={decision.facts} /></Panel>
        </div>
        <div className="dw-stack">
          <Versions decision={decision} />
          <Packs packs={decision.packs} />
          <Chain decision={decision} />
        </div>
      </div>
    </>
  );
}

function Versions({ decision }: { readonly decision: Decision }) {
  const { t } = useLocale();
  return (
    <Panel title={t('decision.versions')}>
      <dl className="dw-facts">
        <dt>{t('decision.plan')}</dt><dd>{decision.planVersion ?? t('app.none')}</dd>
        {decision.planDigest !== null && <><dt>{t('decision.plan_digest')}</dt><dd><Digest value={decision.planDigest} label={t('decision.plan_digest')} /></dd></>}
        <dt>{t('decision.code')}</dt><dd>{decision.codeVersion || t('app.none')}</dd>
        <dt>{t('decision.tz')}</dt><dd>{decision.tzVersion || t('app.none')}</dd>
      </dl>
    </Panel>
  );
}

function Packs({ packs }: { readonly packs: Decision['packs'] }) {
  const { t } = useLocale();
  return (
    <Panel title={t('decision.packs')}>
      {packs.length === 0 ? <p className="dw-soft dw-small">{t('decision.no_packs')}</p> : (
        <ul className="dw-list">
          {packs.map((pack) => (
            <li key={pack.pack}>
              <div className="dw-spread"><b>{pack.pack}</b><span>{pack.version}</span></div>
              <Digest value={pack.digest} label={pack.pack} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Chain({ decision }: { readonly decision: Decision }) {
  const { t, number } = useLocale();
  return (
    <Panel title={t('decision.chain')}>
      <dl className="dw-facts">
        <dt>{t('decision.slot')}</dt><dd>{number(decision.slot)}</dd>
        <dt>{t('decision.seq')}</dt><dd>{number(decision.seq)}</dd>
        <dt>{t('decision.digest')}</dt><dd><Digest value={decision.digest} label={t('decision.digest')} /></dd>
        <dt>{t('decision.previous')}</dt><dd><Digest value={decision.previousDigest} label={t('decision.previous')} /></dd>
      </dl>
    </Panel>
  );
}
