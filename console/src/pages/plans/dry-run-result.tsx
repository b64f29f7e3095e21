import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DryRun } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import type { CodeGroup } from '../../i18n/locale.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';
import { Time } from '../../ui/time.js';
import { readLine } from './dry-run-line.js';

type Row = DryRun['rows'][number];
const CHANGES = ['added', 'changed', 'removed', 'same'] as const;
const SHOWN = 50;

/** Who would be contacted, how, why and why not; and what is different from the plan in force. */
export function DryRunResult({ run }: { readonly run: DryRun }) {
  const { t, instant } = useLocale();
  return (
    <Panel title={t('plans.dry_title', { plan: run.plan, version: run.version })} flush
      hint={`${t('plans.dry_as_of', { n: run.reviewed, at: instant(run.asOf, 'full') })} ${run.against === null ? t('plans.dry_against_none') : t('plans.dry_against', { version: run.against })}`}>
      <Summary run={run} />
      <Rows run={run} />
    </Panel>
  );
}

function Summary({ run }: { readonly run: DryRun }) {
  const { t, word, number } = useLocale();
  const choices = ['contact', 'defer', 'task', 'none'] as const;
  return (
    <div className="dw-inset">
      <dl className="dw-figures">
        {choices.map((choice) => <div className="dw-figure" key={choice}><dt>{word('choice', choice)}</dt><dd>{number(run.summary[choice])}</dd></div>)}
      </dl>
      <div className="dw-grid" style={{ marginTop: 12 }}>
        <Counts className="dw-half" title={t('plans.by_channel')} group="channel" counts={run.summary.byChannel} />
        <Counts className="dw-half" title={t('plans.by_reason')} group="reason" counts={run.summary.byReason} />
      </div>
    </div>
  );
}

function Counts({ title, group, counts, className }: { readonly title: string; readonly group: CodeGroup; readonly counts: Readonly<Record<string, number>>; readonly className: string }) {
  const { word, number } = useLocale();
  const entries = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  const most = Math.max(1, ...entries.map(([, n]) => n));
  if (entries.length === 0) return null;
  return (
    <div className={className}>
      <h3>{title}</h3>
      <dl className="dw-counts">
        {entries.map(([code, n]) => (
          <div key={code}><dt>{word(group, code)}</dt><span className="dw-bar" aria-hidden style={{ width: `${(n / most) * 100}%` }} /><dd className="dw-num">{number(n)}</dd></div>
        ))}
      </dl>
    </div>
  );
}

function Rows({ run }: { readonly run: DryRun }) {
  const { t, word, number } = useLocale();
  const [change, setChange] = useState<string>('all');
  const [all, setAll] = useState(false);
  const rows = change === 'all' ? [...run.rows].sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change)) : run.rows.filter((row) => row.change === change);
  const shown = all ? rows : rows.slice(0, SHOWN);
  return (
    <>
      <div className="dw-inset dw-row">
        <span className="dw-soft dw-small">{t('plans.change')}</span>
        <SegmentedControl value={change} onChange={setChange} aria-label={t('plans.change')}
          data={[{ value: 'all', label: t('plans.change_all') }, ...CHANGES.map((value) => ({ value, label: `${word('change', value)} ${number(run.diff[value])}` }))]} />
      </div>
      {rows.length === 0 ? <Empty title={t('plans.no_rows')} /> : (
        <DataTable
          label={t('plans.dry_title', { plan: run.plan, version: run.version })} rows={shown} rowKey={(row) => row.caseId}
          columns={[
            { key: 'case', header: t('column.case'), cell: (row) => <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className="dw-num">{row.caseId}</Link> },
            ...(rows.some((row) => row.person !== '') ? [{ key: 'person', header: t('column.person'), className: 'dw-nowrap', cell: (row: Row) => row.person }] : []),
            ...(rows.some((row) => row.stage !== '') ? [{ key: 'stage', header: t('column.stage'), cell: (row: Row) => row.stage }] : []),
            { key: 'change', header: t('plans.change'), cell: (row) => <Badge group="change" code={row.change} /> },
            { key: 'now', header: t('plans.now'), cell: (row) => <Line text={row.now} /> },
            { key: 'before', header: t('plans.before'), cell: (row) => (row.before === null ? <span className="dw-soft">–</span> : <Line text={row.before} />) },
            { key: 'why', header: t('column.why'), cell: (row) => <span className="dw-row" style={{ gap: 4 }}>{row.why.map((why) => <span key={why} className="dw-chip">{word('reason', why)}</span>)}</span> },
          ]}
        />
      )}
      {rows.length > SHOWN && <div className="dw-pager"><Button variant="subtle" onClick={() => setAll(!all)}>{all ? t('app.show_less') : t('app.show_all', { n: rows.length })}</Button></div>}
    </>
  );
}

function Line({ text }: { readonly text: string }) {
  const { word } = useLocale();
  return (
    <span className="dw-row" style={{ gap: 6 }}>
      {readLine(text).map((part, index) => {
        if (part.kind === 'choice') return <b key={index} className="dw-nowrap" style={{ fontWeight: 500 }}>{word('choice', part.value)}</b>;
        if (part.kind === 'channel') return <span key={index}>{word('channel', part.value)}</span>;
        if (part.kind === 'instant') return <Time key={index} at={part.value} />;
        return <span key={index} className="dw-soft">{part.value}</span>;
      })}
    </span>
  );
}
