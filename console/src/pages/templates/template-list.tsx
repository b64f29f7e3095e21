import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { TemplateVersion } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/notice.js';

const STATES = ['in_force', 'draft', 'linted', 'approved', 'built_in', 'retired'] as const;

/** All versions, by state; what is in force first to be seen. */
export function TemplateList({ items, chosen }: { readonly items: readonly TemplateVersion[]; readonly chosen: TemplateVersion | undefined }) {
  const { t, word } = useLocale();
  const navigate = useNavigate();
  const [state, setState] = useState('');
  const rows = items.filter((item) => state === '' || (state === 'in_force' ? item.inForce : item.state === state));
  return (
    <>
      <div className="dw-filters" style={{ padding: '0 var(--dw-4) var(--dw-2)' }}>
        <NativeSelect label={t('column.state')} value={state} onChange={(event) => setState(event.currentTarget.value)} data={[{ value: '', label: t('plans.change_all') }, ...STATES.map((value) => ({ value, label: word('template_state', value) }))]} />
      </div>
      {rows.length === 0 ? <Empty title={t('templates.empty')} /> : (
        <DataTable
          label={t('templates.title')} rows={rows} rowKey={(row) => `${row.id} ${row.version}`} current={(row) => row === chosen}
          onOpen={(row) => void navigate({ to: '/templates', search: { id: row.id, version: row.version } })}
          columns={[
            { key: 'template', header: t('templates.template'), cell: (row) => (
              <>
                <Link to="/templates" search={{ id: row.id, version: row.version }} aria-current={row === chosen ? 'true' : undefined}><b>{row.id}</b> {row.version}</Link>
                <div className="dw-soft dw-tiny">{word('channel', row.channel)}</div>
              </>
            ) },
            { key: 'state', header: t('column.state'), cell: (row) => (
              <>
                <Badge group="template_state" code={row.state} />
                {row.inForce && <div style={{ marginTop: 3 }}><Badge group="template_state" code="in_force" /></div>}
                {row.registrations.length > 0 && <div className="dw-tiny dw-soft">{t('templates.registered_at', { accounts: [...new Set(row.registrations.map((one) => one.account))].join(', ') })}</div>}
              </>
            ) },
          ]}
        />
      )}
    </>
  );
}
