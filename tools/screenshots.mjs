#!/usr/bin/env node
// Takes the README's pictures into docs/images: the product as it is, on a temporary data folder with the demo
// portfolio, at a standing clock, in real Chromium. Run `npm run build` first, then `node tools/screenshots.mjs`.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OUT = process.argv[2] ?? 'docs/images';
const BYTES_MAX = 400_000;
/** Tuesday half past ten in Shanghai, then noon in New York of the same day: inside the hours of both laws. */
const MORNING_CN = Date.parse('2026-11-24T02:30:00Z');
const NOON_US = Date.parse('2026-11-24T17:30:00Z');
const DAY = 86_400_000;
/** People are spread by a digest under the key: the same key, the same pictures. */
const SAME_KEY = '5c'.repeat(32);

const from = (path) => import(new URL(`../dist/src/${path}`, import.meta.url).href);
const { standingClock } = await from('adapters/clock/clocks.js');
const { silentLog } = await from('adapters/log/pino-log.js');
const { migrate } = await from('adapters/postgres/migrate.js');
const { openDatabase } = await from('adapters/postgres/open-database.js');
const { signHook } = await from('api/hooks/app.js');
const { DEMO_PASSWORD, seedDemo } = await from('boot/demo.js');
const { openHouse } = await from('boot/house.js');
const { openDoors } = await from('boot/web.js');

const folder = mkdtempSync(join(tmpdir(), 'dunwell-pictures-'));
chmodSync(folder, 0o755);
const clock = standingClock(MORNING_CN);
const port = 20_000 + (process.pid % 20_000);
const url = `http://127.0.0.1:${port}`;
const database = await openDatabase({ dataFolder: folder });
let server;
let browser;

