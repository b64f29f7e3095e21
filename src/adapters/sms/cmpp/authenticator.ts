import { createHash } from 'node:crypto';
import { toLocal } from '../../../domain/time/zone.js';

const md5 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Instants of the protocol are in the time of China, where the gateways are. */
const ZONE = 'Asia/Shanghai';
const two = (n: number): string => String(n).padStart(2, '0');

function partsOf(at: number): { readonly year: string; readonly monthDay: string; readonly time: string } {
  const { date, msOfDay } = toLocal(ZONE, at);
  const [year = '', month = '', day = ''] = date.split('-');
  const seconds = Math.floor(msOfDay / 1000);
  return { year: year.slice(-2), monthDay: `${month}${day}`, time: `${two(Math.floor(seconds / 3600))}${two(Math.floor(seconds / 60) % 60)}${two(seconds % 60)}` };
}

/** Timestamp of CONNECT: MMDDHHMMSS as a number (§7.4.1.1). */
export function connectTimestamp(at: number): number {
  const { monthDay, time } = partsOf(at);
  return Number(`${monthDay}${time}`);
}

/** SMPP 3.3 absolute time: YYMMDDhhmmss, tenths, quarters of an hour east of Greenwich, `+` (§7.4.3.1, ValId_Time). */
export function validUntil(at: number): string {
  const { year, monthDay, time } = partsOf(at);
  return `${year}${monthDay}${time}032+`;
}

/** MD5 over Source_Addr, nine NUL, the shared secret, and the timestamp as ten digits (§7.4.1.1). MD5 is the protocol's choice, not ours: it keeps the secret off the wire and nothing more. */
export const clientAuthenticator = (sourceAddr: string, secret: string, timestamp: number): Buffer => md5(sourceAddr, Buffer.alloc(9), secret, String(timestamp).padStart(10, '0'));

/** MD5 over Status in its octets, the client's authenticator, and the shared secret (§7.4.1.2): that the gateway knows the secret too. */
export function gatewayAuthenticator(status: number, statusOctets: 1 | 4, client: Uint8Array, secret: string): Buffer {
  const octets = Buffer.alloc(statusOctets);
  octets.writeUIntBE(status, 0, statusOctets);
  return md5(octets, client, secret);
}
