import { Link } from '@tanstack/react-router';
import { useLocale } from '../i18n/locale.js';
import { Loading, ProblemNotice } from '../ui/notice.js';
import { PageHead } from '../ui/page.js';

export function NoSuchPage() {
  const { t } = useLocale();
  return (
    <main className="dw-main" style={{ paddingTop: 48 }}>
      <PageHead title={t('app.not_found')} detail={t('app.not_found_detail')} />
      <Link to="/">{t('app.to_start')}</Link>
    </main>
  );
}

export function BrokenPage({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  return <div style={{ padding: 24 }}><ProblemNotice error={error} onRetry={() => { if (reset === undefined) window.location.reload(); else reset(); }} /></div>;
}

export function PagePending() {
  return <div style={{ padding: 24 }}><Loading rows={6} /></div>;
}
