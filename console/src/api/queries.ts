import { queryOptions } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { operations } from '../../../client/staff/schema.d.ts';
import { api, setCsrf, unwrap } from './client.js';
import { asProblem } from './problem.js';
import { readDemo } from './roles.js';
import type { DemoAccounts } from './roles.js';
import type { Session } from './types.js';

export type CaseQuery = NonNullable<operations['cases']['parameters']['query']>;

/** Who is signed in; `null` when nobody is. Any other failure is thrown. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await unwrap(api.GET('/session'));
      setCsrf(session.csrf);
      return session;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.http === 401) {
        demo = problem.code === 'sign_in_demo' ? readDemo(problem.detail) : null;
        return null;
      }
      throw problem;
    }
  },
});

// Told by the refusal of GET /session, before anybody has signed in.
let demo: DemoAccounts | null = null;
export function demoAccounts(): DemoAccounts | null {
  return demo;
}

export function keepSession(client: QueryClient, session: Session): void {
  setCsrf(session.csrf);
  client.setQueryData(sessionQuery.queryKey, session);
}

/** Forgets who was signed in, so that the next page asks the server again. */
export function forgetSession(client: QueryClient): void {
  setCsrf(null);
  client.removeQueries({ queryKey: sessionQuery.queryKey });
}

export const dashboardQuery = queryOptions({
  queryKey: ['dashboard'],
  queryFn: () => unwrap(api.GET('/dashboard')),
  refetchInterval: (query) => (query.state.data?.portfolio.importRunning === true ? 2_000 : 30_000),
});

/** A search goes in the body: it may be a telephone or ID number, which must not stand in a URL. */
const listCases = (query: CaseQuery) => (query.search === undefined ? api.GET('/cases', { params: { query } }) : api.POST('/cases/search', { body: { ...query, search: query.search } }));

export const casesQuery = (query: CaseQuery) =>
  queryOptions({ queryKey: ['cases', query], queryFn: () => unwrap(listCases(query)), placeholderData: (previous) => previous });

export const caseQuery = (id: string) =>
  queryOptions({ queryKey: ['case', id], queryFn: () => unwrap(api.GET('/cases/{id}', { params: { path: { id } } })) });

export const decisionQuery = (id: string) =>
  queryOptions({ queryKey: ['decision', id], queryFn: () => unwrap(api.GET('/decisions/{id}', { params: { path: { id } } })), staleTime: Infinity });

export const creditorsQuery = queryOptions({ queryKey: ['creditors'], queryFn: () => unwrap(api.GET('/creditors')), staleTime: 60_000 });

export const mappingQuery = (id: string) =>
  queryOptions({ queryKey: ['mapping', id], queryFn: () => unwrap(api.GET('/creditors/{id}/mapping', { params: { path: { id } } })), enabled: id !== '' });

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => unwrap(api.GET('/imports')),
  refetchInterval: (query) => (query.state.data?.items.some((item) => item.state === 'running') === true ? 2_000 : false),
});

export const importErrorsQuery = (id: string) =>
  queryOptions({ queryKey: ['import-errors', id], queryFn: () => unwrap(api.GET('/imports/{id}/errors', { params: { path: { id }, query: { limit: 500 } } })) });

export const plansQuery = queryOptions({ queryKey: ['plans'], queryFn: () => unwrap(api.GET('/plans')) });

export const templatesQuery = queryOptions({ queryKey: ['templates'], queryFn: () => unwrap(api.GET('/templates')) });

export const templateQuery = (id: string, version: number) =>
  queryOptions({ queryKey: ['template', id, version], queryFn: () => unwrap(api.GET('/templates/{id}/{version}', { params: { path: { id, version } } })) });

/** Somebody may be in danger: asked often, also where nobody touches the page. */
export const alertsQuery = queryOptions({ queryKey: ['alerts'], queryFn: () => unwrap(api.GET('/alerts')), refetchInterval: 15_000 });

export const tasksQuery = queryOptions({ queryKey: ['tasks'], queryFn: () => unwrap(api.GET('/tasks')), refetchInterval: 60_000 });
