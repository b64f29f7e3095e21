import type { Database } from '../../engine/ports/database.js';

export type Backend = Database['backend'];

/** The one table of how backends differ. Code and tests name a capability; nothing else asks for a product's name. */
const backends: Readonly<Record<Backend, Database['capabilities']>> = {
  // PGlite never syncs and has one session.
  pglite: { severalSessions: false, durable: false },
  embedded: { severalSessions: true, durable: true },
  postgres: { severalSessions: true, durable: true },
  citus: { severalSessions: true, durable: true },
};

export function capabilitiesOf(backend: Backend): Database['capabilities'] {
  return backends[backend];
}
