import { Terminal } from '../../../engine/ports/errors.js';
import type { Hook } from '../../../engine/ports/hook.js';
import type { AccountDeps } from '../account.js';
import { textOf } from '../answer.js';
import { behindToken, jsonAnswer, must, nameOfArrival, readJson, takeEach, type Fields, type Taking } from '../take-each.js';

function e164(element: Fields): string {
  const number = `+${must(element, 'nationcode', 6).replace(/^\+/, '')}${must(element, 'mobile', 20)}`;
  if (!/^\+[1-9]\d{6,14}$/.test(number)) throw new Terminal('bad_request', 'Not a telephone number.', 'mobile');
  return number;
}

function stateOf(element: Fields): 'delivered' | 'failed' {
  const said = element['report_status'];
  if (said !== 'SUCCESS' && said !== 'FAIL') throw new Terminal('bad_request', 'report_status is neither SUCCESS nor FAIL.', 'report_status');
  return said === 'SUCCESS' ? 'delivered' : 'failed';
}

/**
 * Tencent Cloud's callbacks: `<token>/status`, a JSON array of at most 100, and `<token>/reply`, one JSON object. It sends twice more what
 * was not answered with `result` 0.
 */
export function tencentHook(name: string, token: string, { arrivals, log }: AccountDeps): Hook {
  const status = async (element: Fields): Promise<Taking> => {
    const [sid, state, key] = [must(element, 'sid', 100), stateOf(element), textOf(element['ext'], 100)];
    const id = `${sid}:${state}`;
    if (key !== '') {
      await arrivals.receipt(name, { id, providerKey: key, state });
      return 'kept';
    }
    // Not known yet: it can be faster here than the answer that names it.
    return (await arrivals.receiptByRef(name, { id, ref: sid, state })) === 'kept' ? 'kept' : 'again';
  };
  const reply = async (element: Fields): Promise<Taking> => {
    const [from, text, time] = [e164(element), must(element, 'text', 4_000), must(element, 'time', 20)];
    await arrivals.reply(name, { id: nameOfArrival(token, from, time, textOf(element['extend']), text), from, text });
    return 'kept';
  };
  return {
    async take(request) {
      const what = behindToken(request, token);
      const take = what === 'status' ? status : what === 'reply' ? reply : null;
      if (take === null) return jsonAnswer(404, { result: 404, errmsg: 'no such address' });
      const said = readJson(request.body);
      if (typeof said !== 'object' || said === null) return jsonAnswer(400, { result: 400, errmsg: 'JSON is expected' });
      const taking = await takeEach(name, what as string, Array.isArray(said) ? said : [said], take, log);
      return taking === 'kept' ? jsonAnswer(200, { result: 0, errmsg: 'OK' }) : jsonAnswer(503, { result: 503, errmsg: 'try again' });
    },
  };
}
