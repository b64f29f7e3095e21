import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECEIVED_CASES } from '../../../test/fixtures/received-cases.js';
import { judge } from '../gate.js';
import { placeOfPerson } from '../place.js';
import { lawInForce } from '../in-force.js';
import { checkReceived } from './check-received.js';
import { askedContacts } from './facts-of-world.js';
import { bindsHere, knownRule } from './known-rules.js';
import { readReceived } from './read-received.js';
import { ACTS, ANSWERS, COLLECTORS, DEBT_KINDS, REACHED, RECEIVED_CHANNELS, SAID } from './received.js';
import { worldAt, type World } from './worlds.js';

const ids = (list: readonly { readonly rule: string }[]): readonly string[] => list.map(({ rule }) => rule);

function answerOf(told: unknown) {
  const checked = checkReceived(told);
  if (!checked.ok) throw new Error(checked.problems.join('; '));
  return checked.answer;
}

describe('was that lawful?', () => {
  it.each(RECEIVED_CASES)('$name', ({ told, summary, breaks = [], cannotSay = [], inOrder = [], notBreaks = [] }) => {
    const answer = answerOf(told);
    expect({ summary: answer.summary, breaks: ids(answer.breaks), cannotSay: ids(answer.cannotSay), inOrder: ids(answer.inOrder) }).toEqual({
      summary, breaks: expect.arrayContaining([...breaks]), cannotSay: expect.arrayContaining([...cannotSay]), inOrder: expect.arrayContaining([...inOrder]),
    });
    for (const rule of notBreaks) expect(ids(answer.breaks)).not.toContain(rule);
    for (const rule of [...cannotSay, ...inOrder]) expect(ids(answer.breaks)).not.toContain(rule);
  });
});

