import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, seedPlan } from '../../src/boot/demo.js';
import { startBrowser, startProduct, type Product } from './product.js';

const NOON = Date.parse('2026-11-24T04:00:00Z');

let product: Product;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct(NOON);
  await seedPlan(product.house);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A page that remembers every complaint of the browser: script errors, refused content, failed requests. */
async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const page = await browser.newPage({ locale: 'en-US', timezoneId: 'Asia/Shanghai', ...options });
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  // Asking who is signed in before anyone is answers 401, which is as it should be.
  page.on('console', (line) => { if (line.type() === 'error' && !line.text().includes('401')) complaints.push(line.text()); });
  await page.goto(`${product.url}${path}`);
  return { page, complaints };
}

async function signIn(page: Page, who: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(`${who}@demo.example`);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Dashboard' }).waitFor();
}

describe('the console', () => {
  it('opens every page in both languages without a complaint', async () => {
    const { page, complaints } = await open('/console/');
    await signIn(page, 'head');
    for (const [en, zh] of [['Dashboard', '总览'], ['Cases', '案件'], ['Tasks', '待办'], ['Imports', '导入'], ['Plans', '方案'], ['Texts', '文本'], ['Audit', '审计']] as const) {
      await page.getByRole('link', { name: en, exact: true }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      const english = await page.getByRole('main').innerText();
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('link', { name: zh, exact: true }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toMatch(/^zh/);
      expect(await page.getByRole('main').innerText()).not.toBe(english);
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('link', { name: en, exact: true }).waitFor();
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('lets a collector look at plans but not change them, and the server would refuse too', async () => {
    const { page } = await open('/console/plans');
    await signIn(page, 'collector');
    await page.getByRole('link', { name: 'Plans', exact: true }).click();
    await page.getByRole('button', { name: 'Draft' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Draft' }).first().getAttribute('aria-disabled')).toBe('true');
    const answer = await page.evaluate(async () => {
      const { csrf } = (await (await fetch('/api/staff/session')).json()) as { csrf: string };
      return (await fetch('/api/staff/plans/ladder/1/release', { method: 'POST', headers: { 'x-dunwell-csrf': csrf } })).status;
    });
    expect(answer).toBe(403);
    await page.close();
  });

  it('takes a text from one hand to another: written, checked as it is typed, submitted, approved', async () => {
    const author = await open('/console/');
    await signIn(author.page, 'analyst');
    const { page } = author;
    await page.getByRole('link', { name: 'Texts', exact: true }).click();
    await page.getByRole('button', { name: 'A new text' }).click();
    await page.getByRole('textbox', { name: 'Id' }).fill('soft-reminder');
    await page.getByRole('textbox', { name: 'Chinese', exact: true }).fill('您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。回复TD退订。');
    await page.getByRole('textbox', { name: 'English', exact: true }).fill('Your account ending {debt_tail} is {days} days past due; {amount} is due as of {as_of}.');
    await page.getByRole('textbox', { name: 'Chinese (United States)' }).fill('您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。');
    await page.getByText('The system writes the opt-out line.').waitFor();
    await page.getByRole('textbox', { name: 'Chinese', exact: true }).fill('您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。');
    await page.getByText('【示例银行】您尾号*1234的账户截至2026-11-24应还12,345.67元，已逾期23天。核实本短信').waitFor();
    await page.getByText(/2 segments, UCS-2/).first().waitFor();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('link', { name: 'soft-reminder 1' }).waitFor();
    await page.locator('button:not([data-off])', { hasText: 'Submit' }).click();
    await page.getByText('A second person can approve it now').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).getAttribute('aria-disabled')).toBe('true');
    const second = await open('/console/templates?id=soft-reminder&version=1');
    await signIn(second.page, 'head').catch(() => undefined);
    await second.page.goto(`${product.url}/console/templates?id=soft-reminder&version=1`);
    await second.page.locator('button:not([data-off])', { hasText: 'Approve' }).click();
    await second.page.getByText('Version 1 approved').waitFor();
    expect(second.complaints).toEqual([]);
    await Promise.all([page.close(), second.page.close()]);
  });

  it('is reached by keyboard: the first stop skips to the content', async () => {
    const { page } = await open('/console/');
    await signIn(page, 'auditor');
    await page.reload();
    await page.getByRole('link', { name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/Skip/);
    await page.close();
  });
});

describe('the portal', () => {
  it.each([['en-US', 'Check', /not one of ours|cannot find|did not come from us|not.*from us/i], ['zh-CN', '核实', /不是|未|没有/]] as const)('answers in %s on a small phone with scripts off', async (locale, _button, words) => {
    const { page, complaints } = await open('/', { locale, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    expect(await page.locator('html').getAttribute('lang')).toMatch(new RegExp(`^${locale.slice(0, 2)}`));
    await page.getByRole('textbox').first().fill('0000000000');
    await page.getByRole('button').filter({ hasNotText: /^$/ }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('main').innerText()).toMatch(words);
    expect(page.url()).not.toContain('0000000000');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 360);
    expect(wide).toBeLessThanOrEqual(360);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
