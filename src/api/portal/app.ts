import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { Context } from 'hono';
import { codesIn, compareWords } from '../../domain/contact/pasted-message.js';
import { holdsInForce } from '../../domain/case/holds.js';
import { delinquency } from '../../domain/loan/delinquency.js';
import { maskRef } from '../../domain/party/mask.js';
import { addDays, isLocalDate } from '../../domain/time/date.js';
import { toLocal } from '../../domain/time/zone.js';
import { takePortalAct } from '../../engine/inbound/take-in.js';
import { takeUnsubscribe } from '../../engine/inbound/take-mail.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { CodeReading, CaseFile } from '../../engine/ports/reading.js';
import { portalRoutes } from '../contract/portal.js';
import type { ApiDeps, Words } from '../deps.js';
import { onError, onInvalid, problem } from '../outcome.js';
import { iso } from '../present.js';
import { lawfulRoutes } from './lawful.js';

interface PortalEnv {
  Variables: { session: { readonly slot: number; readonly personId: number; readonly caseId: number } };
}

const SESSION_MS = 30 * 60_000;
const HOUR_MS = 3_600_000;
/** Codes carry 40 bits; twenty tries an hour from one place make guessing hopeless. */
const VERIFY_TRIES = 20;
/** Asked about one code, by everybody together: more than a family, less than whoever wants to watch a case. */
const CODE_TRIES = 60;
const OPEN_TRIES = 5;
/** A provider of mailboxes asks for many people from one place; a token cannot be guessed in any number of tries. */
const UNSUBSCRIBE_TRIES = 600;
const BODY_MAX = 20_000;
/** A description of forty lines and two texts of four thousand Chinese characters. */
const LAWFUL_BODY_MAX = 48_000;
/** A promise quiets a case until its day; further off it is a plan, which a person agrees. */
const PROMISE_DAYS_MAX = 60;

/** Every candidate is a try, of whoever asks; and what one code answers is limited too, whoever asks. */
async function findCode(deps: ApiDeps, typed: string, bucket: string): Promise<CodeReading | null> {
  const now = deps.clock.now();
  const allow = async (what: string, tries: number) => {
    if (!(await deps.desk.allowTry(what, tries, HOUR_MS, now))) throw new Terminal('too_many_tries', 'Too many codes tried. Wait an hour, or call the lender.');
  };
  const candidates = codesIn(typed);
  if (candidates.length === 0) await allow(bucket, VERIFY_TRIES);
  for (const { slot, code } of candidates) {
    await allow(bucket, VERIFY_TRIES);
    const found = await deps.reading.caseByCode(slot, code);
    if (found === null) continue;
    await allow(`portal-code:${deps.digest(code)}`, CODE_TRIES);
    return found;
  }
  return null;
}

/** Whether it came from us. Nothing about the person where the words are somebody else's, or where the number may be by now. */
async function verified(deps: ApiDeps, pasted: string, found: CodeReading | null) {
  if (found === null) return { genuine: false, code: null, words: 'not_compared' as const, creditor: null, channel: null, sentAt: null, sentTo: null, about: null, language: null, superseded: false };
  const beside = found.text === null ? 'few' : compareWords(pasted, found.text);
  const open = beside !== 'other' && !found.pointGone;
  return {
    genuine: true, code: beside === 'other' ? null : found.code, words: beside === 'few' ? ('not_compared' as const) : beside, creditor: await lenderName(deps, found.creditorId), channel: found.channel, sentAt: iso(found.sentAt),
    sentTo: open ? found.sentTo : null, about: open ? found.name : null, language: open ? found.language : null, superseded: found.superseded,
  };
}

async function lenderName(deps: ApiDeps, creditorId: string): Promise<Words> {
  const creditor = (await deps.intake.creditors()).find((c) => c.id === creditorId);
  return { en: creditor?.nameEn ?? creditorId, zh: creditor?.nameZh ?? creditorId };
}

/** Code and last four characters of the ID document open the debt. Wrong tries are counted per person, not per place. */
async function open(deps: ApiDeps, typed: string, idTail: string, from: string) {
  const found = await findCode(deps, typed, from);
  if (found === null) throw new Terminal('wrong_credentials', 'This code is not one of ours, or it was copied wrongly.');
  const now = deps.clock.now();
  if (!(await deps.desk.allowTry(`portal-open:${found.personId}`, OPEN_TRIES, HOUR_MS, now))) throw new Terminal('too_many_tries', 'Too many tries. Wait an hour, or call the lender.');
  const matchKey = await deps.reading.personMatchKey(found.personId);
  if (found.idTailIndex === null || matchKey === null) throw new Terminal('no_id_on_file', 'The lender has no ID document of yours on file, so this page cannot open the debt. Call the lender; your code proves that the message was ours.');
  if (deps.keys.blind('id-tail', `${matchKey}|${idTail.trim().toUpperCase().slice(-4)}`) !== found.idTailIndex) throw new Terminal('wrong_credentials', 'These characters do not fit.');
  const token = Buffer.from(deps.random(32)).toString('base64url');
  await deps.desk.openPortalSession({ tokenDigest: deps.digest(token), slot: Math.floor(found.caseId / 2 ** 40), personId: found.personId, caseId: found.caseId, expiresAt: now + SESSION_MS });
  return { token, language: found.language };
}

