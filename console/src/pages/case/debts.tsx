import type { Debt } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { DataTable } from '../../ui/data-table.js';
import { Panel } from '../../ui/panel.js';
import { Time } from '../../ui/time.js';

export function Debts({ debts }: { readonly debts: readonly Debt[] }) {
  const { t } = useLocale();
  return (
    <Panel title={t('case.debts')} flush>
      {debts.map((debt) => <OneDebt key={debt.id} debt={debt} alone={debts.length === 1} />)}
    </Panel>
  );
}

function OneDebt({ debt, alone }: { readonly debt: Debt; readonly alone: boolean }) {
  const { t, money, date, word, list } = useLocale();
  return (
    <article className="dw-debt" aria-label={debt.ref}>
      <div className="dw-debt-head">
        <b>{debt.ref}</b>
        <span className="dw-small">{word('product', debt.product)}</span>
        <b className="dw-num">{money(debt.balance)}</b>
        <span className="dw-small dw-soft">{list([debt.stage, t('case.days', { n: debt.daysPastDue })])}</span>
        <span className="dw-small dw-soft">{debt.oldestDueOn === null ? t('case.debt_nothing_due') : t('case.debt_oldest', { date: date(debt.oldestDueOn) })}</span>
        {debt.flags.map((flag) => <span key={flag} className="dw-tag" data-tone="amber">{word('flag', flag)}</span>)}
      </div>
      {debt.pauses.length > 0 && (
        <p className="dw-small" style={{ marginTop: 4 }}>
          <b>{t('case.pauses')}:</b>{' '}
          {debt.pauses.map((pause) => (pause.to === null ? t('case.pause_open', { from: date(pause.from), reason: word('flag', pause.reason) }) : t('case.pause', { from: date(pause.from), to: date(pause.to), reason: word('flag', pause.reason) }))).join('; ')}
        </p>
      )}
      <details open={alone} style={{ marginTop: 6 }}>
        <summary>{t('case.ledger', { n: debt.ledger.length })}</summary>
        <DataTable
          label={`${t('case.debts')} ${debt.ref}`} rows={debt.ledger} rowKey={(row) => String(row.seq)}
          columns={[
            { key: 'on', header: t('column.effective_on'), className: 'dw-num', cell: (row) => date(row.effectiveOn) },
            { key: 'kind', header: t('column.kind'), cell: (row) => word('ledger', row.kind) },
            { key: 'due', header: t('column.due_on'), className: 'dw-num', cell: (row) => (row.dueOn === null ? <span className="dw-soft">–</span> : date(row.dueOn)) },
            { key: 'amount', header: t('column.amount'), right: true, cell: (row) => money(row.amount) },
            { key: 'after', header: t('case.balance_after'), right: true, cell: (row) => money(row.balanceAfter) },
            { key: 'source', header: t('column.source'), cell: (row) => <span className="dw-soft">{word('source', row.source)}</span> },
            { key: 'recorded', header: t('column.recorded'), cell: (row) => <span className="dw-soft"><Time at={row.recordedAt} /></span> },
          ]}
        />
      </details>
    </article>
  );
}
