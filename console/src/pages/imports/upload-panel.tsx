import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { api, unwrap } from '../../api/client.js';
import { creditorsQuery, mappingQuery } from '../../api/queries.js';
import { sendImport, sendPreview } from '../../api/upload.js';
import { useLocale } from '../../i18n/locale.js';
import { ActionButton } from '../../ui/action-button.js';
import { CodeEditor } from '../../ui/code-editor.js';
import { Notice, ProblemNotice } from '../../ui/notice.js';
import { Panel } from '../../ui/panel.js';
import { useRole } from '../../ui/use-role.js';
import { PreviewResult } from './preview-result.js';
import { formatOf, previewPart, readMapping } from './upload-file.js';

export function UploadPanel() {
  const { t, pick } = useLocale();
  const fileId = useId();
  const creditors = useQuery(creditorsQuery);
  const [creditorId, setCreditorId] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const mapping = useMapping(creditorId);
  const work = useUpload();
  const role = useRole();

  const format = file === null ? null : formatOf(file.name);
  const why = role('import') !== undefined ? role('import') : creditorId === '' ? t('imports.need_creditor') : file === null ? t('imports.need_file') : format === null ? t('imports.format_unknown')
    : mapping.read.kind === 'bad' ? t('imports.mapping_bad', { problem: mapping.read.problem }) : undefined;
  const run = (what: 'preview' | 'import') => {
    if (file === null || format === null) return;
    const upload = { creditorId, fileName: file.name, format, mapping: mapping.edited && mapping.read.kind === 'json' ? mapping.text : null };
    if (what === 'preview') work.preview.mutate({ ...upload, file });
    else work.import.mutate({ ...upload, file });
  };
  const choose = (id: string) => {
    setCreditorId(id);
    work.reset();
  };

  return (
    <Panel title={t('imports.bring')}>
      <div className="dw-split dw-split-left">
        <div className="dw-stack">
          <NativeSelect label={t('imports.creditor')} value={creditorId} onChange={(event) => choose(event.currentTarget.value)}
            data={[{ value: '', label: t('imports.choose') }, ...(creditors.data?.items ?? []).map((creditor) => ({ value: creditor.id, label: `${pick(creditor.name)} (${creditor.jurisdiction})` }))]} />
          {creditors.isError && <ProblemNotice error={creditors.error} onRetry={() => void creditors.refetch()} />}
          <div>
            <label className="dw-label" htmlFor={fileId}>{t('imports.file')}</label>
            <input id={fileId} type="file" className="dw-file" accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl" aria-describedby={`${fileId}-hint`}
              onChange={(event) => { setFile(event.currentTarget.files?.[0] ?? null); work.reset(); }} />
            <p className="dw-hint" id={`${fileId}-hint`}>{file !== null && format === null ? t('imports.format_unknown') : t('imports.file_hint')}</p>
          </div>
          <div className="dw-actions">
            <ActionButton variant="default" why={why} loading={work.preview.isPending} onClick={() => run('preview')}>{t('imports.preview')}</ActionButton>
            <ActionButton why={why} loading={work.import.isPending} onClick={() => run('import')}>{t('imports.import')}</ActionButton>
          </div>
          {work.import.isPending && <Sending share={work.sent} />}
          <Finished work={work} />
        </div>
        {creditorId !== '' && <MappingEditor creditorId={creditorId} mapping={mapping} />}
      </div>
      {work.preview.data !== undefined && <PreviewResult preview={work.preview.data.preview} cut={work.preview.data.cut} />}
    </Panel>
  );
}

