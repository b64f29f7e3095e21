import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.js';
import type { ProblemError } from '../api/problem.js';
import { useLocale } from '../i18n/locale.js';
import type { Locale } from '../i18n/locale.js';
import { isKey } from '../i18n/messages.js';
import type { Tone } from './badge.js';

export function Notice({ tone, title, children }: { readonly tone: Tone; readonly title?: string; readonly children?: ReactNode }) {
  return (
    <div className="dw-notice" data-tone={tone} role={tone === 'red' ? 'alert' : 'status'}>
      {title !== undefined && <strong>{title}</strong>}
      {children}
    </div>
  );
}

/**
 * The one place where a server's refusal becomes text: our own words where the code is worded, then what the server
 * says of this very case, which names what and where.
 */
export function problemLines(problem: ProblemError, t: Locale['t'], lang: 'en' | 'zh'): readonly string[] {
  const known = `problem.${problem.code}`;
  const byHttp = `problem.http_${problem.http}`;
  const own = isKey(known) ? known : isKey(byHttp) ? byHttp : problem.http >= 500 ? 'problem.http_500' : 'problem.unexpected';
  const words = own === 'problem.where' || own === 'problem.title' ? '' : t(own as 'problem.unexpected');
  const lines = problem.detail === '' ? [words] : lang === 'en' && problem.http > 0 && problem.http < 500 ? [problem.detail] : [words, problem.detail];
  return problem.where === undefined ? lines : [...lines, t('problem.where', { where: problem.where })];
}

export function ProblemNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t, lang } = useLocale();
  return (
    <Notice tone="red" title={t('problem.title')}>
      {problemLines(asProblem(error), t, lang).map((line) => <div key={line}>{line}</div>)}
      {onRetry !== undefined && <div className="dw-actions"><Button variant="default" onClick={onRetry}>{t('app.retry')}</Button></div>}
    </Notice>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="dw-empty">
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Loading({ rows = 5 }: { readonly rows?: number }) {
  const { t } = useLocale();
  return (
    <div className="dw-loading" role="status">
      <span className="dw-hidden">{t('app.loading')}</span>
      {Array.from({ length: rows }, (_, i) => <Skeleton key={i} height={i === 0 ? 18 : 14} width={`${92 - ((i * 17) % 40)}%`} radius={4} />)}
    </div>
  );
}

/** Loading, failed or there: every page treats a query the same way. Old data stays while a refresh fails. */
export function Loaded<T>({ query, rows, children }: { readonly query: UseQueryResult<T>; readonly rows?: number; readonly children: (data: T) => ReactNode }) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading rows={rows} />;
}
