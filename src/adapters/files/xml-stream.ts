import { SaxesParser } from 'saxes';
import { FileRejected } from '../../engine/ports/files.js';

/** What a reader of a part wants to hear. Names come without their namespace prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parser keeps one text or one tag in memory; a longer one is no spreadsheet's. */
const TOKEN_CHARS_MAX = 24 << 20;
const SLICE = 1 << 16;

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * Feeds XML to a handler as it arrives, and yields after each chunk so that the caller can pass on what it has. Entities
 * of a document's own are never expanded: the parser knows the five of XML only.
 */
export async function* streamXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let since = 0;
  parser.on('error', () => {
    throw new FileRejected('xlsx_bad_xml', 'a part of the workbook is not valid XML: open it in a spreadsheet and save it anew as .xlsx');
  });
  parser.on('opentag', (tag) => {
    since = 0;
    handler.open(local(tag.name), tag.attributes as Readonly<Record<string, string>>);
  });
  parser.on('text', (text) => {
    since = 0;
    handler.text?.(text);
  });
  parser.on('cdata', (text) => {
    since = 0;
    handler.text?.(text);
  });
  parser.on('closetag', (tag) => {
    since = 0;
    handler.close?.(local(tag.name));
  });
  const decoder = new TextDecoder('utf-8');
  const feed = (text: string): void => {
    for (let i = 0; i < text.length; i += SLICE) {
      const slice = text.slice(i, i + SLICE);
      since += slice.length;
      if (since > TOKEN_CHARS_MAX) throw new FileRejected('xlsx_bad_xml', 'a cell of the workbook is absurdly long: remove it, or send CSV');
      parser.write(slice);
    }
  };
  for await (const chunk of bytes) {
    feed(decoder.decode(chunk, { stream: true }));
    yield;
  }
  feed(decoder.decode());
  parser.close();
  yield;
}

/** Reads a small part to its end. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handler: XmlHandler): Promise<void> {
  for await (const _ of streamXml(bytes, handler));
}
