// Makes docs/benchmarks.md of what is measured: docs/benchmarks/*.json, as bench:write stored them, within the text of docs/benchmarks/template.txt.
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = 'docs/benchmarks';
const DECISIONS = 10_000_000;

const whole = (value) => Math.round(value).toLocaleString('en');
const fixed = (value, digits = 2) => (value === null || value === undefined || Number.isNaN(value) ? '' : value.toFixed(digits));
const table = (head, rows) => [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

/** Everything stored, in order of its name. `file` is the name, the rest what bench:write put in. */
export function readStored(folder = FOLDER) {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((file) => ({ file, ...JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) }));
}

const busy = (stored) => stored.machine.loadBefore > 0.5;
const under = (stored) => `\`${stored.command}\`, ${stored.at}, ${stored.commit}${busy(stored) ? `; **other work on the machine (load ${stored.machine.loadBefore} before it began): counts say nothing, ratios little**` : ''}`;

function machines(all) {
  const words = ({ machine }) => `${machine.cores} × ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}`;
  return [...new Set(all.map(words))].map((line) => `- ${line}`).join('\n');
}

const DB = { embedded: 'embedded PostgreSQL', postgres: 'PostgreSQL server', pglite: 'PGlite on disk', citus: 'Citus' };

function daily(all) {
  const runs = all.filter((one) => one.bench === 'daily');
  if (runs.length === 0) return 'Not measured yet.';
  const head = ['database', 'cases', 'processes × connections', 'review/s', 'dispatch/s', 'whole run, cases/s', 'the server alone', 'ratio: review', 'dispatch', 'whole', 'peak memory of a worker', 'bytes a decision'];
  const rows = runs.map(({ result: r }) => [
    `${DB[r.database]} ${r.version}`, whole(r.cases), `${r.workers} × ${r.connectionsOfEach}`, whole(r.reviewPerSecond), whole(r.dispatchPerSecond), whole(r.wholePerSecond), whole(r.cases / r.wholeServerSeconds),
    fixed(r.reviewRatioToServer), fixed(r.dispatchRatioToServer), fixed(r.wholeRatioToServer), `${whole(r.memoryPeakMiB)} MiB`, whole(r.bytesPerDecision),
  ]);
  return `${table(head, rows)}\n\n${runs.map((one) => `- ${under(one)}`).join('\n')}`;
}

const micros = (run) => (run.wholeSeconds / run.cases) * 1e6;
const processors = (run) => (run.wholeWorkerMicros === null || run.wholeServerMicros === null ? NaN : run.wholeWorkerMicros + run.wholeServerMicros);

function growth(all) {
  const runs = all.filter((one) => one.bench === 'growth');
  if (runs.length === 0) return 'Not measured yet.';
  return runs.map((one) => {
    const [base] = one.result.runs;
    const head = ['cases', 'µs a case by the clock', '× smallest', 'µs of workers', 'µs of the server', 'both × smallest', 'peak memory', 'heap', 'database bytes a case', 'bytes a decision', '10 million decisions'];
    const rows = one.result.runs.map((r) => [
      whole(r.cases), whole(micros(r)), fixed(micros(r) / micros(base)), r.wholeWorkerMicros === null ? '' : whole(r.wholeWorkerMicros), r.wholeServerMicros === null ? '' : whole(r.wholeServerMicros), fixed(processors(r) / processors(base)),
      `${whole(r.memoryPeakMiB)} MiB`, `${whole(r.heapPeakMiB)} MiB`, whole(r.databaseBytes / r.cases), whole(r.bytesPerDecision), `${fixed((r.bytesPerDecision * DECISIONS) / 1e9)} GB`,
    ]);
    return `${table(head, rows)}\n\n${DB[one.result.database]}: ${one.result.server}. ${under(one)}`;
  }).join('\n\n');
}

const STAGES = { review: 'Review', whole: 'The whole daily run' };
const span = ({ rounds }) => `${whole(Math.min(...rounds))}–${whole(Math.max(...rounds))}`;

