import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, unwrap } from '../../api/client.js';
import { sessionQuery, templateQuery, templatesQuery } from '../../api/queries.js';
import type { TemplateVersion } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Badge } from '../../ui/badge.js';
import { Loaded, Notice, ProblemNotice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { useRole } from '../../ui/use-role.js';
import { Found, Previews } from './template-found.js';
import { TemplateList } from './template-list.js';
import { chooseTemplate, LANGUAGES, questions, sameTexts, templateButtons, type Texts } from './template-rules.js';
import { useTemplateWork } from './template-work.js';

const route = getRouteApi('/inside/templates');
const CHANNELS = ['sms', 'email', 'mail', 'call', 'visit'] as const;
const NO_TEXTS: Texts = { zh: '', en: '', 'zh-US': '' };

export function TemplatesPage() {
  const { t } = useLocale();
  const navigate = useNavigate();
  const query = useQuery(templatesQuery);
  return (
    <>
      <PageHead title={t('templates.title')} actions={<Button variant="default" onClick={() => void navigate({ to: '/templates', search: { fresh: true } })}>{t('templates.new')}</Button>} />
      <Loaded query={query} rows={10}>{(data) => <Bench items={data.items} variables={data.variables} />}</Loaded>
    </>
  );
}

function Bench({ items, variables }: { readonly items: readonly TemplateVersion[]; readonly variables: readonly string[] }) {
  const { t } = useLocale();
  const at = route.useSearch();
  const chosen = at.fresh === true ? undefined : chooseTemplate(items, at.id, at.version);
  return (
    <div className="dw-split dw-split-left">
      <Panel title={t('plans.versions')} flush><TemplateList items={items} chosen={chosen} /></Panel>
      <One key={chosen === undefined ? 'fresh' : `${chosen.id} ${chosen.version}`} chosen={chosen} variables={variables} />
    </div>
  );
}

/** What the server finds: of the version shown, with its answers; of changed words, as they are typed. */
function useCheck(chosen: TemplateVersion | undefined, channel: TemplateVersion['channel'], texts: Texts) {
  const changed = chosen === undefined || !sameTexts(chosen.texts, texts);
  const [settled] = useDebouncedValue(texts, 400);
  const saved = useQuery({ ...templateQuery(chosen?.id ?? '', chosen?.version ?? 0), enabled: chosen !== undefined });
  const typed = useQuery({
    queryKey: ['template-check', channel, settled], enabled: changed && LANGUAGES.some((language) => settled[language] !== ''), placeholderData: keepPreviousData,
    queryFn: () => unwrap(api.POST('/templates/check', { body: { channel, texts: settled } })),
  });
  return changed ? typed.data : saved.data?.check;
}

function One({ chosen, variables }: { readonly chosen: TemplateVersion | undefined; readonly variables: readonly string[] }) {
  const { t, word } = useLocale();
  const [id, setId] = useState('');
  const [channel, setChannel] = useState<TemplateVersion['channel']>(chosen?.channel ?? 'sms');
  const [texts, setTexts] = useState<Texts>(chosen?.texts ?? NO_TEXTS);
  useEffect(() => setTexts(chosen?.texts ?? NO_TEXTS), [chosen?.id, chosen?.version]);
  const check = useCheck(chosen, channel, texts);
  return (
    <div className="dw-stack">
      <Panel title={chosen === undefined ? t('templates.new') : `${chosen.id} ${chosen.version}`} hint={t('templates.hint')} side={chosen !== undefined && <Badge group="template_state" code={chosen.state} />}>
        <div className="dw-stack" style={{ gap: 12 }}>
          {chosen === undefined && (
            <div className="dw-row">
              <TextInput label={t('templates.id')} description={t('templates.id_hint')} value={id} onChange={(event) => setId(event.currentTarget.value)} />
              <NativeSelect label={t('templates.channel')} value={channel} onChange={(event) => setChannel(CHANNELS.find((one) => one === event.currentTarget.value) ?? 'sms')} data={CHANNELS.map((value) => ({ value, label: word('channel', value) }))} />
            </div>
          )}
          <div className="dw-grid">
            {LANGUAGES.map((language) => (
              <Textarea
                key={language} className="dw-third" label={word('text_language', language)} value={texts[language]} autosize minRows={6} maxRows={22} lang={language === 'en' ? 'en' : 'zh-CN'}
                onChange={(event) => { const { value } = event.currentTarget; setTexts((before) => ({ ...before, [language]: value })); }}
              />
            ))}
          </div>
          <p className="dw-hint">{t('templates.variables', { list: variables.filter((name) => channel === 'call' || channel === 'visit' || (name !== 'link' && name !== 'code')).map((name) => `{${name}}`).join(' ') })}</p>
          <Actions chosen={chosen} id={id} channel={channel} texts={texts} check={check} />
          {check !== undefined && <Found check={check} />}
        </div>
      </Panel>
      {check !== undefined && <Previews check={check} />}
      {chosen !== undefined && chosen.registrations.length > 0 && (
        <Panel title={t('templates.registrations')}>
          <ul className="dw-list">{chosen.registrations.map((one) => <li key={`${one.account} ${one.language}`}>{one.account}, {word('text_language', one.language)}: <code>{one.code}</code></li>)}</ul>
        </Panel>
      )}
    </div>
  );
}

function Actions({ chosen, id, channel, texts, check }: { readonly chosen: TemplateVersion | undefined; readonly id: string; readonly channel: TemplateVersion['channel']; readonly texts: Texts; readonly check: ReturnType<typeof useCheck> }) {
  const { t } = useLocale();
  const session = useQuery(sessionQuery).data ?? null;
  const work = useTemplateWork(chosen === undefined ? '' : `${chosen.id} ${chosen.version}`);
  const role = useRole();
  const buttons = templateButtons(chosen, texts, check);
  const [whys, setWhys] = useState<Readonly<Record<string, string>>>({});
  const why = (act: 'template' | 'approve', obstacle: (typeof buttons)[keyof typeof buttons]) => role(act) ?? (obstacle === undefined ? undefined : t(obstacle));
  const path = chosen === undefined ? null : { id: chosen.id, version: chosen.version };
  const open = chosen?.state === 'linted' ? questions(check) : [];
  const answers = open.map(({ rule, code }) => ({ rule, code, why: whys[`${rule}/${code}`] ?? '' }));
  const unanswered = answers.some((one) => one.why.trim().length < 3) ? t('templates.why_unanswered') : undefined;
  const own = session !== null && chosen?.draftedBy === session.staff.id && (chosen.state === 'draft' || chosen.state === 'linted');
  const failed = Object.values(work).find((one) => one.isError);
  return (
    <>
      {open.map(({ rule, code }) => (
        <TextInput key={`${rule}/${code}`} label={t('templates.answer', { rule: `${rule} ${code}` })} value={whys[`${rule}/${code}`] ?? ''} onChange={(event) => { const { value } = event.currentTarget; setWhys((before) => ({ ...before, [`${rule}/${code}`]: value })); }} />
      ))}
      <div className="dw-actions">
        <ActionButton variant="default" why={why('template', buttons.draft)} loading={work.draft.isPending} onClick={() => work.draft.mutate({ id: chosen?.id ?? id, channel, texts })}>{t('templates.draft')}</ActionButton>
        <ActionButton variant="default" why={why('template', buttons.submit)} loading={work.submit.isPending} onClick={() => { if (path !== null) work.submit.mutate(path); }}>{t('templates.submit')}</ActionButton>
        <ActionButton why={why('approve', buttons.approve) ?? (own ? t('plans.own_draft') : unanswered)} loading={work.approve.isPending} onClick={() => { if (path !== null) work.approve.mutate({ path, answers }); }}>{t('plans.approve')}</ActionButton>
        <ActionButton variant="default" why={why('template', buttons.retire)} loading={work.retire.isPending} onClick={() => { if (path !== null) work.retire.mutate(path); }}>{t('templates.retire')}</ActionButton>
      </div>
      {failed !== undefined && <ProblemNotice error={failed.error} />}
      {work.submit.isSuccess && <Notice tone="green">{t('templates.submitted')}</Notice>}
      {work.approve.isSuccess && <Notice tone="green">{t('plans.approved', { version: work.approve.data.version })}</Notice>}
      {work.retire.isSuccess && <Notice tone="green">{t('templates.retired')}</Notice>}
      {path !== null && buttons.register === undefined && role('template') === undefined && <Register onRegister={(body) => work.register.mutate({ path, body })} busy={work.register.isPending} />}
    </>
  );
}

function Register({ onRegister, busy }: { readonly onRegister: (body: { language: 'en' | 'zh' | 'zh-US'; account: string; code: string }) => void; readonly busy: boolean }) {
  const { t, word } = useLocale();
  const [account, setAccount] = useState('');
  const [code, setCode] = useState('');
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('zh');
  return (
    <details>
      <summary>{t('templates.register')}</summary>
      <form className="dw-row" style={{ marginTop: 8 }} onSubmit={(event) => { event.preventDefault(); onRegister({ language, account, code }); }}>
        <TextInput label={t('templates.account')} value={account} required onChange={(event) => setAccount(event.currentTarget.value)} />
        <TextInput label={t('templates.code')} value={code} required onChange={(event) => setCode(event.currentTarget.value)} />
        <NativeSelect label={t('templates.language')} value={language} onChange={(event) => setLanguage(LANGUAGES.find((one) => one === event.currentTarget.value) ?? 'zh')} data={LANGUAGES.map((value) => ({ value, label: word('text_language', value) }))} />
        <Button type="submit" variant="default" loading={busy} style={{ alignSelf: 'end' }}>{t('templates.register_save')}</Button>
      </form>
    </details>
  );
}
