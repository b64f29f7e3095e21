import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useLocale } from '../i18n/locale.js';

/**
 * Title of the page: its first heading, the window's title, and where focus lands after a change of page. `heading` says
 * more on screen than the title, which the browser keeps in its history and which therefore names nobody.
 */
export function PageHead({ title, heading, detail, back, actions }: { readonly title: string; readonly heading?: ReactNode; readonly detail?: ReactNode; readonly back?: ReactNode; readonly actions?: ReactNode }) {
  const { t } = useLocale();
  useEffect(() => {
    document.title = `${title} – ${t('app.name')}`;
  }, [title, t]);
  return (
    <header className="dw-page-head">
      <div>
        {back}
        <h1 tabIndex={-1} id="dw-title">{heading ?? title}</h1>
        {detail !== undefined && <div className="dw-soft dw-small">{detail}</div>}
      </div>
      {actions !== undefined && <div className="dw-actions">{actions}</div>}
    </header>
  );
}

export function BackMark() {
  return <IconArrowLeft size={14} aria-hidden />;
}
