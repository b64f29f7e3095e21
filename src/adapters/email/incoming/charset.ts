/** What mail calls a charset and the Encoding Standard does not know. GB2312 in mail is GBK and more: what GB 18030 reads holds both. */
const ALIAS: Readonly<Record<string, string>> = { gb2312: 'gb18030', gbk: 'gb18030', 'x-gbk': 'gb18030', cp936: 'gb18030', 'hz-gb-2312': 'gb18030', 'ansi_x3.4-1968': 'utf-8', ascii: 'utf-8', 'us-ascii': 'utf-8', 'unicode-1-1-utf-7': 'utf-8', default: 'utf-8', unknown: 'utf-8', '8bit': 'utf-8' };

function decoderOf(charset: string): TextDecoder {
  const name = charset.trim().toLowerCase().slice(0, 40);
  try {
    return new TextDecoder(ALIAS[name] ?? (name === '' ? 'utf-8' : name));
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** Never throws: an unknown charset is read as UTF-8, what does not fit becomes U+FFFD. UTF-8 that says it is ASCII, and GBK that says nothing, are read as what they are. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  const text = decoderOf(charset).decode(bytes);
  if (!text.includes('\ufffd')) return text;
  // A header or body in raw GBK, as old Chinese mail programs write it.
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  return Buffer.from(text.replace(/_/g, ' ').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
}

/** `=?UTF-8?B?…?=` (RFC 2047): words side by side in one charset are joined before they are decoded, for programs cut characters in two. */
export function decodeWords(value: string): string {
  const word = String.raw`=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?\s]{0,2000})\?=`;
  return value.replace(new RegExp(`${word}(?:\\s*${word}){0,200}`, 'g'), (run) => {
    let text = '';
    let pending: Buffer[] = [];
    let charset = '';
    const flush = () => {
      if (pending.length > 0) text += decodeBytes(Buffer.concat(pending), charset);
      pending = [];
    };
    for (const [, name = '', encoding = '', content = ''] of run.matchAll(new RegExp(word, 'g'))) {
      if (name.toLowerCase() !== charset) flush();
      charset = name.toLowerCase();
      pending.push(wordBytes(encoding, content));
    }
    flush();
    return text;
  });
}
