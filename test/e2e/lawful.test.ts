import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lawfulEn } from '../../portal/src/i18n/lawful-en.js';
import { lawfulZh } from '../../portal/src/i18n/lawful-zh.js';
import { startBrowser, startProduct, type Product } from './product.js';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct(Date.parse('2026-11-24T04:00:00Z'));
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('was that lawful?', () => {
  it.each([['en-US', lawfulEn, 'No collection from 22:00 to 08:00'], ['zh-CN', lawfulZh, '22时至次日8时不得催收']] as const)('is asked and answered in %s on a small phone, scripts off, by roles and labels', async (locale, t, rule) => {
    const page = await browser.newPage({ locale, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    page.on('console', (line) => { if (line.type() === 'error') complaints.push(line.text()); });
    await page.goto(`${product.url}/`);
    await page.getByRole('main').getByRole('link').last().click();
    await page.getByRole('heading', { level: 1, name: t.title }).waitFor();
    await page.getByRole('combobox', { name: t.country }).selectOption('CN');
    await page.getByRole('combobox', { name: t.collector }).selectOption('lender');
    const first = page.getByRole('group', { name: t.contact(1), exact: true });
    await first.getByRole('combobox', { name: t.how, exact: true }).selectOption('call');
    await first.getByLabel(t.on, { exact: true }).fill('2026-11-20');
    await first.getByLabel(t.time, { exact: true }).fill('22:30');
    await page.getByRole('combobox', { name: t.agreedHours }).selectOption('no');
    await page.getByRole('button', { name: t.addContact }).click();
    expect(await page.getByRole('group', { name: t.contact(1), exact: true }).getByLabel(t.time, { exact: true }).inputValue()).toBe('22:30');
    await page.getByRole('button', { name: t.submit }).last().click();
    await page.getByRole('heading', { name: t.breaksTitle }).waitFor();
    const main = await page.getByRole('main').innerText();
    expect(main).toContain(rule);
    expect(main).toContain('12378');
    expect(page.url()).toBe(`${product.url}/lawful`);
    expect(await page.context().cookies()).toEqual(expect.not.arrayContaining([expect.objectContaining({ name: 'dw_session' })]));
    expect(complaints).toEqual([]);
    await page.close();
  });
});
