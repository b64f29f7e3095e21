import { useLocale } from '../i18n/locale.js';
import type { CodeGroup } from '../i18n/locale.js';

export type Tone = 'green' | 'pine' | 'blue' | 'amber' | 'red' | 'plum' | 'grey';

// One table for the whole console: the same state has the same colour on every page.
const tones: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  state: { open: 'blue', promised: 'pine', disputed: 'amber', hardship: 'plum', stopped: 'red', closed: 'grey', human: 'amber' },
  contact: {
    queued: 'blue', waiting_for_person: 'amber', attempting: 'blue', sent: 'pine', delivered: 'green', failed: 'red', unknown: 'amber', refused: 'red',
    cancelled: 'grey', expired: 'grey', done: 'green',
  },
  outcome: { allowed: 'green', presumed_violation: 'amber', prohibited: 'red' },
  choice: { contact: 'pine', defer: 'amber', task: 'blue', none: 'grey', send: 'pine', refuse: 'red' },
  plan_state: { draft: 'blue', approved: 'amber', released: 'green', retired: 'grey' },
  template_state: { built_in: 'grey', draft: 'blue', linted: 'amber', approved: 'pine', retired: 'grey', in_force: 'green' },
  severity: { block: 'red', review: 'amber', answered: 'green' },
  import_state: { running: 'blue', done: 'green', failed: 'red' },
  change: { same: 'grey', added: 'green', removed: 'red', changed: 'amber' },
  force: { L: 'plum', R: 'blue', S: 'pine', G: 'pine', N: 'grey', P: 'grey', H: 'grey' },
};

export function toneOf(group: CodeGroup, code: string): Tone {
  return tones[group]?.[code] ?? 'grey';
}

export function Badge({ group, code }: { readonly group: CodeGroup; readonly code: string }) {
  const { word } = useLocale();
  return <span className="dw-badge" data-tone={toneOf(group, code)}>{word(group, code)}</span>;
}

/** How binding a rule is. House policy looks unlike law: a dashed edge, and never the word. */
export function ForceTag({ force }: { readonly force: string }) {
  const { word } = useLocale();
  return <span className="dw-tag" data-tone={toneOf('force', force)} data-house={force === 'H' ? '' : undefined}>{word('force', force)}</span>;
}
