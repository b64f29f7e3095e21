import type { Decision } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Badge, ForceTag } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Findings } from '../../ui/findings.js';
import { Empty } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';

type Proposal = Decision['proposals'][number];

export function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const { t } = useLocale();
  return (
    <Panel title={t('decision.proposals')} flush>
      {proposals.length === 0 ? <Empty title={t('decision.no_proposals')} /> : proposals.map((proposal, index) => <One key={`${proposal.step}-${index}`} proposal={proposal} rank={index + 1} />)}
    </Panel>
  );
}

function One({ proposal, rank }: { readonly proposal: Proposal; readonly rank: number }) {
  const { t, word, instant } = useLocale();
  return (
    <article className="dw-proposal">
      <div className="dw-proposal-head">
        <span className="dw-rank">{rank}</span>
        <b>{word('channel', proposal.channel)}</b>
        <span className="dw-soft">{proposal.step}</span>
        <span className="dw-soft dw-small">{t('decision.proposed_at', { at: instant(proposal.proposedAt, 'full') })}</span>
        <span style={{ marginLeft: 'auto' }}><Badge group="outcome" code={proposal.outcome} /></span>
      </div>
      {proposal.reasons.length > 0 && (
        <div className="dw-inset dw-row dw-small">
          <span className="dw-soft">{t('decision.because')}:</span>
          {proposal.reasons.map((reason) => <span key={reason} className="dw-chip">{word('reason', reason)}</span>)}
        </div>
      )}
      <Earliest proposal={proposal} />
      {proposal.findings.length === 0 ? <p className="dw-inset dw-soft dw-small">{t('decision.no_findings')}</p> : <Findings rows={proposal.findings} label={t('decision.findings')} />}
      {proposal.satisfied.length > 0 && <Satisfied rows={proposal.satisfied} />}
    </article>
  );
}

function Earliest({ proposal }: { readonly proposal: Proposal }) {
  const { t, instant } = useLocale();
  const lawful = proposal.outcome === 'allowed';
  const text = proposal.earliest !== null ? instant(proposal.earliest, 'full') : lawful ? t('decision.earliest_now') : t('decision.earliest_never');
  return (
    <div className="dw-earliest">
      <span>{t('decision.earliest')}</span>
      <b>{text}</b>
      {proposal.movedBy.length > 0 && <span className="dw-soft">{t('decision.moved_by', { rules: proposal.movedBy.join(', ') })}</span>}
    </div>
  );
}

function Satisfied({ rows }: { readonly rows: Proposal['satisfied'] }) {
  const { t, pick } = useLocale();
  return (
    <details style={{ padding: '6px 0 10px' }}>
      <summary style={{ marginLeft: 16 }}>{t('decision.satisfied', { n: rows.length })}</summary>
      <DataTable
        label={t('decision.satisfied', { n: rows.length })} rows={rows} rowKey={(row) => row.rule}
        columns={[
          { key: 'rule', header: t('column.rule'), cell: (row) => <>{pick(row.title)} <code className="dw-soft dw-tiny">{row.rule}</code></> },
          { key: 'force', header: t('column.force'), cell: (row) => <ForceTag force={row.force} /> },
          { key: 'citation', header: t('decision.citation'), cell: (row) => row.citation },
        ]}
      />
    </details>
  );
}
