// Reads the worked examples of src/law/corpus for the tests and the catalogue. Our own files may hold, beside the
// format that `dunwell gate check` reads, what an example is to show of one rule, and what only our own journal tells.
import { readdirSync, readFileSync } from 'node:fs';

export const CORPUS = 'src/law/corpus';

/** Types of events that the format has no word for; read as a letter with a mark, and given their type back after. */
const OWN = ['hold_placed', 'hold_lifted', 'resubscribed', 'unknown_outcome', 'agency_placed', 'agency_notified'];

/**
 * Every example of every file, read by the law's own reader. `about`: the rule that it is to show (`rule`), what the
 * rule then says (`satisfied`, `not_applicable`, or the code of its no), and until when (local time, or `null`). `answers`: the
 * purpose of what we say only because the person wrote.
 */
export function readCorpora(readExample, root = '.') {
  const files = readdirSync(`${root}/${CORPUS}`).filter((name) => name.endsWith('.json')).sort();
  return files.flatMap((file) => JSON.parse(readFileSync(`${root}/${CORPUS}/${file}`, 'utf8')).map((value, index) => ({ file, ...readOne(value, index, readExample) })));
}

function readOne(value, index, readExample) {
  const { rule, says, until, missing, unread, unknown, country, answers, ...plain } = value;
  const own = new Map();
  const events = Array.isArray(plain.events) ? plain.events.map((event, i) => {
    if (!OWN.includes(event.type)) return event;
    const { hold, ...rest } = event;
    own.set(`own ${i}`, { type: event.type, text: event.text, hold });
    return { ...rest, type: 'letter', text: `own ${i}` };
  }) : plain.events;
  const reading = readExample({ ...plain, events }, index);
  if (!reading.ok) throw new Error(`${reading.id}: ${reading.error}`);
  const { example } = reading;
  const restored = example.facts.events.map((event) => (own.has(event.text) ? said({ ...event, ...own.get(event.text) }) : event));
  const known = blanked({ ...example.facts, events: restored, unreadInbound: unread ?? 0 }, unknown ?? []);
  const facts = country === undefined ? known : { ...known, person: { ...known.person, country } };
  const asked = answers === undefined ? example.proposed : { ...example.proposed, purpose: answers, unprompted: false };
  const proposed = (unknown ?? []).includes('proposed.role') ? { ...asked, role: 'unknown' } : asked;
  return { value, plain, example: { ...example, facts, proposed }, about: rule === undefined ? null : { rule, says, until, missing } };
}

/** Facts that nobody stated; the format has no way to say so of all of them. */
function blanked(facts, unknown) {
  let { person, debts } = facts;
  for (const path of unknown) {
    if (path === 'person.locations') person = { ...person, locations: 'unknown' };
    if (path === 'person.state') person = { ...person, state: 'unknown' };
    if (path === 'person.city') person = { ...person, city: 'unknown' };
    if (path.startsWith('debts.')) {
      const [field, id] = path.slice(6).split('@');
      debts = debts.map((debt) => (id === undefined || debt.id === id ? { ...debt, [field]: 'unknown' } : debt));
    }
  }
  return { ...facts, person, debts };
}

function said(record) {
  return Object.fromEntries(Object.entries(record).filter(([, one]) => one !== undefined));
}
