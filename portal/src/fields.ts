import type { Context } from 'hono';

export type Fields = Readonly<Record<string, string>>;

const LIMIT_BYTES = 64 * 1024;

/** A plain HTML form as text fields; `undefined` when it is something else or too large. The last of equal names wins. */
export async function readFields(c: Context): Promise<Fields | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) return undefined;
  if (Number(c.req.header('content-length') ?? 0) > LIMIT_BYTES) return undefined;
  const reader = c.req.raw.body?.getReader();
  if (!reader) return {};
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > LIMIT_BYTES) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
}
