import type { TemplateCheck } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Badge, ForceTag } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Notice } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';

/** What its author must change, and what the rules of content say of the whole words, frame and all. */
export function Found({ check }: { readonly check: TemplateCheck }) {
  const { t, pick, word } = useLocale();
  return (
    <>
      {check.problems.length > 0 && (
        <Notice tone="red" title={t('templates.problems', { n: check.problems.length })}>
          <ul>{check.problems.map((one, index) => <li key={index}>{word('text_language', one.language)}, {t('templates.at', { n: one.from + 1 })}: {one.matched !== '' && <code>{one.matched}</code>} {pick(one.words)}</li>)}</ul>
        </Notice>
      )}
      {check.problems.length === 0 && check.findings.length === 0 && <Notice tone="green">{t('templates.nothing_found')}</Notice>}
      {check.findings.length > 0 && (
        <DataTable
          label={t('templates.findings')} rows={check.findings} rowKey={(row, index) => `${row.rule}-${index}`}
          columns={[
            { key: 'rule', header: t('column.rule'), cell: (row) => (
              <>
                <div>{pick(row.title)}</div>
                <div className="dw-soft dw-tiny"><code>{row.rule}</code> <code>{row.code}</code> {word('text_language', row.language)}</div>
              </>
            ) },
            { key: 'words', header: t('templates.words'), cell: (row) => (row.matched === '' ? <span className="dw-soft">{t('templates.missing')}</span> : <code>{row.matched}</code>) },
            { key: 'severity', header: t('decision.verdict'), cell: (row) => <Badge group="severity" code={row.stands ? row.severity : 'answered'} /> },
            { key: 'instead', header: t('templates.instead'), cell: (row) => (
              <>
                <div>{pick(row.instead)}</div>
                <div className="dw-tiny"><ForceTag force={row.force} /> {row.citation}</div>
              </>
            ) },
          ]}
        />
      )}
    </>
  );
}

/** As readers of several places would get it, with made-up facts. */
export function Previews({ check }: { readonly check: TemplateCheck }) {
  const { t, word } = useLocale();
  return (
    <Panel title={t('templates.preview')} hint={t('templates.preview_hint')}>
      <div className="dw-grid">
        {check.previews.map((one) => (
          <section key={`${one.language} ${one.country}`} className="dw-half" aria-label={t('templates.preview_of', { language: word('text_language', one.language), country: word('country', one.country) })}>
            <h3 className="dw-small">{t('templates.preview_of', { language: word('text_language', one.language), country: word('country', one.country) })}</h3>
            {one.text === '' ? <p className="dw-hint">{t('templates.cannot_fill')}</p> : <p className="dw-inset dw-break" style={{ whiteSpace: 'pre-wrap' }} lang={one.language === 'en' ? 'en' : 'zh-CN'}>{one.text}</p>}
            {one.segments !== null && one.text !== '' && <p className="dw-hint">{t('templates.segments', { n: one.segments.segments, alphabet: word('alphabet', one.segments.alphabet), units: one.segments.units, left: one.segments.left })}</p>}
            {one.costs.length > 0 && <p className="dw-hint">{t('templates.costs')} {one.costs.map((c) => `${c.account} ${c.cost ?? t('templates.cost_unknown')}`).join(', ')}</p>}
            {one.substitutions.length > 0 && <p className="dw-hint">{t('templates.substitutions')} {one.substitutions.map((s) => `${s.from} → ${s.to} (${s.count})`).join(', ')}</p>}
          </section>
        ))}
      </div>
    </Panel>
  );
}
