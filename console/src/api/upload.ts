import { BASE_URL, CSRF_HEADER, csrf } from './client.js';
import { ProblemError, problemOf } from './problem.js';
import type { ImportRecord, Preview } from './types.js';

export interface Upload {
  readonly creditorId: string;
  readonly file: Blob;
  readonly fileName: string;
  readonly mapping: string | null;
  readonly format: 'csv' | 'xlsx' | 'ndjson';
}

function form(upload: Upload): FormData {
  const data = new FormData();
  data.set('creditorId', upload.creditorId);
  data.set('format', upload.format);
  if (upload.mapping !== null) data.set('mapping', upload.mapping);
  data.set('file', upload.file, upload.fileName);
  return data;
}

/** XMLHttpRequest and not fetch, because only it reports how much of a large file has left this machine. */
function send<T>(path: '/imports' | '/imports/preview', upload: Upload, onSent: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', BASE_URL + path);
    const token = csrf();
    if (token !== null) request.setRequestHeader(CSRF_HEADER, token);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as T);
      else reject(problemOf(request.response, request.status));
    };
    request.onerror = () => reject(new ProblemError('unreachable', '', 0));
    request.send(form(upload));
  });
}

export const sendPreview = (upload: Upload): Promise<Preview> => send('/imports/preview', upload, () => undefined);
export const sendImport = (upload: Upload, onSent: (share: number) => void): Promise<ImportRecord> => send('/imports', upload, onSent);