const NOT_QUIET = new Set(['awaiting_person']);

async function debtView(deps: ApiDeps, file: CaseFile, now: number) {
  const asOf = toLocal(file.timeZone ?? 'UTC', now).date;
  const events = file.events.map((e) => ({ type: e.type, at: e.at, ...(e.data as { hold?: string; until?: number }) }));
  const debts = file.debts.map((d) => {
    const reading = delinquency(d.ledger, d.pauses, asOf);
    return {
      ref: maskRef(d.ref), product: d.product, balance: { minor: reading.balanceMinor, currency: d.currency }, dueOn: reading.oldestDueOn, daysPastDue: reading.daysPastDue,
      lines: d.ledger.map((e) => ({ on: e.effectiveOn, kind: e.kind, amount: { minor: e.amountMinor, currency: d.currency } })),
    };
  });
  const total = new Map<string, number>();
  for (const debt of debts) total.set(debt.balance.currency, (total.get(debt.balance.currency) ?? 0) + Math.max(0, debt.balance.minor));
  const satisfied = new Map(file.decisions.filter((d) => d.stage === 'dispatch' && (d.choice === 'send' || d.choice === 'task')).map((d) => {
    const record = JSON.parse(d.record) as { contact: string; judged: { verdict: { satisfied: string[] } }[] };
    return [record.contact, record.judged[0]?.verdict.satisfied ?? []];
  }));
  return {
    creditor: await lenderName(deps, file.row.creditorId), asOf, language: file.row.language, name: file.row.person, state: file.row.state, debts,
    total: [...total].map(([currency, minor]) => ({ currency, minor })),
    quiet: holdsInForce(events, now).filter((h) => !NOT_QUIET.has(h.kind)).map((h) => ({ kind: h.kind, since: iso(h.since), until: iso(h.until) })),
    contacts: file.contacts.filter((c) => c.sentAt !== null).map((c) => ({
      at: iso(c.sentAt as number), channel: c.channel, state: c.state,
      basis: (satisfied.get(String(c.id)) ?? []).map((rule) => ({ rule, title: deps.ruleWords(rule).title, citation: deps.ruleWords(rule).citation })),
    })),
  };
}

/** What a borrower did, kept and read at once; the same key and content gives the first answer (law 8). */
async function act(deps: ApiDeps, c: Context<PortalEnv>, key: string, body: Readonly<Record<string, unknown>>, text: Words) {
  const session = c.get('session');
  const digest = deps.digest(JSON.stringify(body));
  const surface = `portal:${session.personId}`;
  const before = await deps.desk.remembered(surface, key, digest);
  if (before.kind === 'reused') throw new Terminal('reused_key', 'This form was already used for something else. Load the page again.', 'idempotency-key');
  if (before.kind === 'same') return before.response as { done: boolean; reference: string; text: Words };
  await takePortalAct(deps, session, key, body);
  await deps.settleNow(session.slot);
  const answer = { done: true, reference: deps.digest(`${session.personId}:${key}`).slice(0, 8).toUpperCase(), text };
  await deps.desk.remember(surface, key, digest, answer, deps.clock.now());
  return answer;
}

/** What needs no debt opened. */
const OPEN_TO_ALL = ['/verify', '/session', '/lawful', '/unsubscribe'];

