import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Env } from 'hono';
import { takePortalAct } from '../../engine/inbound/take-in.js';
import { slotOf } from '../../domain/id/slot-id.js';
import { Terminal } from '../../engine/ports/errors.js';
import type { CodeReading } from '../../engine/ports/reading.js';
import { portalRoutes } from '../contract/portal.js';
import type { ApiDeps, Words } from '../deps.js';

const HOUR_MS = 3_600_000;
/** Each try judges up to sixty contacts in some dozens of ways. */
const TRIES = 60;

const KEPT: Words = { en: 'Your complaint is filed with the lender. Nobody contacts you about this debt while it is looked at.', zh: '您的投诉已提交出借机构。处理期间，不会就该债务与您联系。' };

/** What somebody described, kept as a complaint about a contact of ours, sealed like everything that comes from outside. The same twice is one. */
async function keepComplaint(deps: ApiDeps, found: CodeReading, received: unknown, rules: readonly string[]): Promise<{ readonly reference: string; readonly text: Words }> {
  const slot = slotOf(found.caseId);
  const act = { act: 'complaint', about: 'contact', received, rules };
  const key = deps.digest(JSON.stringify({ caseId: found.caseId, act })).slice(0, 32);
  await takePortalAct(deps, { slot, personId: found.personId, caseId: found.caseId }, key, act);
  await deps.settleNow(slot);
  return { reference: deps.digest(`${found.personId}:${key}`).slice(0, 8).toUpperCase(), text: KEPT };
}

/** "Was that lawful?" Nothing of it is logged or kept, but what is asked to be kept. `findCode` limits tries of codes as elsewhere. */
export function lawfulRoutes<E extends Env>(app: OpenAPIHono<E>, deps: ApiDeps, from: (c: Context) => string, findCode: (typed: string, bucket: string) => Promise<CodeReading | null>): void {
  app.openapi(portalRoutes.lawful, async (c) => {
    if (!(await deps.desk.allowTry(`lawful:${from(c)}`, TRIES, HOUR_MS, deps.clock.now()))) throw new Terminal('too_many_tries', 'Too many descriptions from here. Wait an hour.');
    const { received, keep } = c.req.valid('json');
    const checked = deps.checkReceived(received);
    if (!checked.ok) throw new Terminal('unreadable_description', checked.problems.join('; '), checked.problems[0]?.split(':')[0]);
    const { answer } = checked;
    if (keep === undefined) return c.json({ ...answer, kept: null }, 200);
    const found = await findCode(keep.code, from(c));
    if (found === null) throw new Terminal('unknown_code', 'This code is not one of ours, so nothing was filed. Leave it out to get the answer alone.', 'keep.code');
    return c.json({ ...answer, kept: await keepComplaint(deps, found, received, answer.breaks.map(({ rule }) => rule)) }, 200);
  });
}
