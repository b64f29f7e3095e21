/**
 * Where the rows of a table live on a Citus cluster. Elsewhere every table is just a table.
 * - `slot`: sharded by `slot` and kept together with the other tables of the slot: all that belongs to a person.
 * - `reference`: a copy on every node, so that rows of a slot may point at it. Small and seldom written.
 * - `local`: on the coordinator alone. Citus knows it, so that a transaction which writes here and in a slot commits in two
 *   phases: for a table it does not know, the slot would be committed first, and a crash between lost the other half.
 */
export type TableKind = 'slot' | 'reference' | 'local';

/** The one declaration: distribution, `dunwell doctor --citus` and the check of schema and statements go by it. */
export const TABLE_KINDS: Readonly<Record<string, TableKind>> = {
  slot: 'slot',
  person: 'slot',
  person_point: 'slot',
  person_event: 'slot',
  debt: 'slot',
  debt_party: 'slot',
  ledger_entry: 'slot',
  pause: 'slot',
  collection_case: 'slot',
  decision: 'slot',
  decision_block: 'slot',
  chain_checkpoint: 'slot',
  contact: 'slot',
  attempt: 'slot',
  contact_past: 'slot',
  archived_chain: 'slot',
  inbound: 'slot',
  letter: 'slot',
  reading_correction: 'slot',
  alert: 'slot',
  text_part: 'slot',
  // Cases and debts point at their creditor.
  creditor: 'reference',
  agency: 'reference',
  // Found by the lender's own reference before the slot is known, and unique over all slots.
  placement: 'local',
  import: 'local',
  import_row: 'local',
  // Unique over all slots: a key spent for one request is spent for every other, on whatever slot that one acts.
  idempotency: 'local',
  // Of the house and its doors: no person's rows, one place is enough.
  archived_month: 'local',
  staff: 'local',
  staff_session: 'local',
  portal_session: 'local',
  access_record: 'local',
  rate_limit: 'local',
  plan_version: 'local',
  template_version: 'local',
  template_registration: 'local',
  sandbox_text: 'local',
  letter_batch: 'local',
  sending_hold: 'local',
  migration: 'local',
};
