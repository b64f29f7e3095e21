import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

/** The lender's mail server as its operator names it: `smtps://user:password@host:465`, `smtp://user:password@host:587`. */
export interface MailServer {
  readonly url: string;
  /** Our name in EHLO. */
  readonly name: string;
  /** Whole milliseconds for each answer of the server. */
  readonly timeoutMs: number;
  /** PEM; of a server whose certificate no public authority signed. */
  readonly ca?: string;
}

/** Closed before a server would close it: a session that ends at that moment costs a mail its turn. */
const IDLE_MS = 4_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** What the server said, or what became of the connection. `begun`: bytes of the mail itself may have left. */
export class SmtpFailure extends Error {
  readonly begun: boolean;
  /** Three digits; null: there was no answer. */
  readonly code: number | null;
  /** RFC 3463; empty where none is told. */
  readonly status: string;
  /** What failed where there was no answer, e.g. `econnrefused`. */
  readonly what: string;
  constructor(error: unknown, begun: boolean) {
    super('smtp');
    const { responseCode, response, code, originalCode } = error as { readonly responseCode?: number; readonly response?: string; readonly code?: string; readonly originalCode?: string };
    this.begun = begun;
    this.code = typeof responseCode === 'number' && responseCode >= 400 && responseCode <= 599 ? responseCode : null;
    this.status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1] ?? '';
    this.what = (originalCode ?? code ?? 'failed').toLowerCase().slice(0, 40);
  }
}

function optionsOf(server: MailServer): SMTPConnectionOptions {
  const url = new URL(server.url);
  const secure = url.protocol === 'smtps:';
  const here = LOOPBACK.has(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? (secure ? 465 : 587) : Number(url.port), secure, name: server.name,
    // To another machine never in the clear: without TLS there is no mail.
    requireTLS: !secure && !here,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: !here || server.ca !== undefined, ...(server.ca === undefined ? {} : { ca: server.ca }) },
    connectionTimeout: server.timeoutMs, greetingTimeout: server.timeoutMs, socketTimeout: server.timeoutMs, dnsTimeout: server.timeoutMs, logger: false,
  };
}

/** One connection, logged in. Not to be shared: one mail after another. */
export interface SmtpSession {
  /** Resolves when the server has taken the mail over. Rejects with an SmtpFailure. */
  send(mail: { readonly from: string; readonly to: string; readonly bytes: Buffer }): Promise<void>;
}

interface Kept extends SmtpSession {
  readonly connection: SMTPConnection;
  idle: NodeJS.Timeout | null;
}

/** A call of nodemailer's that fails through its callback, or, where the connection breaks, through an event that no call is told of. */
function settled(connection: SMTPConnection, begun: () => boolean, start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(new SmtpFailure(error, begun()));
    const ended = () => fail({ code: 'closed' });
    connection.once('error', fail);
    connection.once('end', ended);
    const done = (error?: Error | null) => {
      connection.removeListener('end', ended);
      connection.removeListener('error', fail);
      if (error) fail(error);
      else resolve();
    };
    start(done);
  });
}

const nothing = (): boolean => false;

function sendOn(connection: SMTPConnection, mail: Parameters<SmtpSession['send']>[0]): Promise<void> {
  let begun = false;
  // Read only once the server has said "go on" to DATA: from then on the mail may have arrived, whatever becomes of the connection.
  const body = new Readable({
    read() {
      begun = true;
      this.push(mail.bytes);
      this.push(null);
    },
  });
  return settled(connection, () => begun, (done) => connection.send({ from: mail.from, to: [mail.to], size: mail.bytes.length }, body, (error) => done(error)));
}

/** Connections to one server, kept open for a moment between mails. */
export function smtpSessions(server: MailServer) {
  const options = optionsOf(server);
  const url = new URL(server.url);
  const free: Kept[] = [];
  const drop = (kept: Kept) => {
    if (kept.idle !== null) clearTimeout(kept.idle);
    kept.connection.close();
  };
  const open = async (): Promise<Kept> => {
    const connection = new SMTPConnection(options);
    // What breaks between two calls is found by the next.
    connection.on('error', () => undefined);
    try {
      await settled(connection, nothing, (done) => connection.connect((error) => done(error)));
      if (url.username !== '') await settled(connection, nothing, (done) => connection.login({ credentials: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }, (error) => done(error)));
    } catch (error) {
      connection.close();
      throw error;
    }
    return { connection, idle: null, send: (mail) => sendOn(connection, mail) };
  };
  /** A session that stood idle is asked first whether it still stands, so that nothing is spent on a dead one. */
  const take = async (): Promise<Kept> => {
    for (let kept = free.pop(); kept !== undefined; kept = free.pop()) {
      const { connection, idle } = kept;
      if (idle !== null) clearTimeout(idle);
      kept.idle = null;
      try {
        await settled(connection, nothing, (done) => connection.reset((error) => done(error)));
        return kept;
      } catch {
        drop(kept);
      }
    }
    return open();
  };
  return {
    /** Runs `work` with a session. Rejects with an SmtpFailure, not begun, where none can be had. */
    async with<T>(work: (session: SmtpSession) => Promise<T>): Promise<T> {
      const kept = await take();
      let sound = false;
      try {
        const result = await work(kept);
        sound = true;
        return result;
      } catch (error) {
        // An answer leaves a session in order; anything else ends it.
        sound = error instanceof SmtpFailure && error.code !== null && error.code !== 421;
        throw error;
      } finally {
        if (sound && !kept.connection.destroyed) {
          kept.idle = setTimeout(() => {
            const at = free.indexOf(kept);
            if (at >= 0) free.splice(at, 1);
            kept.connection.quit();
          }, IDLE_MS);
          kept.idle.unref();
          free.push(kept);
        } else drop(kept);
      }
    },
    close(): void {
      for (const kept of free.splice(0)) drop(kept);
    },
  };
}
