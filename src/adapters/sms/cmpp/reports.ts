import type { Report } from './layouts.js';

/** What became of a text, as the engine tells it. */
export type ReportState = 'delivered' | 'failed' | 'expired' | 'sent';

/** Stat of a report (§7.4.5.1, table of states). UNKNOWN says nothing new. */
const STATES: Readonly<Record<string, ReportState>> = { DELIVRD: 'delivered', EXPIRED: 'expired', DELETED: 'failed', UNDELIV: 'failed', REJECTD: 'failed', ACCEPTD: 'sent', UNKNOWN: 'sent' };

/** Operators put codes of their own there (`MA:0001`, `CB:0011`): each is a failure of some node on the way. */
export const stateOf = (stat: string): ReportState => STATES[stat] ?? 'failed';

/** As kept beside the attempt: digits of the 64-bit number. */
export const refOf = (msgId: bigint): string => msgId.toString(10);

/** The same report, sent again, has the same name. */
export const reportId = (report: Report): string => `${refOf(report.msgId)}:${report.stat}`;
