import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openListener } from '../adapters/email/incoming/listener.js';
import { readMail } from '../adapters/email/incoming/read-mail.js';
import type { EmailOptions } from '../adapters/email/open-email.js';
import type { ApiDeps } from '../api/deps.js';
import { takeMail, type TakenMail } from '../engine/inbound/take-mail.js';
import { Terminal } from '../engine/ports/errors.js';
import type { Config } from './config.js';
import type { House } from './house.js';

/** E-mail as the settings say it. */
export interface MailSettings {
  readonly url: string;
  readonly from: string;
  readonly returnTo: string;
  readonly timeoutMs: number;
  /** Signs what comes by the hook; null: nothing may. */
  readonly secret: string | null;
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | null;
}

/** Letters as the settings say it. `on`: the size by the country of the address. */
export interface LetterSettings {
  readonly paper: 'on' | 'a4' | 'letter';
  readonly from: readonly string[];
}

/** Shorter keys are refused by the large mail systems (RFC 8301, 3.2). */
const RSA_BITS_MIN = 1_024;

function dkimKey(path: string): string {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`config: DUNWELL_MAIL_DKIM_KEY: ${path} cannot be read. Let this user read it.`, { cause: error });
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= RSA_BITS_MIN) return pem;
  } catch {
    // Said below: what is in the file is no one's business.
  }
  throw new Error(`config: DUNWELL_MAIL_DKIM_KEY: ${path} holds no private RSA key of at least ${RSA_BITS_MIN} bits in PEM. Make one with \`openssl genrsa -out dkim.pem 2048\`.`);
}

/** Throws where the key cannot be used: an e-mail that should be signed must not leave without. */
export function emailOptions(mail: MailSettings, portalUrl: string): EmailOptions {
  return {
    server: { url: mail.url, name: mail.returnTo.slice(mail.returnTo.lastIndexOf('@') + 1), timeoutMs: mail.timeoutMs },
    sender: { from: mail.from, returnTo: mail.returnTo, portalUrl, dkim: mail.dkim === null ? null : { domain: mail.dkim.domain, selector: mail.dkim.selector, privateKey: dkimKey(mail.dkim.keyFile) } },
  };
}

/** How mails that come in are read; `null` where none can be ours. */
export const mailReader = (returnTo: string | undefined): ApiDeps['mail'] => (returnTo === undefined ? null : { read: (bytes, envelope) => readMail(Buffer.from(bytes), envelope, returnTo) });

/** Opens the way in for bounces and answers, if one is set. Gives its stop. */
export async function openMailIn(house: House, { mail, mailIn }: Pick<Config, 'mail' | 'mailIn'>): Promise<() => Promise<void>> {
  if (mail === null || mailIn === null) return async () => undefined;
  const { clock, log } = house.api;
  const name = mail.returnTo.slice(mail.returnTo.lastIndexOf('@') + 1);
  const listener = await openListener({ ...mailIn, name, returnTo: mail.returnTo }, { clock, log, take: (arrived) => takeMail(house.api, 'smtp', arrived) });
  return () => listener.close();
}

/** A mail from a file, as `dunwell mail take` hands it in. Throws `no_mail` where e-mail is not set up. */
export async function takeMailFile(house: House, bytes: Uint8Array): Promise<TakenMail> {
  if (house.api.mail === null) throw new Terminal('no_mail', 'No e-mail is set up here. Set DUNWELL_MAIL_URL and DUNWELL_MAIL_FROM.');
  return takeMail(house.api, 'file', house.api.mail.read(bytes, { from: null, to: [] }));
}
