import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import iconv from 'iconv-lite';
import type { LocalDate } from '../../../domain/time/instant.js';
import { addDays } from '../../../domain/time/date.js';
import { quoteCell } from '../escape.js';
import { addMonths, chance, drawFrom, type Draw } from './draw.js';
import { CN_FORM, US_FORM, type DemoRow, type LenderForm } from './lender-files.js';
import { chinesePeople } from './people-cn.js';
import { americanPeople } from './people-us.js';
import type { DemoPerson, PersonMaker } from './person.js';
import { uciAccounts, type UciAccount } from './uci-accounts.js';

export type DemoLenderId = 'cn-lender' | 'us-lender';

export interface DemoLender {
  readonly id: DemoLenderId;
  readonly fileName: string;
  /** Path of the mapping inside `examples/`. */
  readonly mapping: string;
  readonly country: 'CN' | 'US';
  readonly name: { readonly zh: string; readonly en: string };
}

export const DEMO_LENDERS: readonly DemoLender[] = [
  { id: 'cn-lender', fileName: 'cn-lender.csv', mapping: 'mappings/cn-lender.json', country: 'CN', name: { zh: '示例消费金融', en: 'Example Consumer Finance (China)' } },
  { id: 'us-lender', fileName: 'us-lender.csv', mapping: 'mappings/us-lender.json', country: 'US', name: { zh: '样本银行（美国）', en: 'Sample Bank (United States)' } },
];

export interface DemoOptions {
  /** `examples/uci-credit-default/creditcard_default.csv`. */
  readonly dataPath: string;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** The day on which the files are said to have been written. */
  readonly asOf: LocalDate;
}

/** The September statement is taken to have been issued this long before the day of the file. */
const STATEMENT_AGE_DAYS = 5;
/** People beside borrowers are numbered from here. */
const OTHERS_FROM = 1_000_000;
const ROWS_PER_CHUNK = 200;

/** One account in five is the American lender's. */
export function lenderOf(draw: Draw, row: number): DemoLenderId {
  return draw('lender', row) % 5 === 0 ? 'us-lender' : 'cn-lender';
}

/**
 * A statement falls due 15 to 24 days after it was issued. Who is k months late has not paid the statement of k months ago,
 * so that k = 1 is about two weeks past due, k = 2 six weeks, and so on.
 */
function dueOnOf(draw: Draw, account: UciAccount, statementOn: LocalDate): LocalDate | null {
  const months = account.statuses[0] ?? 0;
  return months < 1 ? null : addDays(addMonths(statementOn, -months), 15 + (draw('term', account.row) % 10));
}

/** Remembers the people of one lender, so that some owe twice and some share a number or answer for a neighbour. */
class Cast {
  readonly #draw: Draw;
  readonly #maker: PersonMaker;
  readonly #onceOnly: Record<'due' | 'other', DemoPerson | null> = { due: null, other: null };
  #previous: DemoPerson | null = null;

  constructor(draw: Draw, maker: PersonMaker) {
    this.#draw = draw;
    this.#maker = maker;
  }

  /** About two hundred people in all owe twice: half of them two debts that are both in collection. */
  borrower(account: UciAccount): DemoPerson {
    const kind = (account.statuses[0] ?? 0) >= 1 && (account.bills[0] ?? 0) > 0 ? 'due' : 'other';
    const before = this.#onceOnly[kind];
    if (before !== null && chance(this.#draw, `second.${kind}`, account.row, kind === 'due' ? 20 : 4)) {
      this.#onceOnly[kind] = null;
      return before;
    }
    const person = this.#maker.make(account.row, account.age, this.#previous);
    this.#onceOnly[kind] = person;
    return person;
  }

  coBorrower(account: UciAccount, borrower: DemoPerson): DemoPerson | null {
    return chance(this.#draw, 'co-borrower', account.row, 25) ? this.#maker.make(OTHERS_FROM + account.row, account.age, borrower) : null;
  }

  /** One guarantor in five is another borrower: all that is sent to either counts for the same person. */
  guarantor(account: UciAccount, borrower: DemoPerson): DemoPerson | null {
    if (!chance(this.#draw, 'guarantor', account.row, 20)) return null;
    const neighbour = this.#previous;
    if (neighbour !== null && neighbour.ref !== borrower.ref && chance(this.#draw, 'guarantor.neighbour', account.row, 200)) return neighbour;
    return this.#maker.make(2 * OTHERS_FROM + account.row, account.age + 20, borrower);
  }

  remember(borrower: DemoPerson): void {
    this.#previous = borrower;
  }
}

/** Rows of one lender, in the order of the data. */
export async function* demoRows(lender: DemoLenderId, options: DemoOptions): AsyncGenerator<DemoRow> {
  const draw = drawFrom(options.seed);
  const cast = new Cast(draw, lender === 'cn-lender' ? chinesePeople(draw, options.seed, options.asOf) : americanPeople(draw));
  const statementOn = addDays(options.asOf, -STATEMENT_AGE_DAYS);
  for await (const account of uciAccounts(options.dataPath)) {
    if (lenderOf(draw, account.row) !== lender) continue;
    const borrower = cast.borrower(account);
    const coBorrower = cast.coBorrower(account, borrower);
    const guarantor = cast.guarantor(account, borrower);
    cast.remember(borrower);
    yield { account, statementOn, dueOn: dueOnOf(draw, account, statementOn), borrower, coBorrower, guarantor };
  }
}

/** A lender writes its file for machines: nothing is escaped for spreadsheets. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map(quoteCell).join(',')}\r\n`;
}

/** The file of one lender as bytes: the same seed and day give the same bytes. */
export async function* demoFile(lender: DemoLenderId, options: DemoOptions): AsyncGenerator<Uint8Array> {
  const form: LenderForm = lender === 'cn-lender' ? CN_FORM : US_FORM;
  let text = lineOf(form.header);
  let held = 0;
  for await (const row of demoRows(lender, options)) {
    text += lineOf(form.cells(row));
    held += 1;
    if (held < ROWS_PER_CHUNK) continue;
    yield iconv.encode(text, form.encoding);
    text = '';
    held = 0;
  }
  if (text !== '') yield iconv.encode(text, form.encoding);
}

/** Writes both files into a folder, and says where they are. */
export async function writeDemo(options: DemoOptions & { readonly dir: string }): Promise<Readonly<Record<DemoLenderId, string>>> {
  await mkdir(options.dir, { recursive: true });
  const paths = { 'cn-lender': join(options.dir, 'cn-lender.csv'), 'us-lender': join(options.dir, 'us-lender.csv') };
  for (const { id } of DEMO_LENDERS) await pipeline(Readable.from(demoFile(id, options)), createWriteStream(paths[id]));
  return paths;
}
