import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../test/fixtures/rows-of.js';
import { uciAccounts } from './uci-accounts.js';

const FOLDER = 'examples/uci-credit-default';
const MONTHS = ['2005-09', '2005-08', '2005-07', '2005-06', '2005-05', '2005-04'];

describe('the data set', () => {
  it('gives the moves from month to month that lie beside it, all 150,000', async () => {
    const moves = new Map<string, number>();
    for await (const { statuses } of uciAccounts(`${FOLDER}/creditcard_default.csv`)) {
      for (let i = MONTHS.length - 1; i > 0; i -= 1) {
        const key = [MONTHS[i], MONTHS[i - 1], statuses[i], statuses[i - 1]].join('|');
        moves.set(key, (moves.get(key) ?? 0) + 1);
      }
    }
    const oracle = await rowsOf(`${FOLDER}/roll_matrix_oracle.csv`);
    expect(oracle.faults).toEqual([]);
    expect(oracle.rows.reduce((sum, { cells }) => sum + Number(cells['clients']), 0)).toBe(150_000);
    expect(Object.fromEntries(moves)).toEqual(Object.fromEntries(oracle.rows.map(({ cells }) => [[cells['from_month'], cells['to_month'], cells['from_status'], cells['to_status']].join('|'), Number(cells['clients'])])));
  });
  it('is not true ageing: 4.1 % of moves rise by more than one month, most of them from 0 to 2', async () => {
    let rises = 0;
    let fromZero = 0;
    for await (const { statuses } of uciAccounts(`${FOLDER}/creditcard_default.csv`)) {
      for (let i = 1; i < MONTHS.length; i += 1) {
        const [before = 0, after = 0] = [statuses[i], statuses[i - 1]];
        if (after > Math.max(0, before) + 1) rises += 1;
        if (before === 0 && after === 2) fromZero += 1;
      }
    }
    expect([rises, fromZero]).toEqual([6_209, 4_918]);
  });
});
