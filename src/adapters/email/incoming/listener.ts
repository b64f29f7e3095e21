import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';
import { tagOf } from '../../../domain/contact/mail-token.js';
import type { Clock, Log } from '../../../engine/ports/clock.js';
import type { ArrivedMail } from '../../../engine/ports/mail.js';
import { MAIL_BYTES_MAX, readMail } from './read-mail.js';

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  /** Our name in the greeting. */
  readonly name: string;
  /** The only address for which mail is taken, bare or with a tag. */
  readonly returnTo: string;
}

interface Deps {
  readonly clock: Clock;
  readonly log: Log;
  /** Resolves when it is kept: only then is the sender told that it was taken over. */
  readonly take: (mail: ArrivedMail) => Promise<unknown>;
}

const CONNECTIONS = 50;
const RECIPIENTS = 10;
const IDLE_MS = 30_000;
/** Mails a minute from one address; the lender's own server, which hands on everybody's, may have this many too. */
const PER_MINUTE = 600;
const MINUTE_MS = 60_000;
/** Addresses counted at once: what is beyond is counted together. */
const COUNTED = 10_000;

const refusal = (code: number, words: string): Error => Object.assign(new Error(words), { responseCode: code });

/** Counts mails of each address in minutes; false once there are too many. */
function rates(clock: Clock): (address: string) => boolean {
  let minute = 0;
  const counts = new Map<string, number>();
  return (address) => {
    const now = Math.floor(clock.now() / MINUTE_MS);
    if (now !== minute) counts.clear();
    minute = now;
    const who = counts.has(address) || counts.size < COUNTED ? address : 'others';
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    return count <= PER_MINUTE;
  };
}

/** Up to the bound and no further: what comes after it is thrown away as it comes. `null`: it was larger. */
async function whole(stream: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAIL_BYTES_MAX) chunks.push(chunk);
  }
  return size > MAIL_BYTES_MAX ? null : Buffer.concat(chunks);
}

/**
 * The way in for bounces and answers, behind the lender's own mail server: takes mail for our return address alone, relays nothing, lets
 * nobody log in. Resolves once it listens; gives its stop.
 */
export function openListener(options: ListenerOptions, deps: Deps): Promise<{ readonly port: number; close(): Promise<void> }> {
  const mayCome = rates(deps.clock);
  const ours = (address: string): boolean => address.toLowerCase() === options.returnTo.toLowerCase() || tagOf(address, options.returnTo) !== null;
  const taken = async (stream: Readable, session: SMTPServerSession): Promise<Error | null> => {
    const bytes = await whole(stream);
    if (bytes === null) return refusal(552, '5.3.4 message too large');
    const { mailFrom, rcptTo } = session.envelope;
    try {
      await deps.take(readMail(bytes, { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map((one: SMTPServerAddress) => one.address) }, options.returnTo));
      return null;
    } catch {
      // The sender keeps it and tries again: nothing is lost while the database is away.
      deps.log.error('mail_not_kept', {});
      return refusal(451, '4.3.0 not kept, try again');
    }
  };
  const server = new SMTPServer({
    name: options.name, banner: 'Dunwell', authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, size: MAIL_BYTES_MAX, maxClients: CONNECTIONS, socketTimeout: IDLE_MS, closeTimeout: 2_000,
    onMailFrom: (_address, session, done) => done(mayCome(session.remoteAddress) ? null : refusal(450, '4.7.1 too many mails, try again later')),
    onRcptTo: (address, session, done) => {
      if (session.envelope.rcptTo.length >= RECIPIENTS) done(refusal(452, '4.5.3 too many recipients'));
      else done(ours(address.address) ? null : refusal(550, '5.7.1 no mail for this address here'));
    },
    onData: (stream, session, done) => void taken(stream, session).then((error) => done(error)),
  });
  // A client that hangs up or talks nonsense is its own trouble.
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== undefined && error.code !== 'ECONNRESET') deps.log.error('mail_listener', { error: error.code });
  });
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new Error(`config: port ${options.port} on ${options.host} is taken. Set DUNWELL_MAIL_IN_PORT to another, or stop what runs there.`) : error);
    server.server.once('error', failed);
    server.listen(options.port, options.host, () => {
      server.server.removeListener('error', failed);
      const at = server.server.address();
      resolve({ port: at !== null && typeof at === 'object' ? at.port : options.port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
