import { Auditor, type Breach } from '../auditor/audit.js';
import type { ContactLine, Line } from '../auditor/log.js';
import type { Evidence } from './evidence.js';
import type { Acknowledged, ProviderLine, Received, Told } from './provider-log.js';

/** A permit lives this long, counted from the instant of the decision: what is signed later than this after a word was acknowledged was judged after it. */
export const PERMIT_MS = 10_000;
/** The provider refuses what was signed longer ago than this. */
export const FRESH_MS = 10_000;

const of = <T extends ProviderLine>(lines: readonly ProviderLine[], line: T['line']): readonly T[] => lines.filter((one): one is T => one.line === line);
const iso = (at: number): string => new Date(at).toISOString();

function grouped<T>(items: readonly T[], by: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group === undefined) groups.set(by(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Law 7: every line of every file once, accepted or rejected as it should be, and every loan one debt. */
export function rowsLost(evidence: Evidence): readonly string[] {
  const found: string[] = [];
  const imports = grouped(evidence.imports, (one) => one.file);
  const rows = grouped(evidence.rows, (one) => one.file);
  for (const file of evidence.files) {
    const mine = imports.get(file.name) ?? [];
    const bad = file.rows.filter((row) => row.kind === 'bad').length;
    if (mine.length !== 1) found.push(`${file.name}: ${mine.length} imports, one was sent`);
    for (const one of mine) {
      if (one.state !== 'done') found.push(`${file.name}: the import is ${one.state}`);
      if (one.rows !== file.rows.length || one.accepted !== file.rows.length - bad || one.rejected !== bad) found.push(`${file.name}: ${file.rows.length} rows of which ${bad} bad went in, ${one.rows} are counted, ${one.accepted} accepted and ${one.rejected} rejected`);
    }
    const kept = rows.get(file.name) ?? [];
    const lines = new Set(kept.map((row) => row.line));
    if (kept.length !== file.rows.length || lines.size !== kept.length) found.push(`${file.name}: ${file.rows.length} rows went in, ${kept.length} are kept with ${lines.size} line numbers`);
    for (const row of file.rows) {
      const { debts, cases } = evidence.debts.get(row.ref) ?? { debts: 0, cases: 0 };
      if (debts !== (row.kind === 'bad' ? 0 : 1) || cases !== (row.kind === 'collect' ? 1 : 0)) found.push(`${file.name}, loan ${row.ref} (${row.kind}): ${debts} debts and ${cases} cases`);
    }
  }
  return found;
}

const contactOf = (key: string): string => key.replace(/^c|-\d+$/g, '');

/** One request an attempt, one text a contact, and what each side says of an attempt fits the other. */
export function textsAstray(evidence: Evidence): readonly string[] {
  const found: string[] = [];
  const received = of<Received>(evidence.provider, 'received');
  const attempts = new Map(evidence.attempts.map((one) => [one.key, one]));
  for (const [key, requests] of grouped(received, (one) => one.key)) {
    if (requests.length > 1) found.push(`${key} was sent ${requests.length} times: ${requests.map((one) => `${iso(one.at)} ${one.answer}`).join(', ')}`);
    const attempt = attempts.get(key);
    const accepted = requests.some((one) => one.accepted);
    if (attempt === undefined) found.push(`the provider was sent ${key}, and the house knows no such attempt`);
    else if (accepted && attempt.state !== 'sent' && attempt.state !== 'unknown') found.push(`the provider carried ${key}, and the house holds it ${attempt.state}`);
    else if (!accepted && attempt.state === 'sent') found.push(`the provider did not take ${key}, and the house holds it sent`);
    const owners = evidence.owners.get(requests[0]?.to ?? '') ?? [];
    if (attempt !== undefined && !owners.includes(attempt.person)) found.push(`${key} went to a number that is not of person ${attempt.person}`);
  }
  const keys = new Set(received.map((one) => one.key));
  for (const attempt of evidence.attempts) if (attempt.state === 'sent' && !keys.has(attempt.key)) found.push(`the house holds ${attempt.key} sent, and the provider never got it`);
  const accepted = received.filter((one) => one.accepted);
  for (const [contact, texts] of grouped(accepted, (one) => contactOf(one.key))) if (new Set(texts.map((one) => one.key)).size > 1) found.push(`contact ${contact} reached its phone ${texts.length} times: ${texts.map((one) => one.key).join(', ')}`);
  for (const text of accepted) if (text.at - text.time > FRESH_MS) found.push(`${text.key} was carried ${text.at - text.time} ms after it was signed`);
  return found;
}

/** A file's persons are written slot by slot under one instant; a run that is cut off between two slots goes on after its restart. */
const COMING_MS = 60_000;

/** Once for each of those who must have it, and at most once for each of those who may. */
function heldFor(holders: readonly string[], may: readonly string[], must: readonly string[]): boolean {
  if (may.length === 0) return holders.join() === '';
  return new Set(holders).size === holders.length && holders.length > 0 && holders.every((person) => may.includes(person)) && must.every((person) => holders.includes(person));
}

/** Every word of the provider's is kept once for everyone it concerns, read, and had its effect once; nothing was made up. */
export function wordsLost(evidence: Evidence): readonly string[] {
  const found: string[] = [];
  const acknowledged = new Set(of<Acknowledged>(evidence.provider, 'acknowledged').map((one) => one.id));
  const turnedDown = new Set(evidence.provider.flatMap((one) => (one.line === 'turned_down' ? [one.id] : [])));
  const kept = grouped(evidence.inbound, (one) => one.eventId);
  const told = of<Told>(evidence.provider, 'told');
  const since = new Map(evidence.log.flatMap((line) => (line.line === 'person' ? [[line.person, (line as { readonly since?: string }).since ?? '']] : [])));
  for (const one of told) {
    const rows = kept.get(one.id) ?? [];
    if (turnedDown.has(one.id)) found.push(`${one.kind} ${one.id} was turned down for good`);
    else if (!acknowledged.has(one.id)) found.push(`${one.kind} ${one.id} was never acknowledged`);
    // Whoever came with a later file was nobody yet when it was said; whoever was just coming may have been in or not.
    const by = (ms: number) => (evidence.owners.get(one.from ?? '') ?? []).filter((person) => (since.get(person) ?? '') <= iso(ms));
    const people = one.kind === 'reply' ? by(one.at) : null;
    if (people === null ? rows.length !== 1 : !heldFor(rows.map((row) => row.person ?? ''), people, by(one.at - COMING_MS))) found.push(`${one.kind} ${one.id} is kept ${rows.length} times${people === null ? '' : ` for ${people.length} people`}`);
    for (const row of rows) {
      if (row.readAt === null) found.push(`${one.kind} ${one.id} is unread`);
      if (row.means === 'unreadable') found.push(`${one.kind} ${one.id} could not be read`);
      if (one.kind === 'reply' && row.said !== 1) found.push(`reply ${one.id} left ${row.said} events`);
      if (one.kind === 'payment' && (row.entries !== 1 || row.minor !== -(one.amountMinor ?? 0))) found.push(`payment ${one.id} of ${one.amountMinor ?? 0} left ${row.entries} entries of ${row.minor}`);
    }
  }
  const ids = new Set(told.map((one) => one.id));
  for (const row of evidence.inbound) if (!ids.has(row.eventId)) found.push(`the house holds ${row.kind} ${row.eventId}, which the provider never told`);
  return found;
}

/**
 * Law 5, on the provider's word alone: between the acknowledgement of a reply and its reading nothing goes to that number, and after
 * a stop nothing ever, but for what was judged before: signed at most a permit's life after the acknowledgement.
 */
export function textsAfterWords(evidence: Evidence): readonly string[] {
  const found: string[] = [];
  const acknowledgedAt = new Map<string, number>();
  for (const one of of<Acknowledged>(evidence.provider, 'acknowledged')) if (!acknowledgedAt.has(one.id)) acknowledgedAt.set(one.id, one.at);
  const texts = grouped(of<Received>(evidence.provider, 'received').filter((one) => one.accepted), (one) => one.to);
  const kept = grouped(evidence.inbound, (one) => one.eventId);
  for (const reply of of<Told>(evidence.provider, 'told')) {
    const from = acknowledgedAt.get(reply.id);
    if (reply.kind !== 'reply' || from === undefined) continue;
    const rows = kept.get(reply.id) ?? [];
    const stops = rows.some((row) => row.means === 'stop');
    const until = stops ? Number.POSITIVE_INFINITY : Math.max(0, ...rows.map((row) => row.readAt ?? Number.POSITIVE_INFINITY));
    for (const text of texts.get(reply.from ?? '') ?? []) {
      if (text.time > from + PERMIT_MS && text.time < until) found.push(`${text.key} was signed ${text.time - from} ms after ${stops ? 'the stop' : 'the unread reply'} ${reply.id} was acknowledged`);
    }
  }
  return found;
}

const breach = (when: string, b: Breach): string => `${when}, ${b.sentence}: ${b.words} (${b.channel} at ${b.at} to person ${b.person}) [${b.law}]`;
/** These ask what was known: what became known between decision and departure does not count against it. {@link textsAfterWords} holds that gap. */
const BY_WHAT_WAS_KNOWN = /^(none-|debtor-only|place-known|no-two-open|us-text-consent|us-dispute|us-attorney|uk-dispute|uk-capacity)/;
const ALWAYS_BY_TIME = /^none-at-/;

function audited(lines: readonly Line[]): { readonly breaches: readonly Breach[]; readonly faults: readonly string[] } {
  const auditor = new Auditor();
  for (const line of lines) auditor.take(line);
  return auditor.report();
}

/** Each text at the instant that the provider has for it; each person's lines in order again. */
function asCarried(lines: readonly Line[], provider: readonly ProviderLine[]): readonly Line[] {
  const carried = new Map(of<Received>(provider, 'received').filter((one) => one.accepted).map((one) => [one.key, one.at]));
  const moved = lines.map((line): Line => {
    if (line.line !== 'contact') return line;
    const { contact, attempt } = line as ContactLine & { readonly attempt?: number };
    const at = carried.get(`c${contact ?? ''}-${attempt ?? ''}`);
    return at === undefined ? line : { ...line, at: iso(at) };
  });
  const out: Line[] = [];
  let block: (Line & { readonly at: string })[] = [];
  const flush = () => {
    out.push(...[...block].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
    block = [];
  };
  for (const line of moved) {
    if (line.line === 'contact' || line.line === 'event' || line.line === 'inbound') block.push(line);
    else {
      flush();
      out.push(line);
    }
  }
  flush();
  return out;
}

/** The auditor over the log of the house, and over the same with the provider's instants: hours and caps hold in both. */
export function rulesBroken(evidence: Evidence): readonly string[] {
  const house = audited(evidence.log);
  const provider = audited(asCarried(evidence.log, evidence.provider));
  const byTime = provider.breaches.filter((b) => ALWAYS_BY_TIME.test(b.sentence) || !BY_WHAT_WAS_KNOWN.test(b.sentence));
  return [...house.faults, ...provider.faults, ...house.breaches.map((b) => breach('by the house\'s log', b)), ...byTime.map((b) => breach('by the provider\'s log', b))];
}

export function unrest(evidence: Evidence): readonly string[] {
  return Object.entries(evidence.unrest).flatMap(([what, n]) => (n === 0 ? [] : [`${n} ${what}`]));
}

/** Everything that must not be; empty when the run is good. */
export function findings(evidence: Evidence): readonly string[] {
  return [...rowsLost(evidence), ...textsAstray(evidence), ...wordsLost(evidence), ...textsAfterWords(evidence), ...rulesBroken(evidence), ...unrest(evidence)];
}
