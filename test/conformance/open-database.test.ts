import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/postgres/open-database.js';
import { openPool } from '../../src/adapters/postgres/pool.js';
import { embeddedServer, type Server } from './databases.js';

describe('a server of the operator\'s own', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = await embeddedServer();
    url = await server.fresh();
  });
  afterAll(() => server.stop());
  const refusal = (address: string) => openDatabase({ url: address, dataFolder: '/nowhere' }).then((db) => db.close().then(() => 'opened'), (error: Error) => error.message);

  it('is opened and told by what it is', async () => {
    const database = await openDatabase({ url, dataFolder: '/nowhere' });
    expect([database.backend, database.joined, await database.query('select 1 as one')]).toEqual(['postgres', false, [{ one: 1 }]]);
    await database.close();
    await database.close();
  });

  it('that does not let us in is named without its password', async () => {
    const wrongPassword = url.replace(/:[0-9a-f]+@/, ':hunter2hunter2@');
    for (const [address, said] of [
      [wrongPassword, /^config: DATABASE_URL names 127\.0\.0\.1:\d+\/t\d+_\d+, which does not let us in \(28P01\)/],
      [`${url}_missing`, /\(3D000\)/],
      ['postgres://someone:hunter2hunter2@127.0.0.1:1/x', /127\.0\.0\.1:1\/x.*ECONNREFUSED/],
    ] as const) {
      const text = await refusal(address);
      expect(text).toMatch(said);
      expect(text).not.toMatch(/hunter2|someone|postgres:/);
    }
  });

  it('of another encoding is refused before anything is written', async () => {
    const admin = openPool(url, { max: 1 });
    await admin.execute("create database latin encoding 'LATIN1' template template0 locale 'C'");
    await admin.close();
    expect(await refusal(url.replace(/\/[^/]*$/, '/latin'))).toMatch(/^config: .*whose encoding is LATIN1/);
  });
});
