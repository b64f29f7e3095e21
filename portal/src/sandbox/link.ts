/** A stretch of a text: plain, or a link of ours. */
export interface Stretch {
  readonly text: string;
  /** A path on this address, never anywhere else. */
  readonly href?: string;
}

// Whatever host stands before it, only the path of our own check page becomes a link: a text can lead nowhere else.
const OURS = /(?:https?:\/\/)?[A-Za-z0-9.-]+(?::\d{1,5})?\/v\/([A-Za-z0-9_-]{1,64})/g;

/** Cuts a text into plain stretches and links to the check page. */
export function withLinks(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const match of text.matchAll(OURS)) {
    if (match.index > from) stretches.push({ text: text.slice(from, match.index) });
    stretches.push({ text: match[0], href: `/v/${match[1] ?? ''}` });
    from = match.index + match[0].length;
  }
  if (from < text.length) stretches.push({ text: text.slice(from) });
  return stretches;
}
