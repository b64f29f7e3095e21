import type { Preview } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { FactsTree } from '../../ui/facts-tree.js';
import { Notice } from '../../ui/notice.js';
import { RowErrors } from './row-errors.js';

export function PreviewResult({ preview, cut }: { readonly preview: Preview; readonly cut: boolean }) {
  const { t } = useLocale();
  return (
    <section className="dw-stack" style={{ marginTop: 20, borderTop: '1px solid var(--dw-line)', paddingTop: 16 }} aria-label={t('imports.preview_title')}>
      <div><h3>{t('imports.preview_title')}</h3><p className="dw-soft dw-small">{t('imports.preview_rows', { n: preview.rowsRead })} {cut && t('imports.preview_head')}</p></div>
      {preview.mappingErrors.length > 0 && <Notice tone="red" title={t('imports.mapping_problems')}><ul>{preview.mappingErrors.map((problem) => <li key={problem}>{problem}</li>)}</ul></Notice>}
      {preview.errors.length === 0
        ? preview.mappingErrors.length === 0 && preview.rowsRead > 0 && <Notice tone="green">{t('imports.preview_clean')}</Notice>
        : <div><h3>{t('imports.preview_errors', { n: preview.errors.length })}</h3><div style={{ margin: '0 -16px' }}><RowErrors rows={preview.errors} /></div></div>}
      {preview.sample.length > 0 && (
        <div>
          <h3>{t('imports.sample')}</h3>
          <ul className="dw-list" style={{ marginTop: 4 }}>
            {preview.sample.map((row) => <SampleRow key={row.line} row={row} />)}
          </ul>
        </div>
      )}
    </section>
  );
}

function SampleRow({ row }: { readonly row: Preview['sample'][number] }) {
  const { t } = useLocale();
  const cells = Object.entries(row.cells);
  return (
    <li>
      <details>
        <summary>{t('column.line')} {row.line} {row.errors.length > 0 && <span className="dw-badge" data-tone="red">{t('imports.rejected_row')}</span>} <span className="dw-soft">{cells.slice(0, 6).map(([, value]) => value).join(' | ')}</span></summary>
        <div className="dw-grid" style={{ marginTop: 8 }}>
          <dl className="dw-facts dw-half">{cells.map(([column, value]) => <div key={column} style={{ display: 'contents' }}><dt><code>{column}</code></dt><dd>{value}</dd></div>)}</dl>
          <div className="dw-half">
            {row.errors.length > 0 ? <RowErrors rows={row.errors} /> : <><span className="dw-label">{t('imports.becomes')}</span><FactsTree value={row.placement} /></>}
          </div>
        </div>
      </details>
    </li>
  );
}
