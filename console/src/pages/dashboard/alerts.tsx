import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.js';
import { asProblem } from '../../api/problem.js';
import { alertsQuery } from '../../api/queries.js';
import type { Alert } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Notice, problemLines } from '../../ui/notice.js';
import { useRole } from '../../ui/use-role.js';

const NOTE_MIN = 3;

function OneAlert({ alert }: { readonly alert: Alert }) {
  const { t, lang, word, list, instant } = useLocale();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const why = useRole()('alert') ?? (note.trim().length < NOTE_MIN ? t('alerts.note_first') : undefined);
  const acknowledge = useMutation({
    mutationFn: () => unwrap(api.POST('/alerts/{id}/acknowledge', { params: { path: { id: alert.id } }, body: { note: note.trim() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alerts'] }),
    onError: (error) => notifications.show({ color: 'red', message: problemLines(asProblem(error), t, lang).join(' ') }),
  });
  return (
    <li>
      <strong>{list(alert.kinds.map((kind) => word('reply_kind', kind)))}</strong> <span className="dw-soft">{t('alerts.since', { at: instant(alert.raisedAt, 'full') })}</span>{' '}
      {alert.caseIds.map((id) => <Link key={id} to="/cases/$caseId" params={{ caseId: id }}>{t('alerts.case', { id })} </Link>)}
      <div className="dw-actions">
        <TextInput aria-label={t('alerts.note')} placeholder={t('alerts.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2_000} />
        <ActionButton why={why} loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>{t('alerts.acknowledge')}</ActionButton>
      </div>
    </li>
  );
}

/** People who may be in danger and whom nobody has looked after yet: above everything else, on the first page that staff see. */
export function Alerts() {
  const { t } = useLocale();
  const items = useQuery(alertsQuery).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <div className="dw-stack" style={{ marginBottom: 16 }}>
      <Notice tone="red" title={t('alerts.title')}>
        <p>{t('alerts.what')}</p>
        <ul className="dw-list">{items.map((alert) => <OneAlert key={alert.id} alert={alert} />)}</ul>
      </Notice>
    </div>
  );
}
