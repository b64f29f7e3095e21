import { Terminal } from '../../../engine/ports/errors.js';
import type { Hook } from '../../../engine/ports/hook.js';
import type { AccountDeps } from '../account.js';
import { behindToken, jsonAnswer, must, nameOfArrival, readJson, takeEach, type Fields, type Taking } from '../take-each.js';

/** A mainland number as Aliyun writes it: with or without the calling code, in any of its spellings. */
const MAINLAND = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;

function stateOf(element: Fields): 'delivered' | 'failed' {
  const said = String(element['success']);
  if (said !== 'true' && said !== 'false') throw new Terminal('bad_request', 'success is neither true nor false.', 'success');
  return said === 'true' ? 'delivered' : 'failed';
}

/**
 * Aliyun's HTTP batch push: `<token>/report` (SmsReport) and `<token>/up` (SmsUp), JSON arrays. It repeats three times what was not
 * answered with 200, after 1, 5 and 10 minutes, and does not promise to say a thing once.
 */
export function aliyunHook(name: string, token: string, { arrivals, log }: AccountDeps): Hook {
  const report = async (element: Fields): Promise<Taking> => {
    const [providerKey, state] = [must(element, 'out_id', 100), stateOf(element)];
    await arrivals.receipt(name, { id: `${must(element, 'biz_id', 64)}:${state}`, providerKey, state });
    return 'kept';
  };
  const up = async (element: Fields): Promise<Taking> => {
    const phone = must(element, 'phone_number', 20);
    const national = MAINLAND.exec(phone)?.[1];
    if (national === undefined) throw new Terminal('bad_request', 'Not a mainland mobile number.', 'phone_number');
    const [text, sequence] = [must(element, 'content', 4_000), must(element, 'sequence_id', 40)];
    // A sequence number alone is not promised to be of one text only.
    const id = `${sequence}-${nameOfArrival(token, phone, must(element, 'send_time', 40), text)}`;
    await arrivals.reply(name, { id, from: `+86${national}`, text });
    return 'kept';
  };
  return {
    async take(request) {
      const what = behindToken(request, token);
      const take = what === 'report' ? report : what === 'up' ? up : null;
      if (take === null) return jsonAnswer(404, { code: 404, msg: 'no such address' });
      const elements = readJson(request.body);
      if (!Array.isArray(elements)) return jsonAnswer(400, { code: 400, msg: 'a JSON array is expected' });
      return (await takeEach(name, what as string, elements, take, log)) === 'kept' ? jsonAnswer(200, { code: 0, msg: 'OK' }) : jsonAnswer(503, { code: 503, msg: 'try again' });
    },
  };
}
