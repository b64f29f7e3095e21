import { describe, expect, it } from 'vitest';
import { changed, isPersonal, readCaseSearch, sorted, toQuery } from './case-search.js';

const present = (value: object): object => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));

describe('the address of the case list', () => {
  it.each([
    [{}, {}],
    [{ state: 'open', stage: 'M2', creditor: 'c1', country: 'CN', flagged: 'true' }, { state: 'open', stage: 'M2', creditor: 'c1', country: 'CN', flagged: true }],
    [{ state: 'happy', sort: 'beauty', order: 'sideways', flagged: 'perhaps' }, {}],
    [{ search: 'L-77' }, { search: 'L-77' }],
    [{ search: 1187 }, { search: '1187' }],
    [{ search: '13800138000' }, {}],
    [{ cursor: 'abc', page: '3' }, { cursor: 'abc', page: 3 }],
    [{ page: '3' }, {}],
  ])('%j is read as %j', (raw, expected) => {
    expect(present(readCaseSearch(raw))).toEqual(expected);
  });

  it('asks the server for what it says', () => {
    expect(toQuery({ state: 'open', flagged: true, sort: 'days', order: 'asc', cursor: 'c' }, '')).toEqual({ limit: 50, state: 'open', flagged: 'true', sort: 'days', order: 'asc', cursor: 'c' });
    expect(toQuery({ search: 'L-1' }, '13800138000').search).toBe('13800138000');
    expect(toQuery({}, '')).toEqual({ limit: 50, sort: 'balance', order: 'desc' });
    expect(toQuery({ sort: 'next_review' }, '').order).toBe('asc');
  });

  it('starts the list again when a filter or the order changes', () => {
    expect(present(changed({ state: 'open', cursor: 'c', page: 4 }, { stage: 'M1' }))).toEqual({ state: 'open', stage: 'M1' });
    expect(present(sorted({ cursor: 'c', page: 4 }, 'days'))).toEqual({ sort: 'days', order: 'desc' });
    expect(present(sorted({}, 'balance'))).toEqual({ sort: 'balance', order: 'asc' });
    expect(present(sorted({ sort: 'balance' }, 'balance'))).toEqual({ sort: 'balance', order: 'asc' });
    expect(present(sorted({ sort: 'balance', order: 'asc' }, 'balance'))).toEqual({ sort: 'balance', order: 'desc' });
    expect(present(sorted({ sort: 'days' }, 'id'))).toEqual({ sort: 'id', order: 'asc' });
  });
});

describe('a search that is personal data', () => {
  it.each([
    ['13800138000', true], ['+1 (202) 555-0143', true], ['110101199003074578', true], ['11010119900307457X', true], ['078-05-1120', true],
    ['1187', false], ['123456', false], ['L-20050930', false], ['uci-30000', false], ['', false],
  ])('%s: %s', (search, expected) => {
    expect(isPersonal(search)).toBe(expected);
  });
});
