import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconMail, IconMapPin, IconPhone } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../../api/client.js';
import type { Party, Point } from '../../api/types.js';
import { clockText } from '../../format/time.js';
import { useLocale } from '../../i18n/locale.js';
import { ProblemNotice } from '../../ui/notice.js';
import { LinkOff } from '../../ui/action-button.js';
import { Panel } from '../../ui/panel.js';
import { useRole } from '../../ui/use-role.js';

const icons = { phone: IconPhone, email: IconMail, address: IconMapPin } as const;
const SHOWN_FOR_MS = 60_000;

export function Parties({ caseId, parties }: { readonly caseId: string; readonly parties: readonly Party[] }) {
  const { t } = useLocale();
  const [asked, setAsked] = useState<Point | null>(null);
  // What was revealed, in memory only and for a minute.
  const [revealed, setRevealed] = useState<Readonly<Record<string, string>>>({});
  const hide = (id: string) => setRevealed((before) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== id)));
  return (
    <Panel title={t('case.who')} hint={t('case.masked_hint')}>
      {parties.map((party) => (
        <OneParty key={party.id} party={party} revealed={revealed} onAsk={setAsked} onHide={hide} />
      ))}
      <RevealDialog caseId={caseId} point={asked} onClose={() => setAsked(null)} onValue={(id, value) => setRevealed((before) => ({ ...before, [id]: value }))} />
    </Panel>
  );
}

function OneParty({ party, revealed, onAsk, onHide }: { readonly party: Party; readonly revealed: Readonly<Record<string, string>>; readonly onAsk: (point: Point) => void; readonly onHide: (id: string) => void }) {
  const { t, word, lang, list } = useLocale();
  const languages = new Intl.DisplayNames([lang === 'zh' ? 'zh-CN' : 'en'], { type: 'language', fallback: 'code' });
  let spoken = party.language;
  try { spoken = languages.of(party.language) ?? party.language; } catch { /* Not a language tag: shown as it came. */ }
  return (
    <div className="dw-person">
      <div className="dw-spread"><b>{party.name}</b><span className="dw-chip">{word('party', party.role)}</span></div>
      <div className="dw-soft dw-small">{list([word('country', party.country), party.state === 'unknown' ? '' : party.state, spoken])}</div>
      <div className="dw-soft dw-small">{party.timeZones.length === 0 ? t('case.clock_unknown') : party.timeZones.map((zone) => <Clock key={zone} zone={zone} />)}</div>
      <ul className="dw-points">
        {party.points.map((point) => <OnePoint key={point.id} point={point} value={revealed[point.id]} onAsk={onAsk} onHide={onHide} />)}
      </ul>
    </div>
  );
}

function Clock({ zone }: { readonly zone: string }) {
  const { t } = useLocale();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 20_000);
    return () => window.clearInterval(timer);
  }, []);
  return <div>{t('case.clock', { time: clockText(now, zone), zone })}</div>;
}

function OnePoint({ point, value, onAsk, onHide }: { readonly point: Point; readonly value: string | undefined; readonly onAsk: (point: Point) => void; readonly onHide: (id: string) => void }) {
  const { t, word, list } = useLocale();
  const why = useRole()('reveal');
  const Icon = icons[point.kind];
  useEffect(() => {
    if (value === undefined) return undefined;
    const timer = window.setTimeout(() => onHide(point.id), SHOWN_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [value, point.id]); // Not onHide: it is new on every render and must not restart the minute.
  const notes = [point.label === point.kind ? '' : word('label', point.label), word('source', point.source), ...(point.shared ? [t('case.point_shared')] : []), ...(point.usable ? [] : [t('case.point_unusable')])];
  return (
    <li>
      <Icon size={15} aria-label={word('point', point.kind)} />
      <span>
        <span className="dw-break dw-num" style={{ whiteSpace: 'normal' }}>{value ?? point.masked}</span>
        <span className="dw-soft dw-tiny" style={{ display: 'block' }}>{list(notes)}</span>
        {value !== undefined && <span className="dw-tiny" role="status">{t('case.reveal_recorded')}</span>}
      </span>
      {why === undefined ? (
        <button type="button" className="dw-link-button dw-tiny" onClick={() => (value === undefined ? onAsk(point) : onHide(point.id))}>
          {value === undefined ? t('case.reveal') : t('case.hide')}<span className="dw-hidden">: {word('point', point.kind)} {point.masked}</span>
        </button>
      ) : <LinkOff why={why} label={t('case.reveal')} />}
    </li>
  );
}

function RevealDialog({ caseId, point, onClose, onValue }: { readonly caseId: string; readonly point: Point | null; readonly onClose: () => void; readonly onValue: (id: string, value: string) => void }) {
  const { t } = useLocale();
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  const close = () => {
    setReason('');
    setShort(false);
    reveal.reset();
    onClose();
  };
  const reveal = useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/points/{id}/reveal', { params: { path: { id } }, body: { caseId, reason: reason.trim() } })),
    onSuccess: (answer, id) => {
      onValue(id, answer.value);
      close();
    },
  });
  const submit = () => {
    if (reason.trim().length < 3) setShort(true);
    else if (point !== null) reveal.mutate(point.id);
  };
  return (
    <Modal opened={point !== null} onClose={close} title={t('case.reveal_title', { point: point?.masked ?? '' })} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form className="dw-stack" onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <Textarea label={t('case.reveal_reason')} autosize minRows={2} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={short ? t('case.reason_short') : undefined} />
        {reveal.isError && <ProblemNotice error={reveal.error} />}
        <div className="dw-actions"><Button type="submit" loading={reveal.isPending}>{t('case.reveal')}</Button><Button variant="default" onClick={close}>{t('app.cancel')}</Button></div>
      </form>
    </Modal>
  );
}
