/** Largest beginning of a text file that is sent for a preview: the rows shown are the first ones anyway. */
export const PREVIEW_BYTES = 4 * 1024 * 1024;

export type Format = 'csv' | 'xlsx' | 'ndjson';

/** Format by the file's name; `null` when the name does not say. */
export function formatOf(fileName: string): Format | null {
  const end = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (end === 'csv' || end === 'tsv' || end === 'txt') return 'csv';
  if (end === 'xlsx') return 'xlsx';
  if (end === 'ndjson' || end === 'jsonl') return 'ndjson';
  return null;
}

/**
 * Where to cut the beginning of a text file: after its last whole line, so that no row is shown as broken that is not.
 * The byte 0x0A is never a part of a longer character in UTF-8 or GB18030. -1: there is no line to keep.
 */
export function cutAt(head: Uint8Array): number {
  return head.lastIndexOf(0x0a);
}

/** What to send for a preview: the whole file, or the first whole lines of a large text file. */
export async function previewPart(file: Blob, format: Format): Promise<{ readonly part: Blob; readonly cut: boolean }> {
  if (format === 'xlsx' || file.size <= PREVIEW_BYTES) return { part: file, cut: false };
  const head = new Uint8Array(await file.slice(0, PREVIEW_BYTES).arrayBuffer());
  const end = cutAt(head);
  return end < 0 ? { part: file, cut: false } : { part: file.slice(0, end + 1), cut: true };
}

export type MappingText = { readonly kind: 'none' } | { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'bad'; readonly problem: string };

export function readMapping(text: string): MappingText {
  if (text.trim() === '') return { kind: 'none' };
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch (error) {
    return { kind: 'bad', problem: error instanceof Error ? error.message : String(error) };
  }
}
