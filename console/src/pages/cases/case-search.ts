import type { CaseQuery } from '../../api/queries.js';
import type { CaseState } from '../../api/types.js';

export const CASE_STATES = ['open', 'promised', 'disputed', 'hardship', 'stopped', 'human', 'closed'] as const satisfies readonly CaseState[];
export const SORTS = ['balance', 'days', 'next_review', 'id'] as const;
export type CaseSort = (typeof SORTS)[number];
export const PAGE_SIZE = 50;

/** What the address of the case list holds: everything but a search that is personal data. */
export interface CaseSearch {
  readonly search?: string;
  readonly state?: CaseState;
  readonly stage?: string;
  readonly creditor?: string;
  readonly country?: string;
  readonly flagged?: true;
  readonly sort?: CaseSort;
  readonly order?: 'asc' | 'desc';
  readonly cursor?: string;
  readonly page?: number;
}

/**
 * A telephone or identity number, by its shape: such a search stays out of the address bar, which is kept in the
 * browser's history. Seven digits or more, with nothing but the marks that such numbers are written with.
 */
export function isPersonal(search: string): boolean {
  const digits = search.replace(/\D/g, '').length;
  return digits >= 7 && /^[+\d\s().\-/]+[xX]?$/.test(search.trim());
}

const string = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
};
function oneOf<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}

/** Reads an address. What it does not know it drops, so that an old or mistyped address still opens the list. */
export function readCaseSearch(raw: Readonly<Record<string, unknown>>): CaseSearch {
  const search = string(raw['search']);
  const page = Number(raw['page']);
  const cursor = string(raw['cursor']);
  return {
    search: search === undefined || isPersonal(search) ? undefined : search,
    state: oneOf(CASE_STATES, raw['state']), stage: string(raw['stage']), creditor: string(raw['creditor']), country: string(raw['country']),
    flagged: raw['flagged'] === true || raw['flagged'] === 'true' ? true : undefined,
    sort: oneOf(SORTS, raw['sort']), order: oneOf(['asc', 'desc'], raw['order']),
    cursor, page: cursor !== undefined && Number.isInteger(page) && page > 1 ? page : undefined,
  };
}

/** The address, and a personal search if there is one, as the server's query. */
export function toQuery(at: CaseSearch, personal: string): CaseQuery {
  const search = personal !== '' ? personal : at.search;
  const query: CaseQuery = { limit: PAGE_SIZE, sort: sortOf(at), order: orderOf(at) };
  if (search !== undefined) query.search = search;
  if (at.state !== undefined) query.state = at.state;
  if (at.stage !== undefined) query.stage = at.stage;
  if (at.creditor !== undefined) query.creditor = at.creditor;
  if (at.country !== undefined) query.country = at.country;
  if (at.flagged === true) query.flagged = 'true';
  if (at.cursor !== undefined) query.cursor = at.cursor;
  return query;
}

/** A filter or an order changes: the page starts again, because a cursor belongs to one list only. */
export function changed(at: CaseSearch, change: Partial<CaseSearch>): CaseSearch {
  return { ...at, ...change, cursor: undefined, page: undefined };
}

/** The way one most often wants a column: most money and most days first, soonest review first. */
const firstOrder = (by: CaseSort): 'asc' | 'desc' => (by === 'balance' || by === 'days' ? 'desc' : 'asc');

export const sortOf = (at: CaseSearch): CaseSort => at.sort ?? 'balance';
export const orderOf = (at: CaseSearch): 'asc' | 'desc' => at.order ?? firstOrder(sortOf(at));

/** Pressing a heading: the first press sorts that column, the second turns it round. */
export function sorted(at: CaseSearch, by: CaseSort): CaseSearch {
  const order = sortOf(at) !== by ? firstOrder(by) : orderOf(at) === 'asc' ? 'desc' : 'asc';
  return changed(at, { sort: by, order });
}
