import { Button, Modal, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { operations } from '../../../../client/staff/schema.d.ts';
import { api, unwrap } from '../../api/client.js';
import type { Started, Task } from '../../api/types.js';
import { parseMinor } from '../../format/money.js';
import { useLocale } from '../../i18n/locale.js';
import { Findings } from '../../ui/findings.js';
import { Loading, Notice, ProblemNotice } from '../../ui/notice.js';

type OutcomeBody = operations['taskOutcome']['requestBody']['content']['application/json'];
type Outcome = OutcomeBody['outcome'];
const CALL_OUTCOMES = ['conversation', 'promise', 'refused', 'no_answer', 'voicemail', 'busy', 'not_in_service', 'wrong_person'] as const satisfies readonly Outcome[];
const VISIT_OUTCOMES = ['visited_met', 'promise', 'refused', 'visited_not_met', 'wrong_person'] as const satisfies readonly Outcome[];

/** A call asks the gate as it opens. A visit says first how many go: the law asks for two. */
export function TaskDialog({ task, onClose }: { readonly task: Task; readonly onClose: () => void }) {
  const { t, word } = useLocale();
  const client = useQueryClient();
  const [staff, setStaff] = useState<number | null>(null);
  const close = () => {
    onClose();
    void client.invalidateQueries({ queryKey: ['tasks'] });
  };
  return (
    <Modal opened onClose={close} size="lg" title={<>{word('channel', task.channel)}: {task.person} <span className="dw-title-id">{t('case.title', { id: task.caseId })}</span></>} closeButtonProps={{ 'aria-label': t('app.close') }}>
      {task.channel === 'visit' && staff === null ? <HowMany onSay={setStaff} /> : <Asked task={task} staff={staff} onDone={close} />}
    </Modal>
  );
}

function HowMany({ onSay }: { readonly onSay: (staff: number) => void }) {
  const { t } = useLocale();
  const [count, setCount] = useState('');
  return (
    <form className="dw-stack" style={{ gap: 12 }} onSubmit={(event) => { event.preventDefault(); if (count !== '') onSay(Number(count)); }}>
      <NativeSelect label={t('tasks.staff')} value={count} onChange={(event) => setCount(event.currentTarget.value)} data={[{ value: '', label: t('tasks.staff_of') }, ...['1', '2', '3', '4'].map((value) => ({ value, label: value }))]} />
      <div className="dw-actions"><Button type="submit" disabled={count === ''}>{t('tasks.begin')}</Button></div>
    </form>
  );
}

/**
 * Asks the gate once, when it opens: that is the moment of action. Asking again by itself would count as another
 * attempt, so there is no refetch.
 */
function Asked({ task, staff, onDone }: { readonly task: Task; readonly staff: number | null; readonly onDone: () => void }) {
  const asked = useQuery({
    queryKey: ['start', task.contactId], queryFn: () => unwrap(api.POST('/contacts/{id}/start', { params: { path: { id: task.contactId }, query: staff === null ? {} : { staff } } })),
    staleTime: Infinity, gcTime: 0, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false,
  });
  return (
    <>
      {asked.isPending && <Loading rows={4} />}
      {asked.isError && <ProblemNotice error={asked.error} />}
      {asked.data !== undefined && (asked.data.allowed ? <Allowed task={task} started={asked.data} onDone={onDone} /> : <Refused started={asked.data} />)}
    </>
  );
}

function Refused({ started }: { readonly started: Started }) {
  const { t, instant } = useLocale();
  return (
    <div className="dw-stack">
      <Notice tone="red" title={t('tasks.refused')}>
        <div>{started.earliest === null ? t('tasks.earliest_never') : t('tasks.earliest', { at: instant(started.earliest, 'full') })}</div>
        <div>{t('tasks.refused_hint')}</div>
      </Notice>
      <Findings rows={started.refusedBy} label={t('decision.findings')} />
      <WhyLink id={started.decisionId} />
    </div>
  );
}

function WhyLink({ id }: { readonly id: string }) {
  const { t } = useLocale();
  return <Link to="/decisions/$decisionId" params={{ decisionId: id }} className="dw-small">{t('case.why_link')}</Link>;
}

function Allowed({ task, started, onDone }: { readonly task: Task; readonly started: Started; readonly onDone: () => void }) {
  const { t, pick } = useLocale();
  return (
    <div className="dw-stack">
      <Notice tone="green">{t('tasks.allowed')} <WhyLink id={started.decisionId} /></Notice>
      {started.dial !== null && <div><span className="dw-label">{task.channel === 'visit' ? t('tasks.go_to') : t('tasks.dial')}</span><span className="dw-dial">{started.dial}</span></div>}
      {started.say !== null && <div><span className="dw-label">{t('tasks.say')}</span><blockquote className="dw-say">{pick(started.say)}</blockquote></div>}
      <OutcomeForm task={task} onDone={onDone} />
    </div>
  );
}

function OutcomeForm({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const { t, word } = useLocale();
  const client = useQueryClient();
  const outcomes: readonly Outcome[] = task.channel === 'visit' ? VISIT_OUTCOMES : CALL_OUTCOMES;
  const currency = task.balance.currency;
  const [outcome, setOutcome] = useState<Outcome | ''>('');
  const [note, setNote] = useState('');
  const [on, setOn] = useState('');
  const [amount, setAmount] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const record = useMutation({
    mutationFn: (body: OutcomeBody) => unwrap(api.POST('/contacts/{id}/outcome', { params: { path: { id: task.contactId } }, body })),
    onSuccess: () => {
      notifications.show({ color: 'pine', message: t('tasks.recorded') });
      void client.invalidateQueries({ queryKey: ['case', task.caseId] });
      onDone();
    },
  });
  const submit = () => {
    if (outcome === '') return;
    const body: OutcomeBody = { outcome };
    if (note.trim() !== '') body.note = note.trim();
    if (outcome === 'promise') {
      const minor = parseMinor(amount, currency);
      if (on === '' || minor === null || minor === 0) return setIncomplete(true);
      body.promiseOn = on;
      body.promiseMinor = minor;
    }
    setIncomplete(false);
    record.mutate(body);
  };
  return (
    <form className="dw-stack" style={{ gap: 12, borderTop: '1px solid var(--dw-line)', paddingTop: 12 }} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <NativeSelect label={t('tasks.outcome')} value={outcome} onChange={(event) => setOutcome(outcomes.find((value) => value === event.currentTarget.value) ?? '')}
        data={[{ value: '', label: t('tasks.outcome_of') }, ...outcomes.map((value) => ({ value, label: word('task_outcome', value) }))]} />
      {outcome === 'promise' && (
        <div className="dw-row" style={{ alignItems: 'flex-start' }}>
          <TextInput type="date" label={t('tasks.promise_on')} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TextInput label={t('tasks.promise_amount', { currency })} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.currentTarget.value)} />
        </div>
      )}
      {incomplete && <Notice tone="amber">{t('tasks.need_promise')}</Notice>}
      <Textarea label={t('tasks.note')} autosize minRows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      {record.isError && <ProblemNotice error={record.error} />}
      <div className="dw-actions"><Button type="submit" disabled={outcome === ''} loading={record.isPending}>{t('tasks.record')}</Button></div>
    </form>
  );
}