function useUpload() {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  const preview = useMutation({
    mutationFn: async (upload: Parameters<typeof sendPreview>[0]) => {
      const { part, cut } = await previewPart(upload.file, upload.format);
      return { preview: await sendPreview({ ...upload, file: part }), cut };
    },
  });
  const importing = useMutation({
    mutationFn: (upload: Parameters<typeof sendImport>[0]) => {
      setSent(0);
      // The list shows the running import while this request waits for its end.
      window.setTimeout(() => void client.invalidateQueries({ queryKey: ['imports'] }), 1500);
      return sendImport(upload, setSent);
    },
    onSettled: () => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' }),
  });
  return { preview, import: importing, sent, reset: () => { preview.reset(); importing.reset(); } };
}

function Sending({ share }: { readonly share: number }) {
  const { t, lang } = useLocale();
  const percent = new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en', { style: 'percent' }).format(share);
  return (
    <div role="status">
      <div className="dw-progress" {...(share >= 1 ? { 'data-endless': '' } : {})}><span style={share >= 1 ? undefined : { width: `${share * 100}%` }} /></div>
      <p className="dw-hint">{share >= 1 ? t('imports.reading') : t('imports.sending', { share: percent })}</p>
    </div>
  );
}

function Finished({ work }: { readonly work: ReturnType<typeof useUpload> }) {
  const { t } = useLocale();
  const done = work.import.data;
  return (
    <>
      {work.preview.isError && <ProblemNotice error={work.preview.error} />}
      {work.import.isError && <ProblemNotice error={work.import.error} />}
      {done !== undefined && (done.state === 'failed'
        ? <Notice tone="red" title={t('imports.failed')}>{done.failure}</Notice>
        : <Notice tone={done.rejected > 0 ? 'amber' : 'green'} title={t('imports.done')}>{t('imports.done_detail', { rows: done.rows, accepted: done.accepted, rejected: done.rejected, unchanged: done.unchanged })}</Notice>)}
    </>
  );
}

/** The saved mapping of a creditor as text that can be changed for this upload or for good. */
function useMapping(creditorId: string) {
  const saved = useQuery(mappingQuery(creditorId));
  const kept = saved.data === undefined ? undefined : saved.data.mapping === null ? '' : JSON.stringify(saved.data.mapping, null, 2);
  const [text, setText] = useState('');
  useEffect(() => setText(kept ?? ''), [kept, creditorId]);
  return { query: saved, kept: kept ?? '', text, setText, edited: text.trim() !== (kept ?? '').trim(), read: readMapping(text) };
}

function MappingEditor({ creditorId, mapping }: { readonly creditorId: string; readonly mapping: ReturnType<typeof useMapping> }) {
  const { t } = useLocale();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (value: unknown) => unwrap(api.PUT('/creditors/{id}/mapping', { params: { path: { id: creditorId } }, body: { mapping: value } })),
    onSuccess: () => {
      notifications.show({ color: 'pine', message: t('imports.mapping_kept') });
      void client.invalidateQueries({ queryKey: ['mapping', creditorId] });
      void client.invalidateQueries({ queryKey: ['creditors'] });
    },
  });
  const { read } = mapping;
  const role = useRole()('mapping');
  const hint = read.kind === 'bad' ? t('imports.mapping_bad', { problem: read.problem }) : read.kind === 'none' ? t('imports.mapping_none') : mapping.edited ? t('imports.mapping_edited') : t('imports.mapping_saved');
  const why = role !== undefined ? role : read.kind === 'json' ? (mapping.edited ? undefined : t('imports.mapping_saved')) : hint;
  return (
    <div className="dw-stack" style={{ gap: 8 }}>
      {mapping.query.isError && <ProblemNotice error={mapping.query.error} onRetry={() => void mapping.query.refetch()} />}
      <CodeEditor label={t('imports.mapping')} hint={hint} value={mapping.text} onChange={mapping.setText} lines={14} />
      {save.isError && <ProblemNotice error={save.error} />}
      <div className="dw-actions"><ActionButton variant="default" why={why} loading={save.isPending} onClick={() => { if (read.kind === 'json') save.mutate(read.value); }}>{t('imports.mapping_save')}</ActionButton></div>
    </div>
  );
}
