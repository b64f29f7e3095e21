import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { api, unwrap } from '../api/client.js';
import { asProblem } from '../api/problem.js';
import { demoAccounts, keepSession } from '../api/queries.js';
import { useLocale } from '../i18n/locale.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { LangSwitch } from './frame.js';
import mark from './mark.svg';

export function SignIn({ next }: { readonly next: string | undefined }) {
  const { t, word } = useLocale();
  const demo = demoAccounts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    document.title = `${t('sign_in.title')} – ${t('app.name')}`;
  }, [t]);

  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => unwrap(api.POST('/session', { body })),
    onSuccess: async (session) => {
      keepSession(client, session);
      await navigate({ to: next ?? '/', replace: true });
    },
  });
  const refused = signIn.isError && asProblem(signIn.error).http === 401;

  return (
    <div className="dw-sign-in">
      <div className="dw-sign-in-side">
        <div className="dw-brand" style={{ padding: 0 }}>
          <img src={mark} alt="" />
          <div><strong>{t('app.name')}</strong><span>{t('app.console')}</span></div>
        </div>
        <p>{t('sign_in.tagline')}</p>
        <span />
      </div>
      <main className="dw-sign-in-main">
        <div className="dw-top"><LangSwitch /></div>
        <div className="dw-sign-in-box">
          <h1>{t('sign_in.title')}</h1>
          <form onSubmit={(event) => { event.preventDefault(); signIn.mutate({ email, password }); }}>
            <TextInput label={t('sign_in.email')} type="text" inputMode="email" autoComplete="username" value={email} onChange={(event) => setEmail(event.currentTarget.value)} required withAsterisk={false} autoFocus />
            <PasswordInput
              label={t('sign_in.password')} autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} required withAsterisk={false}
              visible={shown} onVisibilityChange={setShown} visibilityToggleButtonProps={{ 'aria-label': shown ? t('sign_in.hide') : t('sign_in.show'), tabIndex: 0 }}
              visibilityToggleIcon={({ reveal }) => (reveal ? <IconEyeOff size={15} aria-hidden /> : <IconEye size={15} aria-hidden />)}
            />
            {refused && <Notice tone="red">{t('sign_in.refused')}</Notice>}
            {signIn.isError && !refused && <ProblemNotice error={signIn.error} />}
            <Button type="submit" loading={signIn.isPending}>{t('sign_in.submit')}</Button>
          </form>
          {demo !== null && (
            <div className="dw-demo-accounts">
              <p className="dw-small dw-soft">{t('sign_in.demo')}</p>
              {demo.emails.map((account) => (
                <Button key={account} variant="default" justify="space-between" rightSection={<span className="dw-soft">{word('role', account.split('@')[0] ?? '')}</span>}
                  onClick={() => { setEmail(account); setPassword(demo.password); }}>
                  {account}
                </Button>
              ))}
            </div>
          )}
        </div>
      </main>
    </div>
  );
}
