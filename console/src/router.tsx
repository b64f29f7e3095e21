import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Outlet, createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { asProblem } from './api/problem.js';
import { forgetSession, sessionQuery } from './api/queries.js';
import { readCaseSearch } from './pages/cases/case-search.js';
import { Frame } from './shell/frame.js';
import { BrokenPage, NoSuchPage, PagePending } from './shell/fallbacks.js';
import { SignIn } from './shell/sign-in.js';

/** A session that ended somewhere in the middle of the work: back to the form, and afterwards back to this page. */
function onRefusal(error: unknown): void {
  const session = queryClient.getQueryData(sessionQuery.queryKey);
  if (asProblem(error).http !== 401 || session === undefined || session === null) return;
  forgetSession(queryClient);
  void router.invalidate();
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onRefusal }),
  mutationCache: new MutationCache({ onError: onRefusal }),
  defaultOptions: {
    queries: { staleTime: 5_000, refetchOnWindowFocus: true, retry: (count, error) => asProblem(error).http === 0 && count < 2 },
    mutations: { retry: false },
  },
});

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet, notFoundComponent: NoSuchPage, errorComponent: BrokenPage });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only our own paths: an address from outside must not decide where one lands after signing in.
  validateSearch: (search): { next?: string } => {
    const next = text(search['next']);
    return next !== undefined && /^\/(?!\/)/.test(next) ? { next } : {};
  },
  beforeLoad: async ({ context }) => {
    if ((await context.queryClient.ensureQueryData(sessionQuery)) !== null) throw redirect({ to: '/' });
  },
  component: function SignInPage() {
    return <SignIn next={signIn.useSearch().next} />;
  },
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session === null) throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.pathname + location.searchStr } });
    return { session };
  },
  component: function Inside() {
    return <Frame session={inside.useRouteContext().session} />;
  },
});

const dashboard = createRoute({ getParentRoute: () => inside, path: '/', component: lazyRouteComponent(() => import('./pages/dashboard/dashboard-page.js'), 'DashboardPage') });

const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/cases/cases-page.js'), 'CasesPage'),
});

const oneCase = createRoute({ getParentRoute: () => inside, path: '/cases/$caseId', component: lazyRouteComponent(() => import('./pages/case/case-page.js'), 'CasePage') });

const decision = createRoute({ getParentRoute: () => inside, path: '/decisions/$decisionId', component: lazyRouteComponent(() => import('./pages/decision/decision-page.js'), 'DecisionPage') });

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  validateSearch: (search): { errors?: string } => ({ errors: text(search['errors']) }),
  component: lazyRouteComponent(() => import('./pages/imports/imports-page.js'), 'ImportsPage'),
});

const plans = createRoute({
  getParentRoute: () => inside,
  path: '/plans',
  validateSearch: (search): { plan?: string; version?: number } => {
    const version = Number(search['version']);
    return { plan: text(search['plan']), version: Number.isInteger(version) && version > 0 ? version : undefined };
  },
  component: lazyRouteComponent(() => import('./pages/plans/plans-page.js'), 'PlansPage'),
});

const templates = createRoute({
  getParentRoute: () => inside,
  path: '/templates',
  validateSearch: (search): { id?: string; version?: number; fresh?: true } => {
    const version = Number(search['version']);
    return { id: text(search['id']), version: Number.isInteger(version) && version > 0 ? version : undefined, ...(search['fresh'] === true ? { fresh: true } : {}) };
  },
  component: lazyRouteComponent(() => import('./pages/templates/templates-page.js'), 'TemplatesPage'),
});

const tasks = createRoute({
  getParentRoute: () => inside,
  path: '/tasks',
  validateSearch: (search): { channel?: 'call' | 'visit' } => ({ channel: search['channel'] === 'call' || search['channel'] === 'visit' ? search['channel'] : undefined }),
  component: lazyRouteComponent(() => import('./pages/tasks/tasks-page.js'), 'TasksPage'),
});

const audit = createRoute({ getParentRoute: () => inside, path: '/audit', component: lazyRouteComponent(() => import('./pages/audit/audit-page.js'), 'AuditPage') });

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren([dashboard, cases, oneCase, decision, imports, plans, templates, tasks, audit])]),
  basepath: '/console',
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
