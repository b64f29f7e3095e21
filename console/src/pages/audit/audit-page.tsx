import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client.js';
import type { Audit } from '../../api/types.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { Empty, Loading, Notice, ProblemNotice } from '../../ui/notice.js';
import { PageHead } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';

export function AuditPage() {
  const { t } = useLocale();
  const verify = useMutation({ mutationFn: async () => ({ at: new Date().toISOString(), result: await unwrap(api.GET('/audit')) }) });
  return (
    <>
      <PageHead title={t('audit.title')} detail={t('audit.hint')} actions={<ActionButton loading={verify.isPending} onClick={() => verify.mutate()}>{t('audit.verify')}</ActionButton>} />
      <div className="dw-stack" style={{ maxWidth: 760 }}>
        {verify.isError && <ProblemNotice error={verify.error} onRetry={() => verify.mutate()} />}
        {verify.isIdle && <div className="dw-panel"><Empty title={t('audit.not_yet')} /></div>}
        {verify.isPending && <div className="dw-panel dw-panel-body"><Loading rows={3} /></div>}
        {verify.data !== undefined && !verify.isPending && <Result at={verify.data.at} result={verify.data.result} />}
      </div>
    </>
  );
}

function Result({ at, result }: { readonly at: string; readonly result: Audit }) {
  const { t, instant } = useLocale();
  return (
    <>
      <Notice tone={result.ok ? 'green' : 'red'} title={result.ok ? t('audit.ok') : t('audit.broken')}>
        <div>{t('audit.counts', { records: result.records, slots: result.slots })}</div>
        <div>{t('audit.checked_at', { at: instant(at, 'full') })}</div>
      </Notice>
      {result.firstBad !== null && (
        <Panel title={t('audit.first_bad', { slot: result.firstBad.slot, seq: result.firstBad.seq })}>
          <dl className="dw-facts"><dt>{t('audit.problem')}</dt><dd>{result.firstBad.problem}</dd></dl>
        </Panel>
      )}
    </>
  );
}
