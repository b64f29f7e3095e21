import { isRowFault } from '../../../engine/ports/files.js';
import { openRows } from '../open-rows.js';

/** One account of the data set, as of September 2005. Amounts are whole New Taiwan dollars. */
export interface UciAccount {
  /** Row of the data from 1; the data has no other id. */
  readonly row: number;
  readonly limit: number;
  readonly age: number;
  /** Status by month, September first: -2 no use, -1 paid in full, 0 minimum paid, 1 to 8 months late. */
  readonly statuses: readonly number[];
  readonly bills: readonly number[];
  readonly payments: readonly number[];
}

const STATUS_COLUMNS = ['pay_0', 'pay_2', 'pay_3', 'pay_4', 'pay_5', 'pay_6'];
const BILL_COLUMNS = [1, 2, 3, 4, 5, 6].map((n) => `bill_amt${n}`);
const PAYMENT_COLUMNS = [1, 2, 3, 4, 5, 6].map((n) => `pay_amt${n}`);

/** Reads the data set in its order. Columns that describe the person beyond age are left alone (see examples/README.md). */
export async function* uciAccounts(path: string): AsyncGenerator<UciAccount> {
  let row = 0;
  for await (const item of openRows(path, { format: 'csv' })) {
    if (isRowFault(item)) throw new Error(`demo: line ${item.line} of the data set cannot be read: ${item.reason}`);
    row += 1;
    const number = (column: string): number => {
      const value = Number(item.cells[column]);
      if (!Number.isSafeInteger(value)) throw new Error(`demo: line ${item.line} of the data set has no whole number in ${column}`);
      return value;
    };
    yield {
      row, limit: number('limit_bal'), age: number('age'),
      statuses: STATUS_COLUMNS.map(number), bills: BILL_COLUMNS.map(number), payments: PAYMENT_COLUMNS.map(number),
    };
  }
}
