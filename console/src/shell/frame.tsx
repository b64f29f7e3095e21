import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChecklist, IconFileImport, IconFolders, IconGauge, IconMessage2, IconRoute, IconShieldCheck } from '@tabler/icons-react';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '../api/client.js';
import { forgetSession } from '../api/queries.js';
import type { Session } from '../api/types.js';
import { browserZone, offsetText } from '../format/time.js';
import { useLocale } from '../i18n/locale.js';
import mark from './mark.svg';


const PLACES = [
  { to: '/', key: 'nav.dashboard', icon: IconGauge },
  { to: '/cases', key: 'nav.cases', icon: IconFolders },
  { to: '/tasks', key: 'nav.tasks', icon: IconChecklist },
  { to: '/imports', key: 'nav.imports', icon: IconFileImport },
  { to: '/plans', key: 'nav.plans', icon: IconRoute },
  { to: '/templates', key: 'nav.templates', icon: IconMessage2 },
  { to: '/audit', key: 'nav.audit', icon: IconShieldCheck },
] as const;

export function Frame({ session }: { readonly session: Session }) {
  const { t } = useLocale();
  const path = useRouterState({ select: (state) => state.location.pathname });
  useFocusOnTitle(path);
  return (
    <div className="dw-shell">
      <a className="dw-skip" href="#dw-main">{t('app.skip')}</a>
      <div className="dw-side">
        <div className="dw-brand">
          <img src={mark} alt="" />
          <div><strong>{t('app.name')}</strong><span>{t('app.console')}</span></div>
        </div>
        <nav className="dw-nav" aria-label={t('app.navigation')}>
          {PLACES.map(({ to, key, icon: Icon }) => {
            const here = to === '/' ? path === '/' : path.startsWith(to) || (to === '/cases' && path.startsWith('/decisions'));
            return <Link key={to} to={to} aria-current={here ? 'page' : undefined}><Icon size={18} stroke={1.7} aria-hidden />{t(key)}</Link>;
          })}
        </nav>
        <Who session={session} />
      </div>
      <div>
        <div className="dw-top">
          {session.demo && <span className="dw-badge dw-demo" data-tone="amber">{t('app.demo')}</span>}
          <ZonePick />
          <LangSwitch />
        </div>
        <main id="dw-main" className="dw-main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function Who({ session }: { readonly session: Session }) {
  const { t, word } = useLocale();
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = async () => {
    await unwrap(api.DELETE('/session')).catch(() => undefined);
    client.clear();
    forgetSession(client);
    await navigate({ to: '/sign-in' });
  };
  return (
    <div className="dw-side-foot">
      <div><b><span className="dw-hidden">{t('app.signed_in_as', { name: '' })}</span>{session.staff.name}</b>{word('role', session.staff.role)}</div>
      <button type="button" className="dw-link-button" onClick={() => void signOut()}>{t('app.sign_out')}</button>
    </div>
  );
}

/** Named by the language it leads to, in that language. */
export function LangSwitch() {
  const { t, lang, setLang } = useLocale();
  return <Button variant="default" lang={t('app.switch_language_lang')} onClick={() => setLang(lang === 'en' ? 'zh' : 'en')}>{t('app.switch_language')}</Button>;
}

const ZONES = ['UTC', 'Asia/Shanghai', 'Asia/Taipei', 'Asia/Jakarta', 'Asia/Kolkata', 'Europe/London', 'America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];

function ZonePick() {
  const { t, zone, setZone } = useLocale();
  const mine = browserZone();
  const now = Date.now();
  const zones = [...new Set([mine, zone, ...ZONES])];
  return (
    <NativeSelect
      aria-label={t('app.zone')} value={zone} onChange={(event) => setZone(event.currentTarget.value)}
      data={zones.map((value) => ({ value, label: `${value === mine ? t('app.zone_mine', { zone: value }) : value} (${offsetText(now, value)})` }))}
    />
  );
}

/** After a change of page focus goes to its heading, so that a screen reader says where one is. Not on first load. */
function useFocusOnTitle(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    window.requestAnimationFrame(() => document.getElementById('dw-title')?.focus({ preventScroll: true }));
  }, [path]);
}