const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-11-0${n}`);
const hour = fc.constantFrom('07:45', '08:00', '12:00', '18:45', '21:30', '23:00', 'unknown');
const maybe = fc.constantFrom(...ANSWERS);
const contact = fc.record({
  channel: fc.constantFrom(...RECEIVED_CHANNELS), on: day, time: hour, times: fc.integer({ min: 1, max: 5 }), reached: fc.constantFrom('borrower', 'borrower', ...REACHED), answered: maybe,
  where: fc.constantFrom('home', 'work', 'mobile', 'unknown'), voice: fc.constantFrom('person', 'robot', 'unknown'), people: fc.constantFrom(1, 2, 'unknown'),
  asked: fc.constantFrom('pay', 'find', 'relay', 'unknown'), toldDebt: maybe, optOut: maybe, saidCollector: maybe,
});
const said = fc.record({ what: fc.constantFrom(...SAID), on: fc.oneof(day, fc.constant('unknown')), form: fc.constantFrom('written', 'oral', 'unknown'), medium: fc.constantFrom('call', 'sms', 'email'), place: fc.constantFrom('home', 'work'), inTime: maybe });
const description = fc.record({
  place: fc.constantFrom({ country: 'CN' }, { country: 'US', state: 'OH' }, { country: 'US', state: 'MA' }, { country: 'US', state: 'NY' }, { country: 'US', state: 'WA' }, { country: 'US', state: 'DC' }, { country: 'GB' }, { country: 'IN' }, { country: 'ID' }, { country: 'DE' }),
  collector: fc.constantFrom(...COLLECTORS), announced: maybe, debt: fc.constantFrom(...DEBT_KINDS), tooOld: maybe, reachable: maybe, agreed: fc.record({ hours: maybe, often: maybe, medium: maybe }),
  contacts: fc.array(contact, { minLength: 1, maxLength: 4 }), said: fc.array(said, { maxLength: 2 }), acts: fc.subarray(['court_threat']),
});

/** Rules against in one world, found by asking the gate plainly. */
function againstIn(world: World): ReadonlySet<string> {
  const asked = askedContacts(world);
  return new Set(asked.flatMap((one) => {
    const { findings } = judge(one.facts, one.proposed, { jurisdictions: placeOfPerson(one.facts.person).jurisdictions });
    return findings.filter(({ rule }) => {
      const known = knownRule(rule);
      return known !== null && bindsHere(known, world.received, one);
    }).map(({ rule }) => rule);
  }));
}

describe('whatever the open answers are', () => {
  it('what is called broken is broken in every world tried, and what is called in order in none', () => {
    fc.assert(fc.property(description, fc.infiniteStream(fc.nat()), (told, picks) => {
      const reading = readReceived(told);
      if (!reading.ok) throw new Error(reading.problems.join('; '));
      const answer = answerOf(told);
      for (let tries = 0; tries < 6; tries++) {
        const against = againstIn(worldAt(reading.received, (answers) => (picks.next().value as number) % answers));
        for (const rule of ids(answer.breaks)) expect(against).toContain(rule);
        for (const rule of ids(answer.inOrder)) expect(against).not.toContain(rule);
      }
    }), { seed: 20261124, numRuns: 80 });
  }, 60_000);

  it('a description that says less never makes more certain', () => {
    for (const { told, name } of RECEIVED_CASES) {
      const { contacts = [], ...rest } = told as { readonly contacts?: readonly Record<string, unknown>[] };
      const less = { ...rest, collector: 'unknown', announced: 'unknown', agreed: {}, contacts: contacts.map(({ time: _time, answered: _answered, ...one }) => one) };
      const [full, vague] = [answerOf(told), answerOf(less)];
      for (const rule of ids(vague.breaks)) expect([...ids(full.breaks)], `${name}: ${rule}`).toContain(rule);
      for (const rule of ids(vague.inOrder)) expect(ids(full.breaks), `${name}: ${rule}`).not.toContain(rule);
    }
  }, 60_000);
});

describe('what is never called law', () => {
  const house = new Set(lawInForce().packs.flatMap((pack) => pack.rules.filter(({ rule }) => rule.force === 'H').map(({ rule }) => rule.id)));

  it('is a rule of the house, in any list but the one for good practice', () => {
    for (const { told } of RECEIVED_CASES) {
      const answer = answerOf(told);
      for (const one of [...answer.breaks, ...answer.cannotSay, ...answer.inOrder]) {
        expect(one.force).not.toBe('H');
        expect(house).not.toContain(one.rule);
      }
    }
  });

  it('is a rule that this table does not know, however loudly the gate denies', () => {
    for (const { told } of RECEIVED_CASES) for (const { rule } of answerOf(told).breaks) if (!/^(CN-[XVMC]|US-C|UK-0|IN-01|ID-02|EU-01)/.test(rule)) expect(knownRule(rule)).not.toBeNull();
  });
});

describe('an answer', () => {
  it('says everything in both languages', () => {
    for (const { told } of RECEIVED_CASES) {
      const words: { en: string; zh: string }[] = [];
      JSON.stringify(answerOf(told), (_key, value: unknown) => {
        if (typeof value === 'object' && value !== null && 'en' in value && 'zh' in value) words.push(value as { en: string; zh: string });
        return value;
      });
      expect(words.length).toBeGreaterThan(3);
      for (const { en, zh } of words) {
        expect(en).not.toMatch(/[\u4e00-\u9fff]/);
        expect(zh).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });

  it('puts help first for distress in either text and for acts of danger, and not else', () => {
    const base = { place: { country: 'CN' }, contacts: [{ channel: 'sms', on: '2026-11-20' }] };
    expect(answerOf(base).helpFirst).toBe(false);
    expect(answerOf({ ...base, text: '请于今日还款' }).helpFirst).toBe(false);
    for (const told of [{ note: '我不想活了' }, { text: 'you should just kill myself they said' }, { acts: ['violence'] }, { acts: ['restrained'] }]) expect(answerOf({ ...base, ...told }).helpFirst).toBe(true);
    expect(answerOf({ ...base, acts: ['violence'] }).steps[0]?.text.zh).toContain('110');
  });

  it('names steps of the place only, each with its source', () => {
    for (const [country, has, not] of [['CN', '12378', 'CFPB'], ['US', 'CFPB', '12378'], ['GB', 'Ombudsman', '12378'], ['IN', 'RBI', 'OJK'], ['ID', '157', 'RBI']] as const) {
      const { steps } = answerOf({ place: { country }, contacts: [{ channel: 'call', on: '2026-11-20' }] });
      const words = steps.map(({ text }) => text.en).join('\n');
      expect(words).toContain(has);
      expect(words).not.toContain(not);
      for (const { source, confidence } of steps) if (/not in our sources/.test(source)) expect(confidence).toBe('low');
    }
  });

  it('takes an act that binds agencies as open while nobody knows who it was, and leaves a lender out', () => {
    const told = (collector: string) => answerOf({ place: { country: 'US', state: 'OH' }, collector, acts: ['arrest'] });
    expect(ids(told('agency').breaks)).toContain('US-C-06');
    expect(ids(told('unknown').cannotSay)).toContain('US-C-06');
    expect([...ids(told('lender').breaks), ...ids(told('lender').cannotSay)]).not.toContain('US-C-06');
  });
});

describe('a description that cannot be read', () => {
  it.each([
    [null, 'expected an object'], [{}, 'contacts: describe'], [{ contacts: [{}] }, 'contacts[0].channel: missing'], [{ contacts: [{ channel: 'call' }] }, 'contacts[0].on: missing'],
    [{ contacts: [{ channel: 'pigeon', on: '2026-11-20' }] }, 'contacts[0].channel: unknown channel'], [{ contacts: [{ channel: 'call', on: '2026-02-30' }] }, 'contacts[0].on: expected a date'],
    [{ contacts: [{ channel: 'call', on: '2026-11-20', time: '24:00' }] }, 'contacts[0].time'], [{ contacts: [{ channel: 'call', on: '2026-11-20', until: '2026-11-19' }] }, 'contacts[0].until'],
    [{ contacts: [{ channel: 'call', on: '2026-11-20', times: 61 }] }, 'times'], [{ contacts: Array.from({ length: 41 }, () => ({ channel: 'call', on: '2026-11-20' })) }, 'at most 40'],
    [{ contacts: [{ channel: 'call', on: '2026-11-20', until: '2026-12-20', times: 2 }] }, 'at most 60'], [{ place: { country: 'C<N' }, acts: ['fee'] }, 'place.country'], [{ text: 'x'.repeat(4001) }, 'text: expected'],
    [{ acts: ['dancing'] }, 'acts[0]'], [{ acts: ['fee'], friend: 1 }, 'friend: unknown field'], [{ acts: ['fee'], said: [{ what: 'stop_medium' }] }, 'said[0].medium: missing'],
  ])('%j names its place', (told, where) => {
    const checked = checkReceived(told);
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.problems.join('; ')).toContain(where);
  });

  it('is never repeated: a problem may be logged, what was written may not', () => {
    const secret = '13800138000 王小明';
    for (const told of [{ debt: secret }, { collector: secret, contacts: [{ channel: secret, on: secret, time: secret, times: secret }] }, { agreed: { hours: secret } }, { acts: [secret] }, { place: { country: secret } }, { text: 7, note: { a: secret } }]) {
      const checked = checkReceived(told);
      expect(checked.ok).toBe(false);
      expect(JSON.stringify(checked)).not.toContain('1380013');
    }
  });

  it('every word of the vocabulary can be told', () => {
    for (const act of ACTS) expect(checkReceived({ acts: [act] }).ok).toBe(true);
    for (const what of SAID) expect(checkReceived({ acts: ['fee'], said: [{ what, on: '2026-11-01', medium: 'sms', place: 'home' }] }).ok).toBe(true);
  });
});
