/** How much of a mail is looked at: more is no answer that somebody typed. */
const LINES_MAX = 2_000;

/** Lines with which mail programs begin the letter that is answered, when they do not mark each line of it. */
const ORIGINAL = [
  /^\s*[-_—]{2,}\s*(original message|original appointment|forwarded message|原始邮件|原始信息|转发的邮件|转发邮件信息|邮件原件|原邮件)\s*[-_—]{2,}\s*$/i,
  /^\s*begin forwarded message:\s*$/i,
  /^\s*[>*]*\s*(发件人|寄件者|寄件人)\s*[:：]/,
];
/** A block of headers: `From:` alone may begin a sentence, so one of the others must follow soon. */
const FROM = /^\s*\*?From:\*?\s+\S/i;
const HEADER = /^\s*\*?(Sent|Date|To|Subject|Cc):\*?\s/i;
const BLOCK_LINES = 5;
/** `On Tue, 24 Nov 2026 at 10:02, Bank <a@b> wrote:` and `在 2026年11月24日 10:02，某某 写道：`, in one line or broken into up to three. */
const ATTRIBUTION = [/^\s*On\s.{4,300}\bwrote:\s*$/is, /^\s*(在\s*)?\d{4}[-年/.].{2,300}(写道|寫道)\s*[:：]\s*$/s, /^\s*在\s?.{4,300}(写道|寫道)\s*[:：]\s*$/s, /^\s*.{2,200}<[^<>@\s]+@[^<>@\s]+>\s*(wrote|于.{4,60}写道)\s*[:：]\s*$/is];
const ATTRIBUTION_LINES = 3;
const QUOTED = /^\s*[>＞]/;
/** RFC 3676, 4.3; many programs lose the blank. */
const SIGNATURE = /^-- ?$/;
const FROM_DEVICE = /^\s*(sent from (my|mail for|outlook|yahoo|samsung)\b.{0,60}|get outlook for .{0,40}|发自我的\s?.{1,30}|从我的\s?.{1,20}发送|发自(新浪|网易|QQ).{0,20})\s*$/i;

function attributionLength(lines: readonly string[], at: number): number {
  for (let length = 1; length <= ATTRIBUTION_LINES; length += 1) {
    const text = lines.slice(at, at + length).join(' ');
    if (text.length <= 400 && ATTRIBUTION.some((pattern) => pattern.test(text))) return length;
  }
  return 0;
}

function beginsOriginal(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (ORIGINAL.some((pattern) => pattern.test(line))) return true;
  return FROM.test(line) && lines.slice(at + 1, at + 1 + BLOCK_LINES).some((next) => HEADER.test(next));
}

/**
 * What the person themselves wrote in an answer by mail: without our own letter below or between it, without their signature and what
 * their telephone adds. Our own words ("reply STOP") must never be read as theirs. Empty where nothing of their own is found.
 */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').slice(0, LINES_MAX).map((line) => line.slice(0, 2_000));
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (SIGNATURE.test(line) || beginsOriginal(lines, at)) break;
    const attribution = attributionLength(lines, at);
    if (attribution > 0) {
      const next = lines.slice(at + attribution).find((one) => one.trim() !== '');
      // Marked line by line, an answer may stand below it; not marked, all the rest is our own letter.
      if (next === undefined || !QUOTED.test(next)) break;
      at += attribution - 1;
      continue;
    }
    if (!QUOTED.test(line) && !FROM_DEVICE.test(line)) kept.push(line);
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n').trim();
}
