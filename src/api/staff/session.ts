import { createMiddleware } from 'hono/factory';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Context } from 'hono';
import type { StaffRecord, StaffRole } from '../../engine/ports/desk.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { ApiDeps } from '../deps.js';

export interface StaffEnv {
  Variables: { staff: StaffRecord; csrf: string };
}

const COOKIE = 'dunwell_staff';
const SESSION_MS = 12 * 3_600_000;
const SIGN_IN_TRIES = 10;
const SIGN_IN_WINDOW_MS = 15 * 60_000;

function token(deps: ApiDeps): string {
  return Buffer.from(deps.random(32)).toString('base64url');
}

/** Signs in; tries are limited per e-mail, and an unknown e-mail takes as long as a wrong password. */
export async function signIn(deps: ApiDeps, c: Context, email: string, password: string) {
  const now = deps.clock.now();
  const who = email.trim().toLowerCase();
  if (!(await deps.desk.allowTry(`sign-in:${deps.digest(who)}`, SIGN_IN_TRIES, SIGN_IN_WINDOW_MS, now))) throw new Terminal('too_many_tries', 'Too many tries. Wait a quarter of an hour.');
  const found = await deps.desk.staffByEmail(who);
  if (!(await deps.checkPassword(password, found?.passwordHash ?? null)) || found === null) throw new Terminal('wrong_credentials', 'E-mail and password do not fit together.');
  const secret = token(deps);
  const csrf = token(deps);
  await deps.desk.openSession({ tokenDigest: deps.digest(secret), staffId: found.id, csrf, now, expiresAt: now + SESSION_MS });
  setCookie(c, COOKIE, secret, { httpOnly: true, sameSite: 'Strict', secure: deps.secureCookies, path: '/api/staff', maxAge: SESSION_MS / 1000 });
  return { staff: { id: found.id, name: found.name, email: found.email, role: found.role }, csrf, demo: deps.demo };
}

export async function signOut(deps: ApiDeps, c: Context): Promise<void> {
  const secret = getCookie(c, COOKIE);
  if (secret !== undefined) await deps.desk.closeSession(deps.digest(secret));
  deleteCookie(c, COOKIE, { path: '/api/staff' });
}

/** Every route but sign-in: a live session, and on writes the token that only our own page can read. */
export function requireSession(deps: ApiDeps) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    if (c.req.path.endsWith('/session') && c.req.method === 'POST') return next();
    const secret = getCookie(c, COOKIE);
    const session = secret === undefined ? null : await deps.desk.session(deps.digest(secret), deps.clock.now());
    if (session === null) throw new Terminal(deps.demo ? 'sign_in_demo' : 'sign_in', deps.demo ? 'Sign in. Demo people: analyst@demo.example, head@demo.example, collector@demo.example; password demo-dunwell.' : 'Sign in first.');
    if (c.req.method !== 'GET' && c.req.header('x-dunwell-csrf') !== session.csrf) throw new Terminal('csrf', 'This request did not come from the console page. Load the page again.');
    c.set('staff', session.staff);
    c.set('csrf', session.csrf);
    return next();
  });
}

/** Least privilege: who may do what, in one table. Reading is for all who are signed in. */
const ROLES: Readonly<Record<string, readonly StaffRole[]>> = {
  import: ['analyst', 'head'], mapping: ['analyst', 'head'], plan: ['analyst', 'head'], template: ['analyst', 'head'], approve: ['head', 'analyst'], release: ['head'], tick: ['analyst', 'head'],
  agency: ['head'], alert: ['head'], hold: ['collector', 'head'], reveal: ['collector', 'head'], task: ['collector', 'head'],
};

export function requireRole(c: Context<StaffEnv>, act: keyof typeof ROLES): StaffRecord {
  const staff = c.get('staff');
  const roles = ROLES[act] ?? [];
  if (!roles.includes(staff.role)) throw new Terminal('not_your_role', `Your role (${staff.role}) may not do this. It is for: ${roles.join(', ')}.`);
  return staff;
}
