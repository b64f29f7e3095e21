import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Case, Contact, DecisionRow } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { byWhom } from './by-whom.js';
import { Badge } from '../../ui/badge.js';
import type { Tone } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';
import { Time } from '../../ui/time.js';

const SHOWN = 8;

/** Long histories are cut, newest kept, until asked for. */
function useCut<T>(items: readonly T[]): { readonly shown: readonly T[]; readonly more: ReactNode } {
  const { t } = useLocale();
  const [all, setAll] = useState(false);
  if (items.length <= SHOWN) return { shown: items, more: null };
  return {
    shown: all ? items : items.slice(0, SHOWN),
    more: <Button variant="subtle" onClick={() => setAll(!all)}>{all ? t('app.show_less') : t('app.show_all', { n: items.length })}</Button>,
  };
}

export function Decisions({ rows }: { readonly rows: readonly DecisionRow[] }) {
  const { t, pick } = useLocale();
  const { shown, more } = useCut(rows);
  return (
    <Panel title={t('case.decisions')} flush side={more}>
      {rows.length === 0 ? <Empty title={t('case.no_decisions')} /> : (
        <DataTable
          label={t('case.decisions')} rows={shown} rowKey={(row) => row.id}
          columns={[
            { key: 'at', header: t('column.at'), cell: (row) => <Time at={row.at} /> },
            { key: 'choice', header: t('column.decision'), cell: (row) => <Badge group="choice" code={row.choice} /> },
            { key: 'why', header: t('column.why'), cell: (row) => <><span>{pick(row.reason)}</span>{row.rules.length > 0 && <div className="dw-soft dw-tiny">{row.rules.join(', ')}</div>}</> },
            { key: 'open', header: <span className="dw-hidden">{t('case.why_link')}</span>, className: 'dw-nowrap', cell: (row) => <Link to="/decisions/$decisionId" params={{ decisionId: row.id }}>{t('case.why_link')}</Link> },
          ]}
        />
      )}
    </Panel>
  );
}

export function Contacts({ contacts }: { readonly contacts: readonly Contact[] }) {
  const { t, word, instant } = useLocale();
  const { shown, more } = useCut(contacts);
  return (
    <Panel title={t('case.contacts')} flush side={more}>
      {contacts.length === 0 ? <Empty title={t('case.no_contacts')} /> : (
        <DataTable
          label={t('case.contacts')} rows={shown} rowKey={(row) => row.id}
          columns={[
            { key: 'at', header: t('column.at'), cell: (row) => <><Time at={row.sentAt ?? row.queuedAt} />{row.sentAt === null && row.notBefore !== null && <div className="dw-soft dw-tiny">{t('case.not_before', { at: instant(row.notBefore) })}</div>}</> },
            { key: 'channel', header: t('column.channel'), cell: (row) => <>{word('channel', row.channel)}<div className="dw-soft dw-tiny dw-nowrap">{row.step}</div></> },
            { key: 'state', header: t('column.state'), cell: (row) => <><Badge group="contact" code={row.state} />{row.attempts > 1 && <div className="dw-soft dw-tiny">{t('case.attempts', { n: row.attempts })}</div>}</> },
            { key: 'to', header: t('column.to'), className: 'dw-nowrap dw-num', cell: (row) => row.pointMasked },
            { key: 'text', header: t('column.text'), cell: (row) => row.text === null ? <span className="dw-soft">{row.template}</span> : <span className="dw-break">{row.text}</span> },
            { key: 'open', header: <span className="dw-hidden">{t('case.why_link')}</span>, className: 'dw-nowrap', cell: (row) => <Link to="/decisions/$decisionId" params={{ decisionId: row.decisionId }}>{t('case.why_link')}</Link> },
          ]}
        />
      )}
    </Panel>
  );
}

const tones: readonly (readonly [RegExp, Tone])[] = [
  [/payment|paid/, 'green'], [/stop|refus|fail|dispute|complaint|cease|optout/, 'red'], [/hold|hardship|promise/, 'amber'], [/^consumer_|repl|inbound/, 'blue'], [/^(contact|sms|call|visit|attempted|voicemail|conversation)/, 'pine'],
];
const toneOfKind = (kind: string): Tone => tones.find(([pattern]) => pattern.test(kind))?.[1] ?? 'grey';

export function Timeline({ items }: { readonly items: Case['timeline'] }) {
  const { t, pick, word } = useLocale();
  const { shown, more } = useCut(items);
  return (
    <Panel title={t('case.timeline')} side={more}>
      {items.length === 0 ? <Empty title={t('case.no_timeline')} /> : (
        <ol className="dw-timeline">
          {shown.map((item, index) => (
            <li key={`${item.at}-${index}`} data-tone={toneOfKind(item.kind)}>
              <span className="dw-when"><Time at={item.at} /></span>
              <span className="dw-what">
                {pick(item.title)}
                {item.decisionId !== null && <>{' '}<Link to="/decisions/$decisionId" params={{ decisionId: item.decisionId }} className="dw-tiny">{t('case.why_link')}</Link></>}
                {item.detail !== null && <div className="dw-soft">{byWhom(item.detail, { t, word })}</div>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
