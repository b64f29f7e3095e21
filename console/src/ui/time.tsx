import { useLocale } from '../i18n/locale.js';
import type { InstantStyle } from '../format/time.js';

/** An instant in the reader's zone; pointing at it shows the seconds and the zone. */
export function Time({ at, style = 'brief' }: { readonly at: string | null; readonly style?: InstantStyle }) {
  const { instant } = useLocale();
  if (at === null) return <span className="dw-soft">–</span>;
  return <time dateTime={at} title={instant(at, 'full')} className="dw-num">{instant(at, style)}</time>;
}
