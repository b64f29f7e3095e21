import { Chance } from '../world/chance.js';

/** A line of a lender's file, and what should become of it. */
export interface FileRow {
  readonly ref: string;
  readonly number: string;
  readonly owedMinor: number;
  readonly currency: string;
  readonly language: 'zh' | 'en';
  /** `collect`: a person to write to. `fill`: nothing is due yet. `bad`: to be rejected. */
  readonly kind: 'collect' | 'fill' | 'bad';
  readonly cells: readonly string[];
}

export interface LenderFile {
  readonly name: string;
  readonly rows: readonly FileRow[];
  readonly text: string;
}

export const CREDITOR = 'bank';
const COLUMNS = ['ref', 'who', 'id', 'name', 'phone', 'country', 'state', 'tz', 'language', 'currency', 'owed', 'since', 'consent'] as const;
const column = (name: string, more: object = {}) => ({ column: name, ...more });

export const MAPPING = {
  mapping: 1,
  loan: { externalRef: column('ref'), product: { constant: 'credit_card' }, currency: column('currency'), amountDue: column('owed'), dueOn: column('since', { date: 'YYYY-MM-DD' }) },
  borrower: {
    personRef: column('who'), idNumber: column('id'), name: column('name'), phones: [{ label: 'mobile', column: 'phone' }], country: column('country'), state: column('state'), timeZone: column('tz'), language: column('language'),
  },
  consents: { sms: column('consent') },
};

/** Where people live: several zones, so that at most hours somebody may lawfully be written to and somebody may not. */
const HOMES = [
  { country: 'CN', state: '', tz: 'Asia/Shanghai', language: 'zh', currency: 'CNY', prefix: '+86154', digits: 8, weight: 5 },
  { country: 'US', state: 'OH', tz: 'America/New_York', language: 'en', currency: 'USD', prefix: '+1614555', digits: 4, weight: 2 },
  { country: 'US', state: 'CA', tz: 'America/Los_Angeles', language: 'en', currency: 'USD', prefix: '+1213555', digits: 4, weight: 2 },
  { country: 'GB', state: '', tz: 'Europe/London', language: 'en', currency: 'GBP', prefix: '+4477009', digits: 5, weight: 2 },
] as const;

function rowOf(chance: Chance, file: number, line: number, kind: FileRow['kind']): FileRow {
  const serial = file * 4_000 + line;
  const home = HOMES[[0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3][chance.whole(0, 10)] as number] as (typeof HOMES)[number];
  const ref = `F${file}-${line}`;
  // Now and then two people share a telephone, as families do.
  const shared = chance.happens(0.03) && serial > 0 ? serial - 1 : serial;
  const number = `${home.prefix}${String(shared % 10 ** home.digits).padStart(home.digits, '0')}`;
  const owedMinor = chance.whole(20_000, 900_000);
  const owed = kind === 'bad' ? chance.pick(['a lot', '', '12.345.6']) : (owedMinor / 100).toFixed(2);
  const since = kind === 'fill' ? '2027-03-01' : `2026-10-${String(chance.whole(10, 28)).padStart(2, '0')}`;
  const cells = [ref, `P-${ref}`, `9900001980${10_000_000 + serial}`, `Person ${serial}`, number, home.country, home.state, home.tz, home.language, home.currency, owed, since, 'yes'];
  return { ref, number, owedMinor, currency: home.currency, language: home.language, kind, cells };
}

/** The files that the lender sends during a run, from the seed alone. */
export function portfolio(seed: number, files: number, cases: number, fill: number): readonly LenderFile[] {
  const chance = new Chance(seed).fork('portfolio');
  return Array.from({ length: files }, (_, file) => {
    const mine = Math.floor(cases / files) + (file < cases % files ? 1 : 0);
    const kinds: FileRow['kind'][] = [...Array.from({ length: mine }, () => 'collect' as const), ...Array.from({ length: fill }, () => 'fill' as const), ...Array.from({ length: Math.ceil(mine / 20) }, () => 'bad' as const)];
    // Mixed, so that a kill in the middle of a file leaves some of each behind.
    for (let i = kinds.length - 1; i > 0; i -= 1) {
      const j = chance.whole(0, i);
      [kinds[i], kinds[j]] = [kinds[j] as FileRow['kind'], kinds[i] as FileRow['kind']];
    }
    const rows = kinds.map((kind, line) => rowOf(chance, file, line, kind));
    return { name: `loans-${file}.csv`, rows, text: [COLUMNS.join(','), ...rows.map((row) => row.cells.join(','))].join('\n') };
  });
}
