import { expect, it } from 'vitest';
import { contactLog } from '../../src/adapters/postgres/views/contact-log.js';
import { MS_PER_DAY } from '../../src/domain/time/instant.js';
import { forEachDatabase } from '../conformance/databases.js';
import { auditDatabase } from '../fixtures/audit-log.js';
import { csv, openTown, shanghai } from '../fixtures/town.js';

forEachDatabase('the contact log', (open) => {
  it('says what was done to each person, in order, and who they are not', async () => {
    const database = await open();
    const town = await openTown(database);
    await town.import(csv([{ ref: 'LOG-1', name: '王小明', phone: '+8615400000077' }, { ref: 'LOG-2', country: '', tz: '' }]));
    await town.house.api.tick();
    await town.reply('+8615400000077', 'TD');
    town.clock.advance(60_000);
    await town.pay('LOG-1', 5_000, 'PAY-1');
    await town.house.api.tick();
    const lines: Readonly<Record<string, unknown>>[] = [];
    for await (const line of contactLog(database)) lines.push(line);
    const whole = JSON.stringify(lines);
    for (const secret of ['王小明', '15400000077', 'TD"', '990000']) expect(whole).not.toContain(secret);
    expect(lines[0]).toEqual({ line: 'log', format: 'dunwell-contact-log', version: 1 });
    expect(lines.at(-1)).toMatchObject({ line: 'end', counts: { person: 2, debt: 2, contact: 1, inbound: 2 } });
    const contact = lines.find((l) => l['line'] === 'contact');
    expect(contact).toMatchObject({ at: '2026-11-24T02:00:00.000Z', by: 'robot', collector: 'house', creditor: 'bank', channel: 'sms', state: 'sent', purpose: 'collect', audience: 'debtor', attempt: 1 });
    const theirs = lines.filter((l) => l['person'] === contact?.['person']).map((l) => [l['line'], l['type'] ?? l['kind'] ?? null]);
    expect(theirs).toEqual([
      ['person', null], ['debt', null], ['event', 'tcpa_consent'], ['contact', null], ['inbound', 'sms_reply'], ['event', 'consumer_sms'], ['event', 'sms_stop'], ['event', 'hold_placed'],
      ['inbound', 'payment'], ['event', 'hold_placed'],
    ]);
    const debt = lines.find((l) => l['line'] === 'debt' && l['person'] === contact?.['person']);
    expect(debt?.['ledger']).toMatchObject([{ kind: 'charge', minor: 123_456 }, { kind: 'payment', minor: -5_000, known: '2026-11-24T02:01:00.000Z' }]);
    // The one whose place nobody knows was not contacted, and the log says that it is unknown.
    expect(lines.filter((l) => l['line'] === 'person').map((l) => [l['country'], (l['zones'] as unknown[]).length])).toContainEqual([null, 1]);
    town.leave();
  });

  it('shows a contact made behind the gate\'s back', async () => {
    const database = await open();
    const town = await openTown(database, { audited: false });
    await town.import(csv([{ ref: 'BACK-1' }]));
    await town.house.api.tick();
    expect((await auditDatabase(database)).breaches).toEqual([]);
    await database.execute(`update dunwell.attempt set reserved_at = $1, finished_at = $1`, [shanghai('2026-11-24T22:00:00')]);
    expect((await auditDatabase(database)).breaches.map((b) => b.sentence)).toEqual(['none-at-night', 'cn-hours']);
    await database.execute(`update dunwell.attempt set reserved_at = $1, finished_at = $1`, [shanghai('2026-11-24T21:59:59')]);
    expect((await auditDatabase(database)).breaches).toEqual([]);
    town.leave();
  });

  it('puts a contact that was asked for after what was known in the same millisecond', async () => {
    const database = await open();
    const town = await openTown(database);
    await town.import(csv([{ ref: 'TIE-1', since: '2026-11-20' }]));
    const { id, slot } = await town.caseOf('TIE-1');
    const swift = { id: 'swift', nameEn: 'Swift', nameZh: '迅捷', kind: 'agency' as const, creditorId: null, listed: true };
    await town.house.api.agencies.add(swift, town.house.api.digest('swift-token-0123456789'), town.clock.now());
    const agency = await town.house.api.agencies.agency('swift');
    if (agency === null) throw new Error('no agency');
    const act = (one: 'place' | 'notice') => town.house.api.placeCase({ caseId: id, agencyId: 'swift', act: one, by: 'head', reason: 'test' });
    await act('place');
    await town.house.api.settleNow(slot);
    // A day on, the borrower is told, and in that very millisecond the agency asks.
    town.clock.advance(MS_PER_DAY);
    await act('notice');
    const contact = { channel: 'call', pointId: null, collector: null, voice: 'human', staff: null, place: 'mobile', template: null } as const;
    expect((await town.house.api.reserveContact(agency, { about: { caseId: id }, contact }, 'key-1-long-enough')).allowed).toBe(true);
    const lines: Readonly<Record<string, unknown>>[] = [];
    for await (const line of contactLog(database)) lines.push(line);
    const now = new Date(town.clock.now()).toISOString();
    expect(lines.filter((l) => l['at'] === now).map((l) => l['type'] ?? l['channel'])).toEqual(['agency_notified', 'call']);
    expect((await auditDatabase(database)).breaches).toEqual([]);
    town.leave();
  });
});
