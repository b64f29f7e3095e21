import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';
import { DataTable } from './data-table.js';
import { Panel } from './panel.js';

/** Colours of series, in the order they are given out; distinct in lightness too, for those who do not see the hue. */
export const CHANNEL_COLORS = { sms: '#22806e', call: '#c5840f', visit: '#5c3a73' } as const;
export const SERIES_COLOR = '#22806e';
export const REPLY_COLOR = '#3c74ad';
export const STAGE_COLORS = ['#9cc9bd', '#76b3a4', '#4f9b8a', '#2f8272', '#1c675a', '#11493e', '#0b352d'] as const;

const axisText = { color: '#62696a', fontSize: 11, fontFamily: 'Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif' };
/** What every chart shares, so that they look like one hand drew them. */
export const chartBase = {
  animationDuration: 250,
  grid: { left: 4, right: 8, top: 18, bottom: 4, containLabel: true },
  textStyle: { fontFamily: axisText.fontFamily },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: 'rgba(27,36,37,0.05)' } }, confine: true, textStyle: { fontSize: 12, color: '#1b2425' }, borderColor: '#cfcabd' },
} as const;
export const categoryAxis = (data: readonly string[]) => ({ type: 'category', data, axisLine: { lineStyle: { color: '#cfcabd' } }, axisTick: { show: false }, axisLabel: { ...axisText, hideOverlap: true } });
export const valueAxis = (format?: (value: number) => string) => ({ type: 'value', splitLine: { lineStyle: { color: '#eeebe4' } }, axisLabel: { ...axisText, ...(format === undefined ? {} : { formatter: format }) }, minInterval: 1 });
export const barLabel = (position: 'top' | 'right', format: (value: number) => string) => ({ show: true, position, color: '#434c4c', fontSize: 11, formatter: (point: { value: unknown }) => format(Number(point.value)) });

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart in a panel, with a sentence for those who do not see it, and the same figures as a table at one click. */
export function ChartPanel({ title, summary, option, table, side, empty }: {
  readonly title: string; readonly summary: string; readonly option: EChartsCoreOption; readonly table: ChartTable; readonly side?: ReactNode; readonly empty: ReactNode;
}) {
  const { t } = useLocale();
  const [asTable, setAsTable] = useState(false);
  const nothing = table.rows.length === 0;
  return (
    <Panel title={title} className="dw-fill" side={nothing ? undefined : (
      <span className="dw-row" style={{ gap: 14 }}>
        {side}
        <button type="button" className="dw-link-button dw-tiny" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t('app.as_chart') : t('app.as_table')}<span className="dw-hidden">: {title}</span>
        </button>
      </span>
    )}>
      {nothing ? empty : <figure>{asTable ? <Figures name={title} table={table} /> : <Canvas name={title} summary={summary} option={option} />}</figure>}
    </Panel>
  );
}

function Figures({ name, table }: { readonly name: string; readonly table: ChartTable }) {
  return (
    <div className="dw-chart" style={{ overflowY: 'auto', marginInline: -16, width: 'auto' }}>
      <DataTable
        label={name} rows={table.rows} rowKey={(row, index) => `${row[0] ?? ''}-${index}`}
        columns={table.columns.map((header, i) => ({ key: header, header, right: i > 0, cell: (row: readonly string[]) => row[i] ?? '' }))}
      />
    </div>
  );
}

function Canvas({ name, summary, option }: { readonly name: string; readonly summary: string; readonly option: EChartsCoreOption }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef(option);
  latest.current = option;

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    let gone = false;
    const resized = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts.js').then(({ init }) => {
      if (gone) return;
      chart.current = init(element, null, { renderer: 'svg' });
      chart.current.setOption(latest.current);
      resized.observe(element);
    });
    return () => {
      gone = true;
      resized.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={box} className="dw-chart" role="img" aria-label={`${name}. ${summary}`} />;
}
