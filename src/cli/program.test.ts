import { expect, it } from 'vitest';
import type { Runtime } from './house-door.js';
import { run } from './program.js';

const failing = (error: Error): Runtime => ({ open: () => Promise.reject(error), explain: (thrown: unknown) => thrown, user: 'test' }) as unknown as Runtime;

async function said(error: Error): Promise<{ readonly code: number; readonly err: string }> {
  let err = '';
  const code = await run(['tick'], failing(error), { out: () => undefined, outSlowly: async () => undefined, err: (text) => { err += text; }, errIsTty: false }, '0');
  return { code, err };
}

// Found by `npm run chaos`: a database that went away in the middle was told as a stack of our own files.
it.each([
  [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), /^database: the connection was lost \(ECONNRESET\)/],
  [Object.assign(new Error('the database system is starting up'), { code: '57P03' }), /^database: .*57P03/],
  [new Error('Connection terminated unexpectedly'), /^database: .*terminated/],
])('says in words that the database went away: %s', async (error, words) => {
  const { code, err } = await said(error);
  expect(err).toMatch(words);
  expect([code, err.split('\n').length]).toEqual([1, 2]);
});

it('shows where anything else that nobody expected came from', async () => {
  const { code, err } = await said(Object.assign(new Error('duplicate key'), { code: '23505' }));
  expect(err).toMatch(/^unexpected: Error: duplicate key\n +at /);
  expect(code).toBe(1);
});

it.each([
  [['template', 'approve', 'reminder-first'], /not a template and version/], [['template', 'show', 'a@b'], /not a template and version/], [['template', 'approve', 'a@1', '--answer', 'no'], /RULE\/CODE=why/],
  [['template', 'register', 'a@1', '--account', 'x', '--code', 'y', '--language', 'fr'], /no language of texts/],
])('says what is wrong with %j before anything is opened', async (argv, words) => {
  let err = '';
  const code = await run(argv, failing(new Error('opened')), { out: () => undefined, outSlowly: async () => undefined, err: (text) => { err += text; }, errIsTty: false }, '0');
  expect([code, err.includes('opened')]).toEqual([2, false]);
  expect(err).toMatch(words);
});
