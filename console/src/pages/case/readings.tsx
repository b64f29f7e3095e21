import { Button, Checkbox, Modal, TextInput, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { api, unwrap } from '../../api/client.js';
import type { MessageReading } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Empty, ProblemNotice } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';
import { Time } from '../../ui/time.js';
import { useRole } from '../../ui/use-role.js';

/** Meanings that a person may give a message, most protective first. */
const MEANINGS = [
  'distress', 'stop', 'deceased', 'wrong_person', 'represented', 'bankruptcy', 'dispute', 'complaint', 'hardship', 'paid_already', 'refusal', 'promise', 'wants_person', 'who_are_you', 'asks_amount',
  'asks_how_to_pay', 'asks_terms', 'callback_time', 'change_contact', 'change_language', 'abuse', 'acknowledgement',
] as const;
type Meaning = (typeof MEANINGS)[number];

export function Readings({ readings }: { readonly readings: readonly MessageReading[] }) {
  const { t } = useLocale();
  const [correcting, setCorrecting] = useState<MessageReading | null>(null);
  const [showing, setShowing] = useState<MessageReading | null>(null);
  return (
    <Panel title={t('case.readings')}>
      {readings.length === 0 ? <Empty title={t('case.no_readings')} /> : (
        <ul className="dw-list">{readings.map((reading) => <One key={reading.id} reading={reading} onCorrect={() => setCorrecting(reading)} onShow={() => setShowing(reading)} />)}</ul>
      )}
      {correcting !== null && <CorrectDialog key={correcting.id} reading={correcting} onClose={() => setCorrecting(null)} />}
      {showing !== null && <WordsDialog key={showing.id} reading={showing} onClose={() => setShowing(null)} />}
    </Panel>
  );
}

function One({ reading, onCorrect, onShow }: { readonly reading: MessageReading; readonly onCorrect: () => void; readonly onShow: () => void }) {
  const { t, word } = useLocale();
  const role = useRole();
  const sure = (intent: MessageReading['intents'][number]): string => (intent.by === 'person' ? t('case.reading_by_person') : `${Math.round(intent.confidence * 100)} %, ${intent.by === 'model' ? t('case.reading_by_model') : t('case.reading_by_rule')}`);
  return (
    <li className="dw-spread">
      <span>
        <span className="dw-soft dw-small"><Time at={reading.at} />{reading.corrections > 0 && ` · ${t('case.reading_corrected')}`}{reading.ambiguous && ` · ${t('case.reading_ambiguous')}`}</span>
        {reading.intents.length === 0 ? <b style={{ display: 'block' }}>{word('reply', reading.primary)}</b> : reading.intents.map((intent) => (
          <span key={intent.intent} style={{ display: 'block' }}>
            <b>{word('reply', intent.intent)}</b>{intent.kinds.length > 0 && ` (${intent.kinds.map((kind) => word('reply_kind', kind)).join(', ')})`} <span className="dw-soft">{sure(intent)}</span>
          </span>
        ))}
        {reading.promise !== null && <span className="dw-soft" style={{ display: 'block' }}>{t('case.reading_promise', { on: reading.promise.on ?? (reading.promise.candidates.join(' / ') || '—'), amount: reading.promise.minor === null ? '—' : String(reading.promise.minor / 100) })}</span>}
      </span>
      <span className="dw-actions">
        <ActionButton variant="subtle" why={role('reveal')} onClick={onShow}>{t('case.reading_words')}</ActionButton>
        <ActionButton variant="subtle" why={role('hold')} onClick={onCorrect}>{t('case.reading_correct')}</ActionButton>
      </span>
    </li>
  );
}

/** The words with the evidence marked; what the marks overlap is marked once. */
function marked(words: string, reading: MessageReading): readonly ReactNode[] {
  const spans = reading.intents.flatMap((intent) => intent.spans).sort((a, b) => a.start - b.start);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const span of spans) {
    const start = Math.max(at, span.start);
    if (span.end <= start) continue;
    parts.push(words.slice(at, start), <mark key={start}>{words.slice(start, span.end)}</mark>);
    at = span.end;
  }
  return [...parts, words.slice(at)];
}

function WordsDialog({ reading, onClose }: { readonly reading: MessageReading; readonly onClose: () => void }) {
  const { t } = useLocale();
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const show = useMutation({ mutationFn: () => unwrap(api.POST('/readings/{id}/words', { params: { path: { id: reading.id } }, body: { reason: reason.trim() } })) });
  const submit = () => {
    setShort(reason.trim().length < 3);
    if (reason.trim().length >= 3) show.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('case.reading_words')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      {show.data !== undefined ? <p className="dw-break" style={{ whiteSpace: 'pre-wrap' }}>{marked(show.data.words, reading)}</p> : (
        <form className="dw-stack" onSubmit={(event) => { event.preventDefault(); submit(); }}>
          <Textarea label={t('case.reading_words_reason')} autosize minRows={2} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={short ? t('case.reason_short') : undefined} />
          {show.isError && <ProblemNotice error={show.error} />}
          <div className="dw-actions"><Button type="submit" loading={show.isPending}>{t('case.reading_words')}</Button><Button variant="default" onClick={onClose}>{t('app.cancel')}</Button></div>
        </form>
      )}
    </Modal>
  );
}

function CorrectDialog({ reading, onClose }: { readonly reading: MessageReading; readonly onClose: () => void }) {
  const { t, word } = useLocale();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly Meaning[]>(MEANINGS.filter((meaning) => reading.intents.some(({ intent }) => intent === meaning)));
  const [on, setOn] = useState(reading.promise?.on ?? '');
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const correct = useMutation({
    mutationFn: () => unwrap(api.POST('/readings/{id}/correction', {
      params: { path: { id: reading.id } },
      body: { intents: [...chosen], promise: chosen.includes('promise') ? { on: on === '' ? null : on, minor: reading.promise?.minor ?? null } : null, reason: reason.trim() },
    })),
    onSuccess: () => {
      notifications.show({ color: 'pine', message: t('case.reading_saved') });
      onClose();
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
  });
  const submit = () => {
    setShort(reason.trim().length < 3);
    if (reason.trim().length >= 3) correct.mutate();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={t('case.reading_correct')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form className="dw-stack" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Checkbox.Group label={t('case.reading_meant')} value={[...chosen]} onChange={(values) => setChosen(MEANINGS.filter((meaning) => values.includes(meaning)))}>
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(11rem, 1fr))', gap: '0.4rem' }}>{MEANINGS.map((meaning) => <Checkbox key={meaning} value={meaning} label={word('reply', meaning)} />)}</div>
        </Checkbox.Group>
        {chosen.includes('promise') && <TextInput type="date" label={t('case.reading_promise_on')} value={on} onChange={(event) => setOn(event.currentTarget.value)} />}
        <Textarea label={t('case.hold_reason')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={short ? t('case.reason_short') : undefined} />
        {correct.isError && <ProblemNotice error={correct.error} />}
        <div className="dw-actions"><Button type="submit" loading={correct.isPending}>{t('case.reading_correct')}</Button><Button variant="default" onClick={onClose}>{t('app.cancel')}</Button></div>
      </form>
    </Modal>
  );
}
