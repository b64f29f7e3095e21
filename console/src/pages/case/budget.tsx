import type { Case } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Panel } from '../../ui/panel.js';

/** What is left to reach the person, by each cap, and when the next contact may be; the house's own numbers are marked as such. */
export function Budget({ budget }: { readonly budget: Case['budget'] }) {
  const { t, pick, word, instant } = useLocale();
  if (budget.length === 0) return null;
  return (
    <Panel title={t('case.budget')} hint={t('case.budget_hint')}>
      <ul className="dw-list">
        {budget.map((one) => (
          <li key={one.channel}>
            <div className="dw-spread">
              <b>{word('channel', one.channel)}</b>
              <span className="dw-soft dw-small">{one.allowed ? t('case.budget_now') : one.earliest === null ? t('case.budget_never') : t('case.budget_from', { at: instant(one.earliest, 'full') })}</span>
            </div>
            {!one.allowed && <div className="dw-soft dw-tiny">{one.refusedBy.slice(0, 3).map((rule) => pick(rule.title)).join(t('case.budget_and'))}</div>}
            <ul className="dw-list">
              {one.caps.map((cap) => (
                <li key={cap.rule} className="dw-spread dw-tiny">
                  <span title={cap.citation}>{pick(cap.title)}{cap.force === 'H' && <span className="dw-soft"> ({word('force', 'H')})</span>}</span>
                  <span className="dw-num">{t('case.budget_left', { left: cap.left, max: cap.max, n: cap.days })}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