function peers(all) {
  const runs = all.filter((one) => one.bench === 'peers');
  if (runs.length === 0) return 'Not measured yet.';
  return runs.map((one) => {
    const r = one.result;
    const tables = r.stages.map(({ stages, ours, server, peers: found }) => {
      const rows = [
        ['Dunwell', whole(ours.median), span(ours), '', '', `${r.workers} processes × 1 connection`],
        ['the server alone, same rows', whole(server.median), span(server), fixed(ours.median / server.median), '', 'one session'],
        ...found.map((peer) => [`${peer.engine} ${r.versions[peer.engine]}`, whole(peer.jobs.median), span(peer.jobs), fixed(ours.median / peer.jobs.median, 1), whole(peer.enqueue.median), peer.setting]),
      ];
      return `**${STAGES[stages]}**\n\n${table(['', 'cases/s', 'lowest–highest', 'Dunwell is × as fast', 'enqueued/s', 'setting'], rows)}`;
    });
    const slots = r.slots === undefined || r.slots.length === 0 ? [] : [`**Slots as jobs**: an engine hands out the 256 slots, the product's own review works each off\n\n${table(['', 'cases/s', 'of Dunwell without it', 'setting'], r.slots.map((slot) => [`${slot.engine} ${r.versions[slot.engine]}`, whole(slot.casesPerSecond), fixed(slot.casesPerSecond / r.stages[0].ours.median), slot.setting]))}`];
    return `${[...tables, ...slots].join('\n\n')}\n\n${whole(r.cases)} cases here, ${whole(r.jobs)} jobs of each peer, medians of ${r.rounds} rounds. ${r.server}. ${r.redis ?? 'No Redis'}. Peers on Node ${r.peersNode}. ${under(one)}`;
  }).join('\n\n');
}

/** What was aimed for, what was found, and whether that is enough; the worst of what is stored counts. */
function targets(all) {
  const of = (bench) => all.filter((one) => one.bench === bench);
  const line = (aim, found, values, enough, note = '') => [aim, values.length === 0 ? 'not measured' : found(values), values.length === 0 ? 'not measured' : values.every(enough) ? 'reached' : '**not reached**', note];
  const best = of('peers').flatMap((one) => one.result.stages.map(({ stages, ours, peers: found }) => {
    const fastest = found.reduce((a, b) => (b.jobs.median > a.jobs.median ? b : a));
    return { stages, engine: fastest.engine, ratio: ours.median / fastest.jobs.median, busy: busy(one) };
  }));
  const grown = of('growth').map((one) => {
    const [base] = one.result.runs;
    const last = one.result.runs.at(-1);
    return { from: base.cases, to: last.cases, clock: micros(last) / micros(base), processor: processors(last) / processors(base), bytes: last.bytesPerDecision };
  });
  const memory = [...of('daily').map((one) => one.result), ...of('growth').flatMap((one) => one.result.runs)].filter((r) => r.database !== 'pglite').map((r) => (r.memoryPeakMiB * 2 ** 20) / 1e6);
  const server = of('daily').filter((one) => one.result.database !== 'pglite').map((one) => one.result);
  return table(['aim', 'found', '', 'of'], [
    line('the whole daily run at least 10 times as fast as the best job engine with a job for each case', (v) => v.map((b) => `${fixed(b.ratio, 1)} × ${b.engine}`).join(', '), best.filter((b) => b.stages === 'whole'), (b) => b.ratio >= 10, 'peers'),
    line('at least 0.6 of the speed of the server alone, whole run', (v) => v.map((r) => `${fixed(r.wholeRatioToServer)} (${DB[r.database]}, ${whole(r.cases)})`).join(', '), server, (r) => r.wholeRatioToServer >= 0.6, 'daily run'),
    line('a worker holds at most 400 MB', (v) => `${whole(Math.max(...v))} MB`, memory, (mb) => mb <= 400, 'daily run, growth'),
    line('a case of the largest run costs at most 1.2 times one of the smallest', (v) => v.map((g) => `${fixed(g.clock)} by the clock, ${fixed(g.processor)} of processors, ${whole(g.from)} to ${whole(g.to)}`).join('; '), grown, (g) => g.clock <= 1.2 && g.to >= 1_000_000, 'growth; reached only when the largest is a million'),
    line('10 million decisions take at most 3 GB', (v) => v.map((g) => `${fixed((g.bytes * DECISIONS) / 1e9)} GB, reckoned from ${whole(g.to)} cases`).join('; '), grown, (g) => (g.bytes * DECISIONS) / 1e9 <= 3, 'growth, its largest run'),
  ]);
}

/** The whole page. Every `{{name}}` of the template is one of the parts above; an unknown one is an error. */
export function page(template, all) {
  const parts = { machines, targets, daily, growth, peers };
  const filled = template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    if (parts[name] === undefined) throw new Error(`docs/benchmarks/template.txt asks for {{${name}}}, and there is no such part`);
    return parts[name](all);
  });
  return `<!-- Written by tools/benchmarks.mjs from docs/benchmarks/; do not edit. -->\n\n${filled}`;
}

export const pageOfStored = (folder = FOLDER) => page(readFileSync(`${folder}/template.txt`, 'utf8'), readStored(folder));
