import type { Dashboard } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Panel } from '../../ui/panel.js';
import { ShareBar } from './share-bar.js';

export function Portfolio({ data }: { readonly data: Dashboard }) {
  const { t, number } = useLocale();
  const { accounts, notOverdue, nothingOwed, inCollection, rowsRejected } = data.portfolio;
  return (
    <Panel title={t('dashboard.portfolio')} side={rowsRejected > 0 ? <span className="dw-badge" data-tone="amber">{t('dashboard.rejected', { n: rowsRejected })}</span> : undefined}>
      <p className="dw-hero"><b>{number(accounts)}</b> <span className="dw-soft">{t('dashboard.accounts')}</span></p>
      <ShareBar parts={[
        { label: t('dashboard.in_collection'), value: inCollection, tone: 'pine' },
        { label: t('dashboard.nothing_owed'), value: nothingOwed, tone: 'amber' },
        { label: t('dashboard.not_overdue'), value: notOverdue, tone: 'grey' },
      ]} />
    </Panel>
  );
}
