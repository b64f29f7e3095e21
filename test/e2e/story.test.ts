import type { Browser, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/boot/demo.js';
import { lenderFile, startBrowser, startProduct, type Product } from './product.js';

// Tuesday noon in New York, morning on the west coast: inside every hour of the law.
const NOON = Date.parse('2026-11-24T17:30:00Z');

let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  product = await startProduct(NOON);
  browser = await startBrowser();
  page = await browser.newPage({ locale: 'en-US', timezoneId: 'America/New_York', viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(10_000);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function signIn(who: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${product.url}/console/`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(`${who}@demo.example`);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Dashboard' }).waitFor();
}

describe('one overdue loan, from a lender\'s file to a closed case', () => {
  it('goes through the whole house in a real browser', async () => {
    const stated = ['balance_due', 'mobile_phone', 'tax_id', 'state', 'time_zone'];
    const file = await lenderFile('2026-11-24', (c) => c['months_past_due'] === '1' && /^[1-9]/.test(c['balance_due'] ?? '') && c['sms_consent'] === 'Y' && c['language'] === 'EN' && stated.every((name) => c[name] !== ''), 12);

    // The analyst imports, drafts a plan and tries it.
    await signIn('analyst');
    await page.getByRole('link', { name: 'Imports' }).click();
    await page.getByLabel('Creditor').first().selectOption('us-lender');
    await page.getByLabel('File', { exact: true }).setInputFiles({ name: 'overdue.csv', mimeType: 'text/csv', buffer: file });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/account_number/).first().waitFor();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('overdue.csv').first().waitFor();
    const imported = (await product.house.api.intake.imports(1))[0];
    expect(imported).toMatchObject({ state: 'done', rows: 12, accepted: 12, rejected: 0, inCollection: 12 });

    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('textbox', { name: 'Plan (YAML)' }).fill(readFileSync('plans/ladder.yaml', 'utf8'));
    await page.getByRole('button', { name: 'Draft' }).click();
    await page.getByRole('button', { name: 'Dry run' }).first().click();
    await expect.poll(async () => (await product.house.api.plans.versions()).length).toBe(1);

    // Another person approves and releases: the analyst cannot.
    await signIn('head');
    await page.getByRole('link', { name: 'Plans' }).click();
    await page.getByRole('button', { name: 'Approve' }).first().click();
    await expect.poll(async () => (await product.house.api.plans.version('ladder', 1))?.state).toBe('approved');
    await page.getByRole('button', { name: 'Release' }).first().click();
    await expect.poll(async () => (await product.house.api.plans.released())?.version).toBe(1);

    await page.getByRole('link', { name: 'Dashboard' }).click();
    await page.getByRole('button', { name: 'Run a tick' }).click();
    await expect.poll(async () => (await product.house.database.query<{ n: number }>('select count(*)::int as n from dunwell.sandbox_text'))[0]?.n).toBeGreaterThan(5);

    // The borrower's phone.
    const phone = await browser.newPage({ locale: 'en-US', viewport: { width: 390, height: 800 } });
    phone.setDefaultTimeout(10_000);
    await phone.goto(`${product.url}/sandbox`);
    const first = phone.getByRole('link', { name: /\+1/ }).first();
    await first.click();
    await phone.getByRole('textbox', { name: 'Reply' }).waitFor();
    const words = await phone.locator('main').innerText();
    const code = /\/v\/([0-9A-Z]{10})/.exec(words)?.[1] ?? '';
    expect(words).toContain('Reply STOP to opt out');
    expect(code, words).toHaveLength(10);
    const idTail = /(?:ID|document)[^0-9A-Z]*([0-9]{4})/i.exec(words)?.[1] ?? '';
    expect(idTail, words).toHaveLength(4);
    await phone.getByRole('textbox', { name: 'Reply' }).fill('I will pay tomorrow');
    await phone.getByRole('button', { name: 'Send', exact: true }).click();
    await product.house.api.tick();
    const found = await product.house.api.reading.caseByCode(parseInt(slotDigits(code), 10), code);
    const caseId = found?.caseId ?? 0;
    expect((await product.house.api.reading.caseFile(caseId, NOON))?.row.state).toBe('promised');

    // The borrower checks the message, sees the debt and pays it.
    await phone.goto(`${product.url}/v/${code}`);
    await phone.getByRole('button', { name: 'Check' }).click();
    await phone.getByRole('link', { name: 'See what it is about' }).click();
    await phone.getByRole('textbox', { name: 'Last four characters of your ID document' }).fill(idTail);
    await phone.getByRole('button', { name: 'Open' }).click();
    await phone.getByRole('link', { name: 'Pay', exact: true }).click();
    await phone.getByRole('button', { name: 'Pay now' }).click();
    await phone.getByText(/booked|paid/i).first().waitFor();
    const closed = await product.house.api.reading.caseFile(caseId, NOON);
    expect(closed?.row).toMatchObject({ state: 'closed', balanceMinor: 0 });

    // The record explains every step.
    await page.getByRole('link', { name: 'Cases' }).click();
    await page.goto(`${product.url}/console/cases/${caseId}`);
    await page.getByText('The case is closed: nothing is owed.').first().waitFor();
    await page.goto(`${product.url}/console/decisions/${closed?.decisions.at(-1)?.slot}-${closed?.decisions.at(-1)?.seq}`);
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Same verdict, byte for byte.').waitFor();
    await page.getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'Verify chains' }).click();
    await page.getByText(/Every chain holds/).waitFor();
    expect((await product.house.api.verifyChains()).firstBad).toBeNull();
    await phone.close();
  });
});

/** The slot is in the first two characters of a code. */
function slotDigits(code: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return String(alphabet.indexOf(code[0] ?? '') * 32 + alphabet.indexOf(code[1] ?? ''));
}
