import type { Database } from '../../engine/ports/database.js';

export type Backend = Database['backend'];

/** The one table of how backends differ. Code and tests name a capability; nothing else asks for a product's name. */
const backends: Readonly<Record<Backend, Database['capabilities']>> = {
  // PGlite never syncs and has one session.
  pglite: { severalSessions: false, durable: false, distributed: false },
  embedded: { severalSessions: true, durable: true, distributed: false },
  postgres: { severalSessions: true, durable: true, distributed: false },
  citus: { severalSessions: true, durable: true, distributed: true },
};

export function capabilitiesOf(backend: Backend): Database['capabilities'] {
  return backends[backend];
}
