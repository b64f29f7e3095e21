import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInbox } from '../../src/adapters/postgres/desk-store.js';
import { dropTextParts } from '../../src/adapters/postgres/text-parts.js';
import { openArrivals } from '../../src/engine/inbound/arrivals.js';
import { forEachDatabase } from '../conformance/databases.js';
import { csv, openTown, type Town } from '../fixtures/town.js';

forEachDatabase('what a connection to a provider hands in', (open) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(await open());
    await town.import(csv([{ ref: 'A-1' }, { ref: 'A-2' }]), 'arrivals.csv');
    await town.house.api.tick();
  });
  afterAll(() => town.leave());
  const arrivals = () => openArrivals({ inbox: openInbox(town.house.database), keys: town.house.api.keys, digest: town.house.api.digest, clock: town.clock });
  const keyOf = async (ref: string) => (await town.texts(await town.numberOf(ref)))[0]?.key ?? '';
  const stateOf = async (key: string) => (await town.house.database.query<{ state: string }>('select state from dunwell.contact where id = $1', [Number(/^c(\d+)-/.exec(key)?.[1])]))[0]?.state;

  it('a receipt finds its text by the name that the provider gave a part; the text is delivered with its last part', async () => {
    const key = await keyOf('A-1');
    await arrivals().parts('smsc', key, ['m-1', 'm-2']);
    await arrivals().parts('smsc', key, ['m-1', 'm-2']);
    const told = (ref: string) => arrivals().receiptByRef('smsc', { id: `${ref}:delivered`, ref, state: 'delivered' });
    expect(await told('m-2')).toBe('kept');
    await town.house.api.tick();
    expect(await stateOf(key)).toBe('sent');
    expect(await told('m-2')).toBe('kept');
    expect(await told('m-1')).toBe('kept');
    await town.house.api.tick();
    expect(await stateOf(key)).toBe('delivered');
  });

  it('a name that is nobody\'s, or another account\'s, is not known', async () => {
    expect(await arrivals().receiptByRef('smsc', { id: 'x', ref: 'm-9', state: 'delivered' })).toBe('unknown');
    expect(await arrivals().receiptByRef('other', { id: 'x', ref: 'm-1', state: 'delivered' })).toBe('unknown');
  });

  it('a name that is given again is the newer text\'s', async () => {
    town.clock.advance(86_400_000);
    const key = await keyOf('A-2');
    await arrivals().parts('smsc', key, ['m-1']);
    await arrivals().receiptByRef('smsc', { id: 'again', ref: 'm-1', state: 'failed' });
    await town.house.api.tick();
    expect(await stateOf(key)).toBe('failed');
  });

  it('names of parts are let go of once no receipt can come', async () => {
    const left = async () => (await town.house.database.query<{ ref: string }>('select distinct ref from dunwell.text_part order by ref')).map((row) => row.ref);
    await dropTextParts(town.house.database, town.clock.now());
    expect(await left()).toEqual(['m-1']);
    await dropTextParts(town.house.database, town.clock.now() + 1);
    expect(await left()).toEqual([]);
  });

  it('a reply is kept once, and holds the person until it is read', async () => {
    const reply = { id: 'in-1', from: await town.numberOf('A-2'), text: '我不是本人' };
    await arrivals().reply('smsc', reply);
    await arrivals().reply('smsc', reply);
    const count = async () => (await town.house.database.query<{ n: number }>(`select count(*)::int as n from dunwell.inbound where provider = 'smsc' and kind = 'sms_reply' and read_at is null`))[0]?.n;
    expect(await count()).toBe(1);
    await expect(arrivals().reply('smsc', { ...reply, text: '别的' })).rejects.toMatchObject({ code: 'reused_key' });
    await expect(arrivals().parts('smsc', 'nobody', ['x'])).rejects.toMatchObject({ code: 'bad_parts' });
  });
});
