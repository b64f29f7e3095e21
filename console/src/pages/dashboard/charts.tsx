import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Dashboard } from '../../api/types.js';
import { decimals } from '../../format/money.js';
import { useLocale } from '../../i18n/locale.js';
import { CHANNEL_COLORS, ChartPanel, REPLY_COLOR, SERIES_COLOR, STAGE_COLORS, barLabel, categoryAxis, chartBase, valueAxis } from '../../ui/chart.js';
import { Empty } from '../../ui/notice.js';

interface Props {
  readonly data: Dashboard;
}

export function Stages({ data }: Props) {
  const { t, number, money } = useLocale();
  // M0 is not yet past due: shown only when there is somebody in it.
  const rows = useMemo(() => data.byStage.filter((row) => row.stage !== 'M0' || row.cases > 0), [data.byStage]);
  const option = useMemo(() => ({
    ...chartBase,
    xAxis: categoryAxis(rows.map((row) => row.stage)), yAxis: valueAxis(number),
    series: [{
      type: 'bar', name: t('column.count'), barMaxWidth: 48, label: barLabel('top', number),
      data: rows.map((row, i) => ({ value: row.cases, itemStyle: { color: STAGE_COLORS[Math.min(i, STAGE_COLORS.length - 1)], borderRadius: [3, 3, 0, 0] } })),
    }],
  }), [rows, t, number]);
  return (
    <ChartPanel
      title={t('dashboard.by_stage')} option={option} empty={<Empty title={t('dashboard.nothing_yet')}>{t('dashboard.no_stage')}</Empty>}
      summary={`${t('dashboard.by_stage_summary')} ${rows.map((row) => `${row.stage} ${number(row.cases)}`).join(', ')}`}
      table={{ columns: [t('column.stage'), t('column.count'), t('column.balance')], rows: rows.map((row) => [row.stage, number(row.cases), row.balance.map(money).join(' + ')]) }}
    />
  );
}

export function ContactsByDay({ data }: Props) {
  const { t, word, number, date, day } = useLocale();
  const rows = data.contactsByDay;
  const option = useMemo(() => ({
    ...chartBase,
    grid: { ...chartBase.grid, top: 34 },
    legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, icon: 'roundRect', textStyle: { fontSize: 12, color: '#434c4c' } },
    xAxis: categoryAxis(rows.map((row) => day(row.date))), yAxis: valueAxis(number),
    series: (['sms', 'call', 'visit'] as const).map((channel) => ({ type: 'bar', stack: 'contacts', name: word('channel', channel), barMaxWidth: 32, itemStyle: { color: CHANNEL_COLORS[channel] }, data: rows.map((row) => row[channel]) })),
  }), [rows, day, word, number]);
  return (
    <ChartPanel
      title={t('dashboard.contacts_by_day')} summary={t('dashboard.contacts_by_day_summary')} option={option} empty={<Empty title={t('dashboard.nothing_yet')}>{t('dashboard.no_contacts')}</Empty>}
      table={{ columns: [t('column.date'), word('channel', 'sms'), word('channel', 'call'), word('channel', 'visit')], rows: rows.map((row) => [date(row.date), number(row.sms), number(row.call), number(row.visit)]) }}
    />
  );
}

/** One currency at a time: two currencies on one axis would say something false. */
export function PaymentsByDay({ data }: Props) {
  const { t, money, number, date, day, lang } = useLocale();
  const currencies = [...new Set(data.paymentsByDay.map((row) => row.currency))];
  const [chosen, setChosen] = useState<string | null>(null);
  const currency = chosen !== null && currencies.includes(chosen) ? chosen : (currencies[0] ?? 'CNY');
  const rows = useMemo(() => data.paymentsByDay.filter((row) => row.currency === currency), [data.paymentsByDay, currency]);
  const option = useMemo(() => {
    const compact = new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en', { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 });
    const unit = 10 ** decimals(currency);
    return {
      ...chartBase,
      tooltip: { ...chartBase.tooltip, valueFormatter: (value: unknown) => money({ minor: Math.round(Number(value) * unit), currency }) },
      xAxis: categoryAxis(rows.map((row) => day(row.date))), yAxis: valueAxis((value) => compact.format(value)),
      series: [{ type: 'bar', name: t('column.amount'), barMaxWidth: 32, itemStyle: { color: SERIES_COLOR, borderRadius: [3, 3, 0, 0] }, data: rows.map((row) => row.minor / unit) }],
    };
  }, [rows, currency, lang, money, day, t]);
  return (
    <ChartPanel
      title={t('dashboard.payments_by_day')} summary={t('dashboard.payments_by_day_summary')} option={option} empty={<Empty title={t('dashboard.nothing_yet')}>{t('dashboard.no_payments')}</Empty>}
      side={currencies.length > 1 ? <SegmentedControl data={currencies} value={currency} onChange={setChosen} /> : undefined}
      table={{ columns: [t('column.date'), t('column.amount'), t('column.payments')], rows: rows.map((row) => [date(row.date), money(row), number(row.count)]) }}
    />
  );
}

export function Replies({ data }: Props) {
  const { t, word, number } = useLocale();
  const rows = useMemo(() => [...data.repliesByKind].sort((a, b) => b.count - a.count), [data.repliesByKind]);
  const option = useMemo(() => ({
    ...chartBase,
    grid: { ...chartBase.grid, right: 44, top: 4 },
    xAxis: { ...valueAxis(number), splitNumber: 3 }, yAxis: { ...categoryAxis(rows.map((row) => word('reply', row.kind))), inverse: true },
    series: [{ type: 'bar', name: t('column.count'), barMaxWidth: 16, itemStyle: { color: REPLY_COLOR, borderRadius: [0, 3, 3, 0] }, data: rows.map((row) => row.count), label: barLabel('right', number) }],
  }), [rows, word, t, number]);
  return (
    <ChartPanel
      title={t('dashboard.replies')} option={option} empty={<Empty title={t('dashboard.nothing_yet')}>{t('dashboard.no_replies')}</Empty>}
      summary={`${t('dashboard.replies_summary')} ${rows.map((row) => `${word('reply', row.kind)} ${number(row.count)}`).join(', ')}`}
      table={{ columns: [t('column.kind'), t('column.count')], rows: rows.map((row) => [word('reply', row.kind), number(row.count)]) }}
    />
  );
}
