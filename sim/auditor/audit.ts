import { CHINA } from './china.js';
import { EVERYWHERE } from './everywhere.js';
import { INDIA, INDONESIA, UNITED_KINGDOM } from './elsewhere.js';
import { isCall, left, readLine, type ContactLine, type DebtLine, type EventLine, type InboundLine, type Line, type PersonLine } from './log.js';
import { instant, type Check, type Past } from './person.js';
import { unitedStates } from './united-states.js';

/** A rule broken by a contact. `by: 'house'` is ours; `other` was told to us by whoever made it, without our leave or after it had ended. */
export interface Breach {
  readonly sentence: string;
  readonly law: string;
  readonly person: string;
  readonly at: string;
  readonly channel: string;
  readonly contact: string | null;
  readonly by: 'house' | 'other';
  readonly words: string;
}

export interface AuditReport {
  readonly breaches: readonly Breach[];
  readonly persons: number;
  readonly contacts: number;
  /** What is wrong with the log itself: cut short, lines out of order, counts that differ. Then nothing is proven. */
  readonly faults: readonly string[];
}

function checksFor(person: PersonLine): readonly Check[] {
  const places: Readonly<Record<string, readonly Check[]>> = { CN: CHINA, GB: UNITED_KINGDOM, IN: INDIA, ID: INDONESIA };
  return [...EVERYWHERE, ...(person.country === 'US' ? unitedStates(person.state, person.city) : (places[person.country ?? ''] ?? []))];
}

interface Open {
  readonly person: PersonLine;
  readonly debts: DebtLine[];
  readonly timeline: (ContactLine | EventLine | InboundLine)[];
}

/** Reads a contact log line by line, a person at a time, and says which contacts broke which rule. Blunt on purpose. */
export class Auditor {
  #open: Open | null = null;
  readonly #breaches: Breach[] = [];
  readonly #faults: string[] = [];
  readonly #dials = new Map<string, number[]>();
  readonly #later: { readonly contact: ContactLine; readonly past: Past; readonly check: Check }[] = [];
  readonly #seen: Record<string, number> = {};
  #ended = false;

  read(text: string): void {
    if (text.trim() === '') return;
    this.take(readLine(text));
  }

  take(line: Line): void {
    if (this.#ended) this.#faults.push('lines after the end');
    this.#seen[line.line] = (this.#seen[line.line] ?? 0) + 1;
    if (line.line === 'log') {
      if (line.format !== 'dunwell-contact-log' || line.version !== 1) this.#faults.push(`a log of format ${line.format}, version ${line.version}, is not one this auditor knows`);
    } else if (line.line === 'end') this.#end(line.counts);
    else if (line.line === 'person') {
      this.#close();
      this.#open = { person: line, debts: [], timeline: [] };
    } else this.#add(line);
  }

  report(): AuditReport {
    if (!this.#ended) this.#faults.push('the log has no end: it was cut short');
    return { breaches: this.#breaches, persons: this.#seen['person'] ?? 0, contacts: this.#seen['contact'] ?? 0, faults: this.#faults };
  }

  #add(line: DebtLine | ContactLine | EventLine | InboundLine): void {
    const open = this.#open;
    if (open === null || open.person.person !== line.person) {
      this.#faults.push(`a ${line.line} of person ${line.person} stands outside their part of the log`);
      return;
    }
    if (line.line === 'debt') open.debts.push(line);
    else {
      const before = open.timeline.at(-1);
      if (before !== undefined && before.at > line.at) this.#faults.push(`person ${line.person}: ${line.at} stands after ${before.at}`);
      open.timeline.push(line);
      if (line.line === 'contact' && isCall(line) && left(line) && line.number !== null) this.#dials.set(line.number, [...(this.#dials.get(line.number) ?? []), instant(line.at)]);
    }
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const checks = checksFor(open.person);
    const inbound = open.timeline.filter((l) => l.line === 'inbound');
    open.timeline.forEach((contact, i) => {
      if (contact.line !== 'contact' || !left(contact)) return;
      const at = instant(contact.at);
      const before = open.timeline.slice(0, i);
      const past: Past = {
        person: open.person, debts: open.debts, inbound: inbound.filter((one) => open.timeline.indexOf(one) < i), dials: this.#dials,
        events: before.filter((l) => l.line === 'event').filter((e) => instant(e.known) <= at),
        contacts: before.filter((l) => l.line === 'contact').filter((c) => left(c) && (c.known === undefined || instant(c.known) <= at)),
      };
      for (const check of checks) {
        if (check.overAll === true && isCall(contact)) this.#later.push({ contact, past, check });
        else this.#judge(contact, past, check);
      }
    });
  }

  #judge(contact: ContactLine, past: Past, check: Check): void {
    const words = check.wrong(contact, past);
    if (words === null) return;
    this.#breaches.push({ sentence: check.sentence, law: check.law, person: contact.person, at: contact.at, channel: contact.channel, contact: contact.contact ?? null, by: contact.state === 'reported' || contact.unpermitted !== undefined ? 'other' : 'house', words });
  }

  #end(counts: Readonly<Record<string, number>>): void {
    this.#close();
    for (const { contact, past, check } of this.#later) this.#judge(contact, past, check);
    this.#ended = true;
    for (const [kind, n] of Object.entries(counts)) if ((this.#seen[kind] ?? 0) !== n) this.#faults.push(`the end counts ${n} ${kind} lines, the log holds ${this.#seen[kind] ?? 0}`);
  }
}

/** The verdict of a whole log held in memory. */
export function audit(lines: Iterable<string>): AuditReport {
  const auditor = new Auditor();
  for (const line of lines) auditor.read(line);
  return auditor.report();
}
