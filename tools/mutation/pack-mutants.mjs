// Bugs planted in the packs as they stand in memory: a rule that no longer speaks, a number off by one, a clock off by
// a second, a word dropped from a list, a clause in force a day early or late.

const NOT_APPLICABLE = Object.freeze({ kind: 'not_applicable' });
const DAY_MS = 86_400_000;
const ZONES = { 'Asia/Shanghai': 'Asia/Tokyo' };

/**
 * Every mutant of the packs. `apply` gives packs with the bug in them and leaves the given ones as they are. A number
 * that several versions of a pack share is changed in all of them; one that a version alone holds, in that one.
 */
export function packMutants(packs) {
  const mutants = [];
  for (const [series, id] of rulesOf(packs)) {
    const entries = packs.filter((pack) => pack.pack === series).flatMap((pack) => pack.rules.filter(({ rule }) => rule.id === id).map((entry) => ({ pack, entry })));
    const change = (what, picks, edit) => mutants.push({ kind: 'pack', rule: id, file: `pack ${series}`, change: what, apply: (all) => edited(all, series, id, picks, edit) });
    change('rule removed', () => true, (entry) => ({ ...entry, rule: { ...entry.rule, judge: () => NOT_APPLICABLE } }));
    for (const name of new Set(entries.flatMap(({ entry }) => Object.keys(entry.params)))) {
      const values = new Map(entries.map(({ entry }) => [JSON.stringify(entry.params[name]), entry.params[name]]));
      for (const [text, value] of values) {
        if (value === undefined) continue;
        for (const other of near(entries[0].entry.rule.params[name], value)) {
          change(`${name}: ${text} → ${JSON.stringify(other)}`, (entry) => JSON.stringify(entry.params[name]) === text, (entry) => ({ ...entry, params: { ...entry.params, [name]: other } }));
        }
      }
    }
    dateMutants(entries, change);
  }
  return mutants;
}

function rulesOf(packs) {
  return [...new Map(packs.flatMap((pack) => pack.rules.map(({ rule }) => [`${pack.pack} ${rule.id}`, [pack.pack, rule.id]]))).values()];
}

function edited(packs, series, id, picks, edit) {
  return packs.map((pack) => (pack.pack !== series ? pack : { ...pack, rules: pack.rules.map((entry) => (entry.rule.id === id && picks(entry) ? edit(entry) : entry)) }));
}

/** Values one step away that a pack may hold. */
function near(kind, value) {
  switch (kind) {
    case 'count': return [value + 1, value - 1].filter((other) => other >= 1);
    case 'whole': return [value + 1, value - 1].filter((other) => other >= 0);
    case 'clock': return [clock(value, 1), clock(value, -1)];
    case 'zone': return ZONES[value] === undefined ? [] : [ZONES[value]];
    case 'texts': case 'weekdays': return value.length < 2 ? [] : value.map((_, i) => value.filter((__, j) => j !== i));
    // A table of dates is checked as such, not here.
    case 'table': return [];
    default: throw new Error(`a parameter of a kind that nobody mutates: ${kind}`);
  }
}

/** A clock time a second later or earlier. */
function clock(text, by) {
  const [hour, minute, second = '0'] = text.split(':');
  const moved = Number(hour) * 3600 + Number(minute) * 60 + Number(second) + by;
  const two = (n) => String(n).padStart(2, '0');
  return `${two(Math.floor(moved / 3600))}:${two(Math.floor((moved % 3600) / 60))}:${two(moved % 60)}`;
}

/** The clause's own dates, where they and not the pack's decide when it is judged. */
function dateMutants(entries, change) {
  const { rule } = entries[0].entry;
  if (entries.some(({ pack }) => pack.from < rule.from && (pack.to === undefined || pack.to >= rule.from))) {
    for (const by of [1, -1]) change(`from: ${rule.from} → ${moved(rule.from, by)}`, () => true, (entry) => ({ ...entry, rule: { ...entry.rule, from: moved(rule.from, by) } }));
  }
  if (rule.to !== undefined && entries.some(({ pack }) => pack.from <= rule.to && (pack.to === undefined || pack.to > rule.to))) {
    for (const by of [1, -1]) change(`to: ${rule.to} → ${moved(rule.to, by)}`, () => true, (entry) => ({ ...entry, rule: { ...entry.rule, to: moved(rule.to, by) } }));
  }
}

function moved(date, by) {
  return new Date(Date.parse(date) + by * DAY_MS).toISOString().slice(0, 10);
}