function requirePortalSession(deps: ApiDeps) {
  return createMiddleware<PortalEnv>(async (c, next) => {
    if (OPEN_TO_ALL.some((path) => c.req.path.endsWith(path))) return next();
    const token = /^Bearer ([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1];
    const session = token === undefined ? null : await deps.desk.portalSession(deps.digest(token), deps.clock.now());
    if (session === null) throw new Terminal('session_over', 'Open your debt again with the code from the message.');
    c.set('session', session);
    return next();
  });
}

function actRoutes(app: OpenAPIHono<PortalEnv>, deps: ApiDeps): void {
  app.openapi(portalRoutes.pay, async (c) => {
    const { amountMinor, currency } = c.req.valid('json');
    const session = c.get('session');
    const file = await deps.reading.caseFile(session.caseId, deps.clock.now());
    const owed = Math.max(0, file?.row.balanceMinor ?? 0);
    if (currency !== file?.row.currency) throw new Terminal('bad_request', `Pay in ${file?.row.currency ?? 'the currency of the debt'}.`, 'currency');
    if (amountMinor > owed && (await deps.desk.remembered(`portal:${session.personId}`, c.req.valid('header')['idempotency-key'], deps.digest(JSON.stringify({ act: 'pay', amountMinor, currency })))).kind === 'new') {
      throw new Terminal('more_than_owed', 'This is more than is owed. Nothing was paid.', 'amountMinor');
    }
    return c.json(await act(deps, c, c.req.valid('header')['idempotency-key'], { act: 'pay', amountMinor, currency }, { en: 'The sandbox payment was booked. No money was moved.', zh: '沙盒付款已入账，未发生真实扣款。' }), 200);
  });
  app.openapi(portalRoutes.stop, async (c) => {
    const { medium } = c.req.valid('json');
    return c.json(await act(deps, c, c.req.valid('header')['idempotency-key'], { act: 'stop', medium }, { en: 'We stop. You can still use this page.', zh: '我们已停止联系。您仍可使用本页面。' }), 200);
  });
  app.openapi(portalRoutes.dispute, async (c) => {
    const { reason, words } = c.req.valid('json');
    return c.json(await act(deps, c, c.req.valid('header')['idempotency-key'], { act: 'dispute', reason, words }, { en: 'Your dispute is open. Nobody contacts you about this debt until it is answered.', zh: '您的异议已受理。在答复之前，不会就该债务与您联系。' }), 200);
  });
  app.openapi(portalRoutes.hardship, async (c) => {
    const { words } = c.req.valid('json');
    return c.json(await act(deps, c, c.req.valid('header')['idempotency-key'], { act: 'hardship', words }, { en: 'Thank you for telling us. A person will look at it; until then nobody contacts you.', zh: '感谢您告知。将由人工查看，在此之前不会联系您。' }), 200);
  });
  app.openapi(portalRoutes.promise, async (c) => {
    const { amountMinor, currency, on } = c.req.valid('json');
    if (!isLocalDate(on)) throw new Terminal('bad_request', 'This day is not in the calendar.', 'on');
    const today = toLocal('UTC', deps.clock.now()).date;
    if (on < addDays(today, -1) || on > addDays(today, PROMISE_DAYS_MAX)) throw new Terminal('promise_date', `Choose a day from today on, at most ${PROMISE_DAYS_MAX} days ahead. For later, ask for instalments or tell us that it is hard.`, 'on');
    return c.json(await act(deps, c, c.req.valid('header')['idempotency-key'], { act: 'promise', amountMinor, currency, on }, { en: 'Noted. It is quiet until that day has passed.', zh: '已记录。在该日期过后之前保持静默。' }), 200);
  });
}

/** The borrower surface, under `/api/portal`. */
export function portalApi(deps: ApiDeps): OpenAPIHono<PortalEnv> {
  const app = new OpenAPIHono<PortalEnv>({ defaultHook: onInvalid });
  app.use(secureHeaders());
  const atMost = (maxSize: number) => bodyLimit({ maxSize, onError: (c) => problem(c, 'too_large', 'The request is too large.') });
  const [usual, roomy] = [atMost(BODY_MAX), atMost(LAWFUL_BODY_MAX)];
  app.use((c, next) => (c.req.path.endsWith('/lawful') ? roomy : usual)(c, next));
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });
  app.use(requirePortalSession(deps));
  const from = (c: Context) => `portal-verify:${deps.digest(c.req.header('x-dunwell-client') ?? 'direct')}`;
  app.openapi(portalRoutes.verify, async (c) => {
    const { code, text } = c.req.valid('json');
    const pasted = text ?? code;
    if (pasted === undefined) throw new Terminal('bad_request', 'Give a code, or the text of the message.', 'code');
    return c.json(await verified(deps, pasted, await findCode(deps, pasted, from(c))), 200);
  });
  app.openapi(portalRoutes.open, async (c) => {
    const { code, idTail } = c.req.valid('json');
    return c.json(await open(deps, code, idTail, from(c)), 200);
  });
  app.openapi(portalRoutes.debt, async (c) => {
    const now = deps.clock.now();
    const file = await deps.reading.caseFile(c.get('session').caseId, now);
    if (file === null) throw new Terminal('not_found', 'The case is not here any more.');
    return c.json(await debtView(deps, file, now), 200);
  });
  app.openapi(portalRoutes.unsubscribe, async (c) => {
    if (!(await deps.desk.allowTry(`unsubscribe:${from(c)}`, UNSUBSCRIBE_TRIES, HOUR_MS, deps.clock.now()))) throw new Terminal('too_many_tries', 'Too many tries from here. Wait an hour.');
    const { slot } = await takeUnsubscribe(deps, c.req.valid('json').token);
    await deps.settleNow(slot);
    return c.json({ done: true }, 200);
  });
  actRoutes(app, deps);
  lawfulRoutes(app, deps, from, (typed, bucket) => findCode(deps, typed, bucket));
  app.onError(onError(deps.log));
  app.notFound((c) => problem(c, 'not_found', 'No such route.'));
  return app;
}
