import { Button, Modal, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.js';
import type { Case, Hold } from '../../api/types.js';
import { instantOf } from '../../format/time.js';
import { useLocale } from '../../i18n/locale.js';
import { byWhom } from './by-whom.js';
import { ActionButton } from '../../ui/action-button.js';
import { ProblemNotice } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';
import { useRole } from '../../ui/use-role.js';

const KINDS = ['dispute', 'hardship', 'complaint', 'distress', 'promise', 'instalment_plan', 'settlement', 'represented', 'bankruptcy', 'deceased', 'minor', 'incapacity', 'wrong_person', 'stop', 'awaiting_person'] as const;

export function Holds({ caseId, holds, allowed }: { readonly caseId: string; readonly holds: readonly Hold[]; readonly allowed: Case['allowed'] }) {
  const { t, word, instant, pick } = useLocale();
  const [placing, setPlacing] = useState(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  const role = useRole()('hold');
  const whyNot = (action: string): string | undefined => {
    if (role !== undefined) return role;
    const found = allowed.find((item) => item.action === action);
    return found === undefined || found.allowed ? undefined : found.why === null ? t('problem.http_403') : pick(found.why);
  };
  return (
    <Panel title={t('case.holds')} side={<ActionButton variant="default" why={whyNot('place_hold')} onClick={() => setPlacing(true)}>{t('case.hold_place')}</ActionButton>}>
      {holds.length === 0 ? <p className="dw-soft dw-small">{t('case.no_holds')}</p> : (
        <ul className="dw-list">
          {holds.map((hold) => (
            <li key={hold.id} className="dw-spread">
              <span>
                <b>{word('hold', hold.kind)}</b> <span className="dw-soft">{hold.until === null ? t('case.hold_open') : t('case.hold_until', { at: instant(hold.until, 'full') })}</span>
                <span className="dw-soft" style={{ display: 'block' }}>{byWhom(hold.reason, { t, word })}</span>
              </span>
              <ActionButton variant="subtle" why={whyNot('lift_hold')} onClick={() => setLifting(hold)} aria-label={`${t('case.hold_lift')}: ${word('hold', hold.kind)}`}>{t('case.hold_lift')}</ActionButton>
            </li>
          ))}
        </ul>
      )}
      <PlaceDialog caseId={caseId} opened={placing} onClose={() => setPlacing(false)} />
      <LiftDialog caseId={caseId} hold={lifting} onClose={() => setLifting(null)} />
    </Panel>
  );
}

/** After a hold changes, the case, the list and the figures are read again. */
function useChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
}

function PlaceDialog({ caseId, opened, onClose }: { readonly caseId: string; readonly opened: boolean; readonly onClose: () => void }) {
  const { t, word, zone } = useLocale();
  const changed = useChanged();
  const [kind, setKind] = useState<string>(KINDS[0]);
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState<'reason' | 'until' | null>(null);
  const place = useMutation({
    mutationFn: (body: { kind: string; reason: string; until: string | null }) => unwrap(api.POST('/cases/{id}/holds', { params: { path: { id: caseId } }, body })),
    onSuccess: () => {
      notifications.show({ color: 'pine', message: t('case.hold_placed') });
      setReason('');
      setUntil('');
      onClose();
      changed();
    },
  });
  const submit = () => {
    const end = until === '' ? null : instantOf(until, zone);
    if (reason.trim().length < 3) setProblem('reason');
    else if (until !== '' && end === null) setProblem('until');
    else {
      setProblem(null);
      place.mutate({ kind, reason: reason.trim(), until: end });
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('case.hold_place')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form className="dw-stack" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <NativeSelect label={t('case.hold_kind')} data-autofocus value={kind} onChange={(event) => setKind(event.currentTarget.value)} data={KINDS.map((value) => ({ value, label: word('hold', value) }))} />
        <Textarea label={t('case.hold_reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={problem === 'reason' ? t('case.reason_short') : undefined} />
        <TextInput type="datetime-local" label={t('case.hold_until_label', { zone })} value={until} onChange={(event) => setUntil(event.currentTarget.value)} error={problem === 'until' ? t('case.until_bad') : undefined} />
        {place.isError && <ProblemNotice error={place.error} />}
        <div className="dw-actions"><Button type="submit" loading={place.isPending}>{t('case.hold_submit')}</Button><Button variant="default" onClick={onClose}>{t('app.cancel')}</Button></div>
      </form>
    </Modal>
  );
}

function LiftDialog({ caseId, hold, onClose }: { readonly caseId: string; readonly hold: Hold | null; readonly onClose: () => void }) {
  const { t, word } = useLocale();
  const changed = useChanged();
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const lift = useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/cases/{id}/holds/{hold}/lift', { params: { path: { id: caseId, hold: id } }, body: { reason: reason.trim() } })),
    onSuccess: () => {
      notifications.show({ color: 'pine', message: t('case.hold_lifted') });
      setReason('');
      onClose();
      changed();
    },
  });
  const submit = () => {
    setShort(reason.trim().length < 3);
    if (reason.trim().length >= 3 && hold !== null) lift.mutate(hold.id);
  };
  return (
    <Modal opened={hold !== null} onClose={onClose} title={`${t('case.hold_lift_title')}: ${hold === null ? '' : word('hold', hold.kind)}`} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form className="dw-stack" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Textarea label={t('case.hold_reason')} autosize minRows={2} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={short ? t('case.reason_short') : undefined} />
        {lift.isError && <ProblemNotice error={lift.error} />}
        <div className="dw-actions"><Button type="submit" loading={lift.isPending}>{t('case.hold_lift_submit')}</Button><Button variant="default" onClick={onClose}>{t('app.cancel')}</Button></div>
      </form>
    </Modal>
  );
}
