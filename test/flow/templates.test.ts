import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../src/boot/demo.js';
import { BUILT_IN_BOOK } from '../../src/domain/contact/template-book.js';
import { forEachDatabase } from '../conformance/databases.js';
import { decisionsIn } from '../fixtures/chain.js';
import { csv, openTown, withStaff, type Town } from '../fixtures/town.js';

interface Caller { readonly cookie: string; readonly csrf: string }
interface Shown { readonly id: string; readonly version: number; readonly state: string; readonly inForce: boolean; readonly check: { readonly problems: readonly { readonly code: string }[]; readonly findings: readonly { readonly rule: string; readonly stands: boolean }[]; readonly previews: readonly { readonly language: string; readonly country: string; readonly text: string; readonly segments: { readonly segments: number } | null; readonly substitutions: readonly object[]; readonly costs: readonly object[] }[] } }

const SECOND = BUILT_IN_BOOK.find('reminder-first')?.version ?? 0;
const texts = (zh: string) => ({ zh, en: 'Your account ending {debt_tail} is {days} days past due; {amount} is due as of {as_of}.', 'zh-US': '您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。' });
const body = (say: string) => texts(`您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。${say}`);

/** A text from its author's hand to the phone: what a person may do in which state, and which words leave. */
forEachDatabase('templates of the house', (open) => {
  let town: Town;
  let analyst: Caller;
  let head: Caller;
  beforeAll(async () => {
    town = await openTown(await open());
    await withStaff(town);
    [analyst, head] = [await signedIn('analyst'), await signedIn('head')];
  });
  afterAll(() => town.leave());

  async function signedIn(who: string): Promise<Caller> {
    const response = await town.app.request('/api/staff/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: `${who}@demo.example`, password: DEMO_PASSWORD }) });
    const { csrf } = (await response.json()) as { csrf: string };
    return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', csrf };
  }
  const call = (caller: Caller, method: string, path: string, sent?: object) =>
    town.app.request(`/api/staff${path}`, { method, headers: { cookie: caller.cookie, 'x-dunwell-csrf': caller.csrf, ...(sent === undefined ? {} : { 'content-type': 'application/json' }) }, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) });
  const shown = async (caller: Caller, method: string, path: string, sent?: object): Promise<Shown> => {
    const response = await call(caller, method, path, sent);
    expect([path, response.status]).toEqual([path, 200]);
    return (await response.json()) as Shown;
  };
  const refused = async (caller: Caller, path: string, sent?: object) => {
    const { code, where } = (await (await call(caller, 'POST', path, sent)).json()) as { code: string; where?: string };
    return where === undefined ? code : `${code} ${where}`;
  };
  const approve = async (id: string, zh: ReturnType<typeof texts>): Promise<Shown> => {
    const draft = await shown(analyst, 'POST', '/templates', { id, channel: 'sms', texts: zh });
    await shown(analyst, 'POST', `/templates/${id}/${draft.version}/submit`);
    return shown(head, 'POST', `/templates/${id}/${draft.version}/approve`, { answers: [] });
  };
  const templatesOf = async (ref: string) => (await town.house.database.query<{ template: string; state: string }>('select template, state from dunwell.contact where case_id = $1 order by id', [(await town.caseOf(ref)).id])).map((c) => `${c.template} ${c.state}`);
  const textTo = async (ref: string) => (await town.texts(await town.numberOf(ref))).map((t) => t.body);

  it('a draft is shown with what is found in it and how it reads; look-alikes give way when it is kept', async () => {
    const draft = await shown(analyst, 'POST', '/templates', { id: 'reminder-kind', channel: 'sms', texts: { ...body('回复TD退订。'), en: 'Don’t worry – {amount} is due as of {as_of} on your account ending {debt_tail}, {days} days past due.' } });
    expect(draft).toMatchObject({ id: 'reminder-kind', version: 1, state: 'draft', inForce: false, texts: { en: expect.stringMatching(/^Don't worry - \{amount\}/) as string } });
    expect(draft.check.problems).toMatchObject([{ code: 'own_opt_out' }]);
    expect(draft.check.previews.map((p) => [p.language, p.country, p.segments?.segments])).toEqual([['zh', 'CN', 2], ['en', 'US', 3], ['en', 'GB', 2], ['zh-US', 'US', 3]]);
    // The sandbox has no accounts, so nothing is known of costs.
    expect(draft.check.previews.map((p) => p.costs)).toEqual([[], [], [], []]);
    expect(draft.check.previews[1]?.text).toMatch(/^Example Bank: Don't worry - \$12,345\.67 is due .* This is from a debt collector .* Reply STOP to opt out\.$/);
    expect(await refused(analyst, '/templates/reminder-kind/1/submit')).toBe('text_refused texts.zh');
  });

  it('words that nobody keeps are checked too; unknown variables are named with their place', async () => {
    const check = (await (await call(analyst, 'POST', '/templates/check', { channel: 'sms', texts: body('您{nickname}好。') })).json()) as Shown['check'];
    expect(check.problems).toMatchObject([{ code: 'unknown_slot', language: 'zh', matched: '{nickname}', from: 49, words: { en: expect.stringContaining('{amount}') as string } }]);
    expect(check.previews[0]?.text).toBe('');
  });

  it.each([
    ['an id that is none', { id: 'Reminder', channel: 'sms', texts: body('') }, 'bad_request id'], ['another channel for an id that exists', { id: 'reminder-first', channel: 'email', texts: body('') }, 'bad_request channel'],
    ['no text in a language', { id: 'x-y', channel: 'sms', texts: { zh: '您好。' } }, 'bad_request texts.en'],
  ])('refuses %s', async (_, sent, problem) => expect(await refused(analyst, '/templates', sent)).toBe(problem));

  it('needs a second person, each step from the state before it', async () => {
    const { version } = await shown(analyst, 'POST', '/templates', { id: 'reminder-first', channel: 'sms', texts: body('若有困难，请告诉我们。') });
    expect(version).toBe(SECOND + 1);
    const at = `/templates/reminder-first/${version}`;
    expect(await refused(head, `${at}/approve`, { answers: [] })).toBe('not_allowed_in_state');
    expect(await refused(analyst, `${at}/register`, { language: 'zh', account: 'main', code: 'SMS_1' })).toBe('not_allowed_in_state');
    await shown(analyst, 'POST', `${at}/submit`);
    expect(await refused(analyst, `${at}/submit`)).toBe('not_allowed_in_state');
    expect(await refused(analyst, `${at}/approve`, { answers: [] })).toBe('second_person');
    expect(await shown(head, 'POST', `${at}/approve`, { answers: [] })).toMatchObject({ state: 'approved', inForce: true, approvedBy: expect.any(String) as string });
    expect(await shown(analyst, 'POST', `${at}/register`, { language: 'zh', account: 'main', code: 'SMS_1' })).toMatchObject({ registrations: [{ language: 'zh', account: 'main', code: 'SMS_1' }] });
    expect(await refused(analyst, `${at}/register`, { language: 'zh', account: 'main', code: 'has a blank' })).toBe('bad_request code');
    expect(await refused(await signedIn('collector'), '/templates', { id: 'x-y', channel: 'sms', texts: body('') })).toBe('not_your_role');
    expect(await refused(analyst, `/templates/reminder-first/${SECOND}/retire`)).toBe('built_in');
  });

  it('the database says so too: no author approves, and no words change', async () => {
    const { database } = town.house;
    const drafted = await shown(analyst, 'POST', '/templates', { id: 'four-eyes', channel: 'sms', texts: body('') });
    const set = (change: string, version = drafted.version, id = 'four-eyes') => database.execute(`update dunwell.template_version set ${change} where id = $1 and version = $2`, [id, version]);
    await expect(set(`state = 'linted', linted_at = 1, approved_by = drafted_by`)).rejects.toThrow(/check/);
    await expect(set(`state = 'approved'`)).rejects.toThrow(/check/);
    await expect(set(`text_zh = '别的话。'`)).rejects.toThrow(/does not change/);
    await expect(set(`approved_by = 'somebody else'`, SECOND + 1, 'reminder-first')).rejects.toThrow(/does not change/);
    await expect(set(`approvals = '[{"rule":"X"}]'`, SECOND + 1, 'reminder-first')).rejects.toThrow(/does not change/);
  });

  it('what the rules leave to a person is answered by the approver, and what blocks by nobody', async () => {
    const draft = await shown(analyst, 'POST', '/templates', { id: 'suit-notice', channel: 'sms', texts: body('我们将起诉您。') });
    const open = draft.check.findings.filter((f) => f.stands).map((f) => f.rule);
    expect(open).toContain('CN-X4c');
    await shown(analyst, 'POST', '/templates/suit-notice/1/submit');
    expect(await refused(head, '/templates/suit-notice/1/approve', { answers: [] })).toBe('text_refused texts.zh');
    const answers = ['CN-X4c', 'HOUSE-C-14'].map((rule) => ({ rule, code: 'legal_step', why: 'suit 12 is authorised' }));
    expect(await shown(head, 'POST', '/templates/suit-notice/1/approve', { answers })).toMatchObject({ state: 'approved', answers: [{ rule: 'CN-X4c', why: 'suit 12 is authorised' }, { rule: 'HOUSE-C-14' }] });
    await shown(analyst, 'POST', '/templates', { id: 'list-notice', channel: 'sms', texts: body('将列入黑名单。') });
    expect(await refused(analyst, '/templates/list-notice/1/submit')).toBe('text_refused texts.zh');
  });

  it('a step sends the version in force, and contact and record name it', async () => {
    await town.import(csv([{ ref: 'T-1' }]));
    expect(await town.house.api.tick()).toMatchObject({ queued: 1, dispatched: 1, failures: 0 });
    expect(await templatesOf('T-1')).toEqual([`reminder-first@${SECOND + 1} sent`]);
    expect(await textTo('T-1')).toEqual([expect.stringMatching(/^【小镇银行】您尾号\*T-1的账户截至2026-11-24应还1,234\.56元，已逾期14天。若有困难，请告诉我们。核实本短信、查看明细或还款：http:\/\/town\.example\/v\/\w{10} 或致电95500。回复TD退订$/)]);
    for (const decision of await decisionsIn(town.house.database)) expect((JSON.parse(decision.record) as { judged: { template: string }[] }).judged[0]?.template).toBe(`reminder-first@${SECOND + 1}`);
  });

  it('what is queued keeps the words it was queued with, though a newer version is in force', async () => {
    await town.import(csv([{ ref: 'T-2' }]), 'two.csv');
    await town.house.api.settleNow((await town.caseOf('T-2')).slot);
    await town.queueText('T-2');
    await town.house.database.execute(`update dunwell.contact set template = $2 where state = 'queued' and case_id = $1`, [(await town.caseOf('T-2')).id, `reminder-first@${SECOND + 1}`]);
    await approve('reminder-first', body('如金额有误，请告诉我们。'));
    await town.house.api.tick();
    expect(await templatesOf('T-2')).toEqual([`reminder-first@${SECOND + 1} sent`]);
    expect(await textTo('T-2')).toEqual([expect.stringContaining('若有困难，请告诉我们。') as string]);
  });

  it('a version taken back sends nothing more; the one before it is in force again', async () => {
    await town.import(csv([{ ref: 'T-3' }]), 'three.csv');
    const book = await town.house.api.templateBook();
    expect(book.find('reminder-first')?.version).toBe(SECOND + 2);
    await shown(head, 'POST', `/templates/reminder-first/${SECOND + 2}/retire`);
    expect((await town.house.api.templateBook()).find('reminder-first')?.version).toBe(SECOND + 1);
    await town.house.api.tick();
    expect(await templatesOf('T-3')).toEqual([`reminder-first@${SECOND + 1} sent`]);
  });

  it('a template that only the house has is not taken back while the plan in force names it', async () => {
    const { plans, digest, clock } = town.house.api;
    const yaml = ((await plans.released())?.yaml ?? '').replaceAll('template: reminder-second', 'template: reminder-soft');
    expect((await town.house.api.planProblems(yaml))[0]?.problem).toMatch(/no such template/);
    const { version } = await approve('reminder-soft', body('可以约定还款日。'));
    expect(await town.house.api.planProblems(yaml)).toEqual([]);
    const draft = await plans.draft('ladder', yaml, digest(yaml), 'analyst', clock.now());
    await plans.approve(draft.plan, draft.version, 'head', clock.now());
    await plans.release(draft.plan, draft.version, clock.now());
    expect(await refused(analyst, `/templates/reminder-soft/${version}/retire`)).toBe('in_use');
    await approve('reminder-soft', body('可以申请分期。'));
    expect(await shown(analyst, 'POST', `/templates/reminder-soft/${version}/retire`)).toMatchObject({ state: 'retired', inForce: false });
    expect(await town.house.api.tick()).toMatchObject({ failures: 0 });
  });

  it('words that the rules refuse never leave, however they came into the book', async () => {
    await town.house.database.execute(
      `insert into dunwell.template_version (id, version, channel, text_en, text_zh, text_zh_us, digest, state, drafted_by, drafted_at, linted_at, approved_by, approved_at)
       select id, 90, channel, text_en, '您尾号{debt_tail}的账户截至{as_of}应还{amount}，已逾期{days}天。公安局已立案侦查。', text_zh_us, 'x', 'approved', 'mallory', 0, 0, 'eve', 0 from dunwell.template_version where id = 'reminder-first' and version = $1`,
      [SECOND + 1],
    );
    await town.import(csv([{ ref: 'T-9' }]), 'nine.csv');
    await town.house.api.tick();
    expect(await templatesOf('T-9')).toEqual(['reminder-first@90 refused']);
    expect(await textTo('T-9')).toEqual([]);
    const refusal = (await decisionsIn(town.house.database)).find((d) => d.outcome === 'content');
    expect(refusal).toMatchObject({ choice: 'refuse', denied_by: ['CN-X1'] });
  });

  it('every decision replays byte for byte, whatever is in force now', async () => {
    // But for the review that the test itself wrote, which decided nothing.
    for (const { slot, seq } of (await decisionsIn(town.house.database)).filter((d) => d.record.includes('"planVersion"'))) expect((await town.house.api.replay(slot, seq)).difference).toBeNull();
  });
});
