import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_LENDERS, demoFile } from '../adapters/files/demo/generate.js';
import { hashPassword } from '../adapters/keys/passwords.js';
import { toLocal } from '../domain/time/zone.js';
import { approvePlan, releasePlan } from '../engine/planning/approve.js';
import type { StaffRole } from '../engine/ports/desk.js';
import { PACKAGE_ROOT } from './config.js';
import type { House } from './house.js';

const SEED = 20_050_930;
export const DEMO_PASSWORD = 'demo-dunwell';

const PEOPLE: readonly { readonly id: string; readonly name: string; readonly role: StaffRole }[] = [
  { id: 'analyst', name: 'Demo Analyst', role: 'analyst' },
  { id: 'head', name: 'Demo Head of Collections', role: 'head' },
  { id: 'collector', name: 'Demo Collector', role: 'collector' },
  { id: 'auditor', name: 'Demo Auditor', role: 'auditor' },
];

/** People who can sign in to the demo; their one password is printed at the start and works nowhere else. */
export async function seedStaff(house: House): Promise<void> {
  const { desk, clock } = house.api;
  if ((await desk.staffByEmail('head@demo.example')) !== null) return;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const person of PEOPLE) await desk.addStaff({ ...person, email: `${person.id}@demo.example`, passwordHash }, clock.now());
}

/** The demo lenders with their saved mappings. */
export async function seedCreditors(house: House): Promise<void> {
  const { intake, clock } = house.api;
  const known = new Set((await intake.creditors()).map((c) => c.id));
  for (const lender of DEMO_LENDERS) {
    if (known.has(lender.id)) continue;
    await intake.saveCreditor({ id: lender.id, nameEn: lender.name.en, nameZh: lender.name.zh, jurisdiction: lender.country, phone: lender.country === 'CN' ? '400-000-0000' : '+1 800 555 0100', hasMapping: false });
    await intake.saveMapping(lender.id, JSON.parse(await readFile(join(PACKAGE_ROOT, 'examples', lender.mapping), 'utf8')), clock.now());
  }
}

/** The shipped plan, drafted by one demo person, approved and released by another. */
export async function seedPlan(house: House): Promise<void> {
  const { plans, clock, digest } = house.api;
  if ((await plans.versions()).length > 0) return;
  const yaml = await readFile(join(PACKAGE_ROOT, 'plans/ladder.yaml'), 'utf8');
  const draft = await plans.draft('ladder', yaml, digest(yaml), 'analyst', clock.now());
  await approvePlan(house.api, draft.plan, draft.version, 'head');
  await releasePlan(house.api, draft.plan, draft.version);
}

/** Writes a lender's file once: a start that dies half-way finds the same bytes again, so the import goes on where it stopped. */
async function lenderFile(house: House, folder: string, lender: (typeof DEMO_LENDERS)[number]): Promise<string> {
  const path = join(folder, lender.fileName);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const asOf = toLocal('UTC', house.api.clock.now()).date;
  await writeFile(`${path}.part`, demoFile(lender.id, { dataPath: join(PACKAGE_ROOT, 'examples/uci-credit-default/creditcard_default.csv'), seed: SEED, asOf }), { mode: 0o600 });
  await rename(`${path}.part`, path);
  return path;
}

/** On a first start: people, lenders, the plan, and 30,000 accounts through the same intake as any lender's file. Does nothing when they are there. */
export async function seedDemo(house: House, folder: string, say: (line: string) => void, shouldStop: () => boolean = () => false): Promise<void> {
  await seedStaff(house);
  await seedCreditors(house);
  await seedPlan(house);
  const done = new Set((await house.api.intake.imports(1_000)).filter((i) => i.state === 'done').map((i) => i.creditorId));
  const missing = DEMO_LENDERS.filter((lender) => !done.has(lender.id));
  if (missing.length === 0) return;
  say('Loading the demo portfolio (30,000 real accounts with made-up people) …');
  for (const lender of missing) {
    const path = await lenderFile(house, folder, lender);
    const record = await house.importPath({ creditorId: lender.id, path, name: lender.fileName, mapping: await house.api.intake.mapping(lender.id), shouldStop });
    if (record.state !== 'done') return say(`  ${lender.fileName}: ${record.failure ?? 'stopped; it goes on at the next start'}`);
    say(`  ${lender.fileName}: ${record.rows} rows, ${record.inCollection} in collection, ${record.nothingOwed} late but owe nothing, ${record.notOverdue} not overdue, ${record.rejected} rejected`);
  }
}
