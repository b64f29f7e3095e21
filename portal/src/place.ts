import type { Context } from 'hono';
import type { PortalOptions } from './options.js';

/** The peer's address as the Node server tells it. */
function peer(c: Context): string | undefined {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return env?.incoming?.socket?.remoteAddress;
}

/** The place a request comes from: an IPv4 address, or the network half of an IPv6 one, because a phone changes the rest at will. */
export function placeOf(c: Context, options: Pick<PortalOptions, 'placeOf'>): string {
  const address = (options.placeOf?.(c) ?? peer(c) ?? 'direct').replace(/^::ffff:/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  return [...left, ...zeros, ...right].slice(0, 4).map((part) => part.toLowerCase().replace(/^0+(?=.)/, '')).join(':');
}
