import type { Staff } from './types.js';

export type Act = 'import' | 'mapping' | 'plan' | 'template' | 'approve' | 'release' | 'tick' | 'alert' | 'hold' | 'reveal' | 'task';

/**
 * Who may do what, so that a button can say why it is off. The server decides: it refuses whatever this table forgets,
 * and a button that this table wrongly offers only meets that refusal.
 */
const ROLES: Readonly<Record<Act, readonly Staff['role'][]>> = {
  import: ['analyst', 'head'], mapping: ['analyst', 'head'], plan: ['analyst', 'head'], template: ['analyst', 'head'], approve: ['analyst', 'head'], release: ['head'], tick: ['analyst', 'head'],
  alert: ['head'], hold: ['collector', 'head'], reveal: ['collector', 'head'], task: ['collector', 'head'],
};

/** The roles that may, when this one may not; `null` when it may. */
export function whoMay(role: Staff['role'], act: Act): readonly Staff['role'][] | null {
  return ROLES[act].includes(role) ? null : ROLES[act];
}

export interface DemoAccounts {
  readonly emails: readonly string[];
  readonly password: string;
}

/** The demo accounts that the refusal of GET /session names; `null` when it names none. */
export function readDemo(detail: string): DemoAccounts | null {
  const emails = detail.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)*/g) ?? [];
  const password = /password\s+(\S+?)\.?(?:\s|$)/i.exec(detail)?.[1];
  return emails.length === 0 || password === undefined ? null : { emails, password };
}
