import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { Terminal } from '../../engine/ports/errors.js';
import type { FileFormat, SpooledFile } from '../../engine/ports/files.js';

export interface Upload {
  readonly creditorId: string;
  readonly mapping: string | undefined;
  readonly format: FileFormat | undefined;
  readonly name: string;
  readonly spooled: SpooledFile;
}

const FORMATS: readonly string[] = ['csv', 'xlsx', 'ndjson'];
/** A mapping is the largest field. */
const FIELD_BYTES_MAX = 256 * 1024;

type Spool = (source: AsyncIterable<Uint8Array>) => Promise<SpooledFile>;

/** Reads the parts as they arrive: fields are kept, the one file goes to disk. Nothing of the file stays in memory. */
function readParts(request: Request, spool: Spool): Promise<{ readonly fields: ReadonlyMap<string, string>; readonly name: string; readonly file: Promise<SpooledFile> | null }> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    let name = '';
    let file: Promise<SpooledFile> | null = null;
    const parser = new Busboy({ headers: Object.fromEntries(request.headers) as BusboyHeaders, limits: { fields: 10, files: 1, fieldSize: FIELD_BYTES_MAX } });
    parser.on('field', (key, value) => void fields.set(key, value));
    parser.on('file', (key, stream, fileName) => {
      if (key !== 'file') return void stream.resume();
      name = fileName;
      file = spool(stream as AsyncIterable<Uint8Array>);
      // Looked at again when the parts have all been read; a failure must not go unheard until then.
      file.catch((error: unknown) => {
        stream.resume();
        reject(error instanceof Error ? error : new Error('the upload could not be kept'));
      });
    });
    parser.on('finish', () => resolve({ fields, name, file }));
    parser.on('error', () => reject(new Terminal('bad_request', 'The upload broke off or is not multipart/form-data. Send it again.')));
    const body = request.body;
    if (body === null) return reject(new Terminal('bad_request', 'The request has no body.'));
    Readable.fromWeb(body as unknown as NodeStream<Uint8Array>).on('error', () => reject(new Terminal('bad_request', 'The upload broke off. Send it again.'))).pipe(parser);
  });
}

/** One upload: a lender's file of any size on disk, and what was said beside it. The caller removes the file. */
export async function readUpload(request: Request, spool: Spool): Promise<Upload> {
  if (!(request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) throw new Terminal('bad_request', 'Send the file as multipart/form-data.', 'content-type');
  const { fields, name, file } = await readParts(request, spool);
  if (file === null) throw new Terminal('bad_request', 'No file came with the request. Choose a CSV, XLSX or NDJSON file.', 'file');
  const spooled = await file;
  const creditorId = fields.get('creditorId') ?? '';
  const format = fields.get('format');
  if (creditorId === '' || (format !== undefined && format !== '' && !FORMATS.includes(format))) {
    await spooled.remove();
    throw creditorId === '' ? new Terminal('bad_request', 'Say whose loans they are.', 'creditorId') : new Terminal('bad_request', 'The format is csv, xlsx or ndjson.', 'format');
  }
  return { creditorId, mapping: fields.get('mapping'), format: format === undefined || format === '' ? undefined : (format as FileFormat), name, spooled };
}
