import { MS_PER_MINUTE, type Instant } from '../../domain/time/instant.js';
import type { AlertTold, Bell, DueAlert } from '../ports/alerts.js';
import type { Clock, Log } from '../ports/clock.js';
import { faultName } from '../ports/fault.js';
import type { Lease, Store } from '../ports/store.js';

export interface AlertDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** `null`: nobody outside is named; the alert stands in the console and in the log. */
  readonly bell: Bell | null;
  readonly consoleUrl: string;
}

const ALERTS = 50;
/** Between two tries, in ms: at first at once, in the end every quarter of an hour, until it is taken or somebody has looked. */
const retryAfter = (tries: number): number => Math.min(15, 2 ** Math.min(tries, 4)) * MS_PER_MINUTE;

async function ringOne({ bell, log, consoleUrl }: AlertDeps, alert: DueAlert, now: Instant): Promise<AlertTold> {
  if (bell === null) return { id: alert.id, toldAt: null, nextTryAt: null };
  let taken = false;
  try {
    taken = await bell.ring({ id: String(alert.id), kinds: alert.kinds, raisedAt: alert.raisedAt, link: `${consoleUrl}/console/` });
  } catch (error) {
    log.error('alert_not_told', { alert: alert.id, tries: alert.tries + 1, error: faultName(error) });
  }
  return taken ? { id: alert.id, toldAt: now, nextTryAt: null } : { id: alert.id, toldAt: null, nextTryAt: now + retryAfter(alert.tries) };
}

/**
 * Tells whoever is named of people who may be in danger. The try is on record before it is made, so that a crash neither forgets it nor
 * rings without end; a bell may be rung twice, never not at all.
 */
export async function alertSlot(deps: AlertDeps, lease: Lease): Promise<number> {
  const { store, clock, log } = deps;
  const now = clock.now();
  const due = await store.inSlot(lease.slot, lease, async (transaction) => {
    const alerts = await transaction.alertsDue(now, ALERTS);
    if (alerts.length > 0) await transaction.tellAlerts(alerts.map((alert) => ({ id: alert.id, toldAt: null, nextTryAt: now + retryAfter(alert.tries) })));
    return alerts;
  });
  if (due.length === 0) return 0;
  for (const alert of due) if (alert.tries === 0) log.error('person_in_distress', { alert: alert.id, kinds: alert.kinds.join(',') });
  const told = await Promise.all(due.map((alert) => ringOne(deps, alert, now)));
  const settled = told.filter((one) => one.toldAt !== null || one.nextTryAt === null);
  if (settled.length > 0) await store.inSlot(lease.slot, null, (transaction) => transaction.tellAlerts(settled));
  return due.length;
}
