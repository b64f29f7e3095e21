import { sandboxPhones } from '../adapters/sms/fake/sandbox-sms.js';
import { signHook } from '../api/hooks/app.js';
import { takeMail } from '../engine/inbound/take-mail.js';
import { slotOf } from '../domain/id/slot-id.js';
import { maskName } from '../domain/party/mask.js';
import { readProviderKey } from '../domain/contact/provider-key.js';
import type { House } from './house.js';
import type { SandboxPhone } from '../../portal/src/sandbox/phone.js';


type Send = (path: string, body: unknown) => Promise<void>;

/** The made-up network: what its phones send goes through the same signed hooks as a real provider's. */
export function sandboxPhone(house: House, fetchHook: (request: Request) => Promise<Response>): SandboxPhone {
  const phones = sandboxPhones(house.database);
  const { clock } = house.api;
  let counter = 0;
  const id = (what: string): string => `${what}-${clock.now()}-${(counter += 1)}-${Buffer.from(house.api.random(4)).toString('hex')}`;
  const send: Send = async (path, body) => {
    const text = JSON.stringify(body);
    const response = await fetchHook(new Request(`http://hooks.internal${path}`, { method: 'POST', body: text, headers: { 'content-type': 'application/json', 'x-dunwell-signature': signHook(house.sandboxSecret, text) } }));
    if (!response.ok) throw new Error(`sandbox: the hook answered ${response.status}`);
  };
  const receipt = (providerKey: string, state: 'delivered' | 'failed' | 'accepted', eventId: string) =>
    send('/sms/sandbox/receipt', { id: eventId, providerKey, state, at: new Date(clock.now()).toISOString() });
  return {
    async numbers({ search, limit }) {
      return (await phones.numbers(search ?? '', limit)).map((t) => ({ number: t.number, last: t.text, lastAt: new Date(t.at).toISOString(), unread: t.unread }));
    },
    async thread(number) {
      const texts = await phones.thread(number);
      return Promise.all(texts.map(async (t) => {
        const hint = t.direction === 'out' ? await personHint(house, t.key) : null;
        return { id: t.key, direction: t.direction, text: t.text, at: new Date(t.at).toISOString(), state: t.state, ...(hint === null ? {} : { hint }) };
      }));
    },
    async reply(number, text) {
      const key = id('reply');
      await phones.add(key, number, text, clock.now());
      if (number.includes('@')) {
        await takeMail(house.api, 'sandbox', { kind: 'reply', messageId: key, from: number, tokens: [], subject: '', text, attachments: 0, status: '', gone: false });
        return;
      }
      await send('/sms/sandbox/reply', { id: key, from: number, text, at: new Date(clock.now()).toISOString() });
    },
    async receipt(key, kind) {
      const event = id('receipt');
      if (kind === 'out_of_order') {
        await receipt(key, 'delivered', `${event}-2`);
        await receipt(key, 'accepted', `${event}-1`);
      } else {
        await receipt(key, kind === 'failed' ? 'failed' : 'delivered', event);
        if (kind === 'duplicate') await receipt(key, 'delivered', event);
      }
      await phones.mark(key, kind === 'failed' ? 'failed' : 'delivered');
    },
  };
}

/** Made-up facts of the made-up person behind a text, so that a visitor of the demo can open the debt. */
async function personHint(house: House, providerKey: string): Promise<{ idTail: string; name: string } | null> {
  const key = readProviderKey(providerKey);
  if (key === null) return null;
  const rows = await house.database.query<{ key_wrapped: Uint8Array; id_number_sealed: Uint8Array | null; name_sealed: Uint8Array | null }>(
    'select p.key_wrapped, p.id_number_sealed, p.name_sealed from dunwell.contact c join dunwell.person p on p.slot = c.slot and p.id = c.person_id where c.slot = $1 and c.id = $2',
    [slotOf(key.contactId), key.contactId],
  );
  const row = rows[0];
  if (row === undefined || row.id_number_sealed === null) return null;
  const { keys } = house.api;
  return { idTail: keys.open(row.key_wrapped, row.id_number_sealed).slice(-4), name: row.name_sealed === null ? '' : maskName(keys.open(row.key_wrapped, row.name_sealed)) };
}
