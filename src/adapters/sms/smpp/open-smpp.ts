import { randomInt } from 'node:crypto';
import type { AccountDeps, SmsAccount } from '../account.js';
import { Connection, type BindAs } from './connection.js';
import { Inbox } from './inbox.js';
import type { Link } from './link.js';
import { bareAnswer, COMMAND, encodePdu, STATUS } from './pdu.js';
import { Sender } from './sender.js';
import { decodeShortMessage, encodeAccepted } from './short-message.js';
import { limitsOf, type SmppOptions } from './smpp-options.js';

export type { SmppOptions } from './smpp-options.js';

export interface SmppDeps extends AccountDeps {
  /** From 0 up to 1; spreads reconnections. Without it the system's own chance. */
  readonly random?: () => number;
}

const RANDOM_STEPS = 2 ** 32;

/** Requests that have no answer in the protocol. */
const UNANSWERABLE: ReadonlySet<number> = new Set([COMMAND.outbind, COMMAND.alert_notification]);

/**
 * An account with a peer that speaks SMPP 3.4 (docs/operating/sms-smpp.md). Nothing connects before `start`. What `send` gives:
 * `sent` when every part was accepted; `refused` when none was and none may have been; `unknown` otherwise.
 */
export function openSmpp(name: string, options: SmppOptions, deps: SmppDeps): SmsAccount {
  const { clock, log, arrivals } = deps;
  const limits = limitsOf(options);
  const random = deps.random ?? (() => randomInt(RANDOM_STEPS) / RANDOM_STEPS);
  const told = (event: string, fields: Readonly<Record<string, string | number>>): void => log.info(event, { account: name, ...fields });
  const trouble = (event: string, fields: Readonly<Record<string, string | number>>): void => log.error(event, { account: name, ...fields });
  let [started, closed] = [false, false];

  const request = (link: Link, command: number, sequence: number, frame: Buffer): void => {
    if (command === COMMAND.deliver_sm) {
      void inbox.take(decodeShortMessage(frame)).then((status) => link.write(status === STATUS.ok ? encodeAccepted(command, sequence, '') : bareAnswer(command, sequence, status)));
    } else if (!UNANSWERABLE.has(command)) link.write(encodePdu('generic_nack', sequence, STATUS.badCommand));
  };
  const turned = (): void => {
    if (connections.some(({ link }) => link === null)) inbox.connectionEnded();
    sender.turned();
  };
  const roles: readonly BindAs[] = options.bind === 'pair' ? ['transmitter', 'receiver'] : ['transceiver'];
  const connections = roles.map((as) => new Connection(options, { as, random, request, turned, told: (event, fields) => (event === 'smpp_down' ? trouble : told)(event, fields) }));
  const sender = new Sender(options, {
    now: () => clock.now(), random, trouble, link: () => connections[0]?.link ?? null,
    keepParts: (key, refs) => arrivals.parts(name, key, refs),
  });
  const inbox = new Inbox(options, { account: name, arrivals, now: () => clock.now(), sender, trouble });

  return {
    provider: name, window: limits.window,
    start() {
      if (started) return;
      started = true;
      for (const connection of connections) connection.connect();
    },
    send: (permit, outgoing) => sender.send(permit, outgoing),
    async close() {
      if (closed) return;
      closed = true;
      await sender.close();
      await inbox.close();
      await Promise.all(connections.map((connection) => connection.close()));
    },
    state: () => (!started ? 'idle' : connections.every(({ link }) => link !== null) ? 'up' : 'down'),
  };
}
