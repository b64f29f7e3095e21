import { READER_VERSION } from '../../domain/contact/reading/reading.js';
import type { LabelledReply, LabelledSet, Narrative } from './labelled.js';
import { PROTECTIVE, calibration, handedOver, handedOverNeedlessly, judge, readBack, scoreDistress, scoreLabels, scoreNarratives, scorePrimary, scorePromises, type Judged, type LabelScore } from './score.js';
import { shown } from './wilson.js';

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

/** A message inside a table or a list: one line, nothing that Markdown would read. */
const quoted = (text: string): string => `\`${text.replace(/\s+/g, ' ').replace(/[`|]/g, '’').slice(0, 160)}\``;

const NAMES: Readonly<Record<string, string>> = { zh: 'Chinese', en: 'English' };

/** What is asked of protective intents (issue of the robot): said plainly whether it is reached. */
const AIM = 0.99;
function aimed(scores: readonly LabelScore[]): string {
  const short = scores.filter(({ label, recall }) => PROTECTIVE.some((one) => one === label) && (recall.share ?? 1) < AIM);
  return short.length === 0 ? 'The aim for stop, wrong person and distress, a recall of 99 %, is reached.'
    : `The aim for stop, wrong person and distress is a recall of 99 %. **Not reached** for ${short.map(({ label, recall }) => `${label} (${recall.hits} of ${recall.of})`).join(', ')}.`;
}

function language(lang: string, judged: readonly Judged[]): string {
  const scores = scoreLabels(judged);
  const promises = scorePromises(judged);
  const misses = scores.filter(({ label }) => PROTECTIVE.some((one) => one === label)).flatMap(({ label, missed }) => missed.map(({ id, text }) => `- ${label}, ${id}: ${quoted(text)}`));
  const hard = judged.filter(({ gold }) => gold.hard || gold.intents.includes('other'));
  const alarms = hard.filter(({ gold, found }) => PROTECTIVE.some((label) => found.has(label) && !gold.intents.includes(label) && !gold.alsoFine.includes(label)));
  return [
    `## ${NAMES[lang] ?? `Language ${lang}`}: ${judged.length} replies`, '',
    table(['intent', 'n', 'recall', 'precision'], scores.filter(({ recall, precision }) => recall.of + precision.of > 0).map(({ label, recall, precision }) => [label, recall.of, shown(recall), shown(precision)])), '',
    `What is dealt with first is right in ${shown(scorePrimary(judged))}. Handed to a person as not understood: ${shown(handedOver(judged))}; of those that do mean something: ${shown(handedOverNeedlessly(judged))}. Must be read back first: ${shown(readBack(judged))}.`,
    `Of ${hard.length} messages that mean nothing to us or tempt (figures of speech, spam, chat), ${alarms.length} were taken for a stop, a wrong person or distress.`, '',
    table(['distress', 'n', 'alerted', 'kind named'], scoreDistress(judged).map(({ kind, alerted, named }) => [kind, alerted.of, shown(alerted), shown(named)])), '',
    table(['promise', 'share'], [
      ['seen', shown(promises.seen)], ['amount exact', shown(promises.amount)], ['day exact', shown(promises.date)], ['amount and day exact', shown(promises.whole)],
      ['condition seen or rightly none', shown(promises.condition)], ['wrong, yet taken as certain', shown(promises.wrongAndCertain)],
    ]), '',
    `n = ${promises.seen.of}. At fault: ${promises.faults.length === 0 ? 'none' : promises.faults.map(({ id, what }) => `${id} (${what.join(', ')})`).join('; ')}.`, '',
    aimed(scores), '',
    `### Misses of stop, wrong person and distress (${misses.length})`, '', ...(misses.length === 0 ? ['None.'] : misses), '',
  ].join('\n');
}

function reliability(judged: readonly Judged[]): string {
  const of = (by: 'rule' | 'model') => {
    const { bins, error } = calibration(judged, by);
    if (error === null) return `No reading was made by a ${by}.`;
    return `By ${by}s, expected calibration error ${error.toFixed(3)}:\n\n${table(['confidence', 'n', 'said on average', 'true'], bins.map(({ low, high, n, said, right }) => [`${low.toFixed(2)}–${high.toFixed(2)}`, n, said.toFixed(3), shown(right)]))}`;
  };
  return ['## Calibration', '', of('model'), '', of('rule'), ''].join('\n');
}

function narratives(all: readonly Narrative[]): string {
  return [
    `## ${all.length} narratives of complaints`, '',
    'Far longer than a text, written to a regulator about a collector; third_party is taken from `wrong_person` or `complaint`, dispute from `dispute` or `paid_already`.', '',
    table(['label', 'n', 'recall', 'precision'], scoreNarratives(all, '2026-11-10').map(({ label, recall, precision }) => [label, recall.of, shown(recall), shown(precision)])), '',
    `Misses of stop: ${scoreNarratives(all, '2026-11-10').find(({ label }) => label === 'stop')?.missed.join(', ') || 'none'}.`, '',
  ].join('\n');
}

/** The line that ties a page to what it was made from; a test compares it. */
export const fingerprint = (sets: readonly LabelledSet[]): string => `Reader version ${READER_VERSION}; ${sets.map(({ path, digest }) => `\`${path}\` ${digest}`).join('; ')}.`;

/** The whole evaluation as a page of Markdown, the same on every machine: no time of day, no speed. */
export function evaluationPage(sets: readonly LabelledSet[]): string {
  const replies: readonly LabelledReply[] = sets.flatMap((set) => set.replies);
  const languages = [...new Set(replies.map(({ lang }) => lang))];
  const judged = judge(replies);
  const stories = sets.flatMap((set) => set.narratives);
  return [
    '# What the robot understands', '',
    'Generated by `npm run eval:robot -- --write`. Shares with 95 % Wilson intervals. What counts as what: `eval/robot/LABELS.md`. The sets are never trained or tuned on; whoever writes rules or training data does not read the misses.', '',
    fingerprint(sets), '',
    ...languages.map((lang) => language(lang, judged.filter(({ gold }) => gold.lang === lang))),
    ...(judged.length > 0 ? [reliability(judged)] : []),
    ...(stories.length > 0 ? [narratives(stories)] : []),
  ].join('\n');
}
