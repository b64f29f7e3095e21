import { Pace } from '../../src/engine/dispatch/pace.js';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { standingClock } from '../../src/adapters/clock/clocks.js';
import { keysFrom } from '../../src/adapters/keys/file-keys.js';
import { openAgencyStore } from '../../src/adapters/postgres/agency-store.js';
import { openDeskStore, openInbox } from '../../src/adapters/postgres/desk-store.js';
import { openIntakeStore } from '../../src/adapters/postgres/intake-store.js';
import { openStore } from '../../src/adapters/postgres/store.js';
import { openReading } from '../../src/adapters/postgres/views/reading.js';
import { BUILT_IN_BOOK } from '../../src/domain/contact/template-book.js';
import { readPlanText } from '../../src/boot/plan-text.js';
import type { Database } from '../../src/engine/ports/database.js';
import type { TextChannel } from '../../src/engine/ports/channel.js';
import type { Log } from '../../src/engine/ports/clock.js';
import type { PlanInForce } from '../../src/engine/review/review-slot.js';
import type { TickDeps } from '../../src/engine/tick.js';
import { CREDITORS } from './people.js';

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Nothing here depends on the data folder of whoever runs it. */
export const simKeys = () => keysFrom(new Uint8Array(32).fill(7));

/** The real stages and stores, wired as `src/boot` does, around a clock and a provider that the world moves. */
export function wireHouse(database: Database, clock: ReturnType<typeof standingClock>, log: Log, planPath: string) {
  const keys = simKeys();
  const yaml = readFileSync(planPath, 'utf8');
  const { plan, problems } = readPlanText(yaml);
  if (plan === null) throw new Error(`sim: ${planPath}: ${problems[0]?.where ?? ''} ${problems[0]?.problem ?? ''}`);
  const inForce: PlanInForce = { plan, book: BUILT_IN_BOOK, pins: { code: 'sim', tz: process.versions.tz ?? 'unknown', plan: plan.name, planVersion: 1, planDigest: sha256(yaml).slice(0, 16) } };
  const store = openStore(database, keys, sha256);
  const desk = openDeskStore(database);
  const inbox = openInbox(database);
  const agencies = openAgencyStore(database);
  const letterheads = new Map(CREDITORS.map((id) => [id, { nameEn: `${id} Ltd`, nameZh: `${id}公司`, phone: '95500' }]));
  const tickDeps = (owner: string, channel: TextChannel, pauseAt?: TickDeps['pauseAt']): TickDeps => ({
    store, channels: { sms: channel }, keys, digest: sha256, clock, log, letterheads, portalUrl: 'https://pay.example', pace: new Pace(), owner, answers: true, bell: null, phrasing: null, consoleUrl: 'https://console.example', inForce: async () => inForce, ...(pauseAt === undefined ? {} : { pauseAt }),
  });
  return {
    keys, plan, store, inbox, agencies, tickDeps, reading: openReading(database, keys), intake: openIntakeStore(database, sha256),
    deskDeps: { store, desk, inbox, agencies, keys, digest: sha256, clock, book: BUILT_IN_BOOK, pins: inForce.pins },
  };
}

export type SimHouse = ReturnType<typeof wireHouse>;
