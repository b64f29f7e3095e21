import type { Database } from '../../../engine/ports/database.js';
import type { Keys } from '../../../engine/ports/keys.js';

/** A corrected reading as training or test data: what it means by the last who corrected it. Without words unless they are asked for. */
export interface LabelledReading {
  readonly inbound: string;
  readonly at: string;
  readonly corrections: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly words?: string;
}

interface Row {
  readonly inbound_id: number;
  readonly received_at: number;
  readonly number: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly body_sealed: Uint8Array;
  readonly [column: string]: unknown;
}

/** All corrected readings, in order of the slot and the message; `withWords` opens the seal. */
export async function* readingCorrections(database: Database, keys: Keys, withWords: boolean): AsyncGenerator<LabelledReading> {
  const rows = await database.query<Row>(
    `select c.inbound_id, i.received_at, c.number, i.meaning as before, c.after, i.body_sealed
       from dunwell.reading_correction c join dunwell.inbound i on i.slot = c.slot and i.id = c.inbound_id
      where c.number = (select max(n.number) from dunwell.reading_correction n where n.slot = c.slot and n.inbound_id = c.inbound_id)
      order by c.slot, c.inbound_id`,
    [],
  );
  for (const row of rows) {
    const body = withWords ? (JSON.parse(keys.openForOperator(row.body_sealed)) as { readonly text?: unknown }) : {};
    yield {
      inbound: String(row.inbound_id), at: new Date(row.received_at).toISOString(), corrections: row.number, before: row.before, after: row.after, ...(withWords ? { words: String(body.text ?? '') } : {}),
    };
  }
}
