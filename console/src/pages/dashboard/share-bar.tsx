import { useLocale } from '../../i18n/locale.js';
import type { Tone } from '../../ui/badge.js';

/** Parts of one whole, with the figures beside: the list is the text of the picture, so the bar itself is silent. */
export function ShareBar({ parts }: { readonly parts: readonly { readonly label: string; readonly value: number; readonly tone: Tone }[] }) {
  const { number } = useLocale();
  return (
    <div>
      <div className="dw-share" data-empty={parts.every((part) => part.value === 0) ? '' : undefined} aria-hidden>
        {parts.filter((part) => part.value > 0).map((part) => <span key={part.label} data-tone={part.tone} style={{ flexGrow: part.value, flexBasis: 0 }} />)}
      </div>
      <dl className="dw-legend">
        {parts.map((part) => (
          <div key={part.label} data-tone={part.tone}><i aria-hidden /><dt>{part.label}</dt><dd>{number(part.value)}</dd></div>
        ))}
      </dl>
    </div>
  );
}
