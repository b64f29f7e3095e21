/** A part of what the dry run says of one case: `contact sms sms-1 2026-11-25T00:00:00.000Z`. */
export type LinePart = { readonly kind: 'choice' | 'channel' | 'instant' | 'text'; readonly value: string };

const CHOICES = new Set(['contact', 'task', 'defer', 'none']);
const CHANNELS = new Set(['sms', 'call', 'visit', 'email', 'mail']);

/** Takes a line apart, so that its words and instants can be shown in the reader's language and zone. What it does not know stays text. */
export function readLine(line: string): readonly LinePart[] {
  return line.split(' ').filter((part) => part !== '').map((value, index): LinePart => {
    if (index === 0 && CHOICES.has(value)) return { kind: 'choice', value };
    if (index === 1 && CHANNELS.has(value)) return { kind: 'channel', value };
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return { kind: 'instant', value };
    return { kind: 'text', value };
  });
}
