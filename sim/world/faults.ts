/** What may go wrong, kind by kind, so that a failing run can be made smaller by leaving kinds out. */
export const FAULTS = [
  'provider', 'receipts', 'kill', 'race', 'jump', 'back', 'replies', 'payments', 'holds', 'facts', 'agency', 'silent_collectors', 'file_again',
] as const;
export type Fault = (typeof FAULTS)[number];
