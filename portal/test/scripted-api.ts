import type { components, paths } from '../../client/portal/schema.js';

type Path = keyof paths;
type Body<P extends Path, M extends 'get' | 'post'> = paths[P][M] extends { responses: { 200: { content: { 'application/json': infer T } } } } ? T : never;
type DebtView = components['schemas']['DebtView'];

export const CODE = 'K7Q2MX';
export const TAIL = '204X';
export const TOKEN = 'token-of-thirty-minutes';

export function debtView(change: Partial<DebtView> = {}): DebtView {
  return {
    creditor: { en: 'Harbour Consumer Finance', zh: '海港消费金融' }, asOf: '2026-11-24', language: 'zh', name: '王*明', state: 'open',
    debts: [{
      ref: '…4821', product: 'credit_card', balance: { minor: 823_450, currency: 'CNY' }, dueOn: '2026-09-20', daysPastDue: 65,
      lines: [
        { on: '2026-09-20', kind: 'charge', amount: { minor: 612_300, currency: 'CNY' } },
        { on: '2026-10-20', kind: 'charge', amount: { minor: 311_150, currency: 'CNY' } },
        { on: '2026-11-02', kind: 'payment', amount: { minor: -100_000, currency: 'CNY' } },
      ],
    }],
    total: [{ minor: 823_450, currency: 'CNY' }],
    quiet: [],
    contacts: [
      { at: '2026-11-20T02:15:00.000Z', channel: 'sms', state: 'delivered', basis: [{ rule: 'CN-T1', title: { en: 'Contact hours 08:00 to 22:00', zh: '联系时段 08:00 至 22:00' }, citation: 'GB/T 45251-2025 §5.3' }] },
      { at: '2026-11-24T06:30:00.000Z', channel: 'call', state: 'sent', basis: [] },
    ],
    ...change,
  };
}

export interface Heard {
  readonly path: string;
  readonly key: string | null;
  readonly token: string | null;
  readonly body: Record<string, unknown>;
}

/** The portal API as a script: speaks the contract's types, counts wrong tries, keeps idempotency keys, can break on purpose. */
export function scriptedApi(start: { debt?: DebtView; text?: components['schemas']['Done']['text'] } = {}) {
  const heard: Heard[] = [];
  const firstAnswers = new Map<string, { body: string; answer: Body<'/payments', 'post'> }>();
  const script = { debt: start.debt ?? debtView(), broken: false, refuse: 0, wrongTries: 0, expired: false, noId: false, words: undefined as 'same' | 'more' | 'other' | undefined };
  const say = <P extends Path, M extends 'get' | 'post'>(_path: P, _method: M, value: Body<P, M>) => Response.json(value);
  const refuse = (http: number, code = 'refused') => Response.json({ code, detail: 'Refused.' } satisfies components['schemas']['Problem'], { status: http });

  async function fetch(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace('/api/portal', '');
    const text = request.method === 'POST' ? await request.text() : '{}';
    const body = JSON.parse(text) as Record<string, unknown>;
    const key = request.headers.get('idempotency-key');
    const token = request.headers.get('authorization');
    heard.push({ path, key, token, body });
    if (script.broken) throw new Error('unreachable');
    if (path === '/verify') {
      // Of a whole message the script knows one, and that it was answered by its code alone.
      const genuine = body['code'] === CODE || String(body['text'] ?? '').includes(CODE);
      const words = body['text'] === undefined || script.words === undefined ? ('not_compared' as const) : script.words;
      const person = genuine && words !== 'other';
      return say('/verify', 'post', genuine
        ? { genuine, code: person ? CODE : null, words, creditor: script.debt.creditor, channel: 'sms', sentAt: '2026-11-24T02:15:00.000Z', sentTo: person ? '1234' : null, about: person ? script.debt.name : null, language: person ? script.debt.language : null, superseded: false }
        : { genuine, code: null, words, creditor: null, channel: null, sentAt: null, sentTo: null, about: null, language: null, superseded: false });
    }
    if (path === '/session') {
      if (script.noId) return refuse(422, 'no_id_on_file');
      if (script.wrongTries >= 3) return refuse(429);
      if (body['code'] === CODE && body['idTail'] === TAIL) return say('/session', 'post', { token: TOKEN, language: script.debt.language });
      script.wrongTries += 1;
      return refuse(401);
    }
    if (token !== `Bearer ${TOKEN}` || script.expired) return refuse(401);
    if (path === '/debt') return say('/debt', 'get', script.debt);
    if (script.refuse !== 0) return refuse(script.refuse);
    const before = firstAnswers.get(key ?? '');
    if (before) return before.body === text ? say('/payments', 'post', before.answer) : refuse(409);
    const answer = { done: true, reference: `R-${firstAnswers.size + 1}`, text: start.text ?? { en: 'Noted.', zh: '已记录。' } };
    firstAnswers.set(key ?? '', { body: text, answer });
    if (path === '/payments') script.debt = { ...script.debt, total: script.debt.total.map((m) => ({ ...m, minor: m.minor - Number(body['amountMinor']) })) };
    return say('/payments', 'post', answer);
  }
  return { fetch, heard, script, acts: () => heard.filter((h) => h.key !== null) };
}