async function hook(house, path, body) {
  const text = JSON.stringify({ at: new Date(clock.now()).toISOString(), ...body });
  const response = await fetch(`${url}/api/hooks${path}`, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-dunwell-signature': signHook(house.sandboxSecret, text) } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** Turns until nothing is left to send at this instant. */
async function ticks(house) {
  for (let i = 0; i < 40; i += 1) {
    const report = await house.api.tick();
    if (report.inbound + report.settled + report.reviewed + report.dispatched === 0) return;
  }
}

const ANSWERS = ['我明天还款', '已经还了', 'I will pay tomorrow', 'TD', 'I lost my job and cannot pay', '我没有借过这笔钱', 'STOP', 'who is this?', '下周五还款', 'I paid already'];

/** Payments of some, in full or in part, as a payment provider would tell of them. */
async function payments(house, day) {
  const debts = await database.query(`
    select d.id, d.creditor_id, d.external_ref, d.currency, k.balance_minor from dunwell.debt d
      join dunwell.collection_case k on k.slot = d.slot and k.id = d.case_id
     where k.state = 'open' and k.debts = 1 and k.balance_minor > 0 and d.slot % 5 = $1 order by d.slot, d.id limit 1000`, [day]);
  for (const [i, debt] of debts.entries()) {
    if (i % 19 !== 0) continue;
    const amountMinor = i % 3 === 0 ? debt.balance_minor : Math.max(100, Math.floor(debt.balance_minor / 4));
    const paidOn = new Date(clock.now()).toISOString().slice(0, 10);
    await hook(house, '/payments/sandbox', { id: `p-${day}-${debt.id}`, creditorId: debt.creditor_id, loanRef: debt.external_ref, amountMinor, currency: debt.currency, paidOn });
  }
}

/** A few days as they might go: texts delivered and failed, replies, payments. */
async function live(house) {
  let answer = 0;
  for (const day of [0, 1, 2, 3]) for (const start of [MORNING_CN + day * DAY, NOON_US + day * DAY]) {
    clock.set(start);
    await ticks(house);
    const texts = await database.query(`select provider_key, number from dunwell.sandbox_text where direction = 'out' and at >= $1 order by number, provider_key`, [start]);
    clock.advance(600_000);
    for (const [i, text] of texts.entries()) {
      if (i % 5 === 0) await hook(house, '/sms/sandbox/receipt', { id: `r-${text.provider_key}`, providerKey: text.provider_key, state: i % 45 === 0 ? 'failed' : 'delivered' });
      if (i % 37 !== 0) continue;
      const words = ANSWERS[answer % ANSWERS.length];
      answer += 1;
      // On the phone as well as through the hook, as the sandbox phone does it.
      await database.execute(`insert into dunwell.sandbox_text (provider_key, number, direction, body, at, state) values ($1, $2, 'in', $3, $4, 'delivered')`, [`a-${text.provider_key}`, text.number, words, clock.now()]);
      await hook(house, '/sms/sandbox/reply', { id: `a-${text.provider_key}`, from: text.number, text: words });
    }
    if (start >= NOON_US + day * DAY) await payments(house, day);
    clock.advance(600_000);
    await ticks(house);
  }
}

/** The text to look at: sent to an American whose case is open, whose debt the page can open; and a decision that made it wait. */
async function chosen(house) {
  const rows = await database.query(`
    select * from (select c.slot, c.id, c.case_id, k.debts, c.verify_code, c.decision_seq, t.number, p.key_wrapped, p.id_number_sealed,
           (select min(d.seq) from dunwell.decision d where d.slot = c.slot and d.case_id = c.case_id and d.choice = 'defer') as waited_seq
      from dunwell.contact c join dunwell.collection_case k on k.slot = c.slot and k.id = c.case_id join dunwell.person p on p.slot = c.slot and p.id = c.person_id
      join dunwell.sandbox_text t on t.provider_key = 'c' || c.id || '-1'
     where c.state in ('sent', 'delivered') and k.state = 'open' and p.country = 'US' and p.language = 'en' and p.id_number_sealed is not null) as sent
     order by waited_seq is null, debts, slot, id limit 1`);
  const row = rows[0];
  if (row === undefined) throw new Error('no text was sent to an American borrower; the demo or the law has changed');
  return { ...row, idTail: house.api.keys.open(row.key_wrapped, row.id_number_sealed).slice(-4) };
}

async function picture(page, name, options = {}) {
  const path = join(OUT, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', ...options });
  const { size } = statSync(path);
  console.log(`${path} ${Math.round(size / 1000)} kB`);
  if (size > BYTES_MAX) throw new Error(`${path} is larger than ${BYTES_MAX / 1000} kB; show less or crop`);
}

async function openPage(width, height) {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'America/New_York', viewport: { width, height } });
  await context.clock.setFixedTime(clock.now());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  return page;
}

const settled = (page) => page.waitForLoadState('networkidle').then(() => page.evaluate(() => document.fonts.ready.then(() => true)));

async function consolePictures(one) {
  const page = await openPage(1280, 900);
  await page.goto(`${url}/console/`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill('head@demo.example');
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Dashboard' }).waitFor();
  await settled(page);
  // Charts draw themselves in.
  await page.waitForTimeout(1_500);
  await page.setViewportSize({ width: 1280, height: 1000 });
  await picture(page, 'console-dashboard');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${url}/console/decisions/${one.slot}-${one.waited_seq ?? one.decision_seq}`);
  await page.getByRole('button', { name: 'Replay' }).click();
  await settled(page);
  await page.waitForTimeout(500);
  await picture(page, 'decision-why');
  await page.goto(`${url}/console/cases/${one.case_id}`);
  await settled(page);
  await picture(page, 'console-case');
}

async function phonePictures(one) {
  const phone = await openPage(390, 780);
  await phone.goto(`${url}/sandbox`);
  await phone.getByRole('searchbox').or(phone.getByRole('textbox')).first().fill(one.number);
  await phone.keyboard.press('Enter');
  await phone.getByRole('link', { name: /\+1/ }).first().click();
  await phone.getByRole('textbox', { name: 'Reply' }).waitFor();
  await settled(phone);
  await picture(phone, 'sandbox-phone');
}

async function portalPictures(one) {
  const portal = await openPage(360, 740);
  await portal.goto(`${url}/v/${one.verify_code}`);
  await portal.getByRole('button', { name: 'Check' }).click();
  await portal.getByRole('link', { name: 'See what it is about' }).click();
  await portal.getByRole('textbox', { name: 'Last four characters of your ID document' }).fill(one.idTail);
  await portal.getByRole('button', { name: 'Open' }).click();
  await portal.getByRole('link', { name: 'Pay', exact: true }).waitFor();
  await settled(portal);
  await picture(portal, 'portal-debt', { fullPage: true });
}

try {
  mkdirSync(OUT, { recursive: true });
  await migrate(database, { appliedAt: clock.now() });
  const house = await openHouse({ database, clock, log: silentLog, dataFolder: folder, key: SAME_KEY, demo: true, publicUrl: url });
  server = await openDoors(house, '127.0.0.1', port);
  await seedDemo(house, join(folder, 'demo'), (line) => console.log(line));
  await live(house);
  const one = await chosen(house);
  // Chromium's package looks at this when it is imported.
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  const { chromium } = await import('playwright-core');
  browser = await chromium.launch({ executablePath: await bundled.executablePath(), args: [...bundled.args, '--disable-background-networking', '--disable-component-update', '--disable-sync'], headless: true });
  await consolePictures(one);
  await phonePictures(one);
  await portalPictures(one);
} finally {
  await browser?.close();
  if (server !== undefined) {
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  }
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
