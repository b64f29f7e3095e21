import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLawTexts, type PackText } from './law-text.js';

const shipped: readonly PackText[] = readdirSync('packs').filter((name) => name.endsWith('.yaml')).sort()
  .map((name) => ({ file: `packs/${name}`, text: readFileSync(`packs/${name}`, 'utf8'), operator: false }));

/** Problems when `text` stands beside what we ship, or in place of the file of its name. */
function problemsOf(text: string, file: Partial<PackText> = {}): readonly string[] {
  const broken = { file: 'x.yaml', operator: false, ...file, text };
  const law = readLawTexts([...shipped.filter((other) => other.file !== broken.file), broken]);
  return law.ok ? [] : law.problems;
}

const HEAD = 'pack: US-WY\ntz: America/Denver\nversions:\n';
const FIRST = `${HEAD}  - version: 2020-01-01\n    from: 2020-01-01\n    rules:\n`;
const MAX = '      US-WV-1-CALLS: { max: 30, days: 7 }\n';
const TWO = `${HEAD}  - version: 2020-01-01\n    from: 2020-01-01\n    to: 2020-12-31\n    rules:\n${MAX}`;

describe('the packs that we ship', () => {
  it('are read without a problem', () => {
    const law = readLawTexts(shipped);
    expect(law).toMatchObject({ ok: true });
    expect(problemsOf(`${FIRST}${MAX}`)).toEqual([]);
  });

  it.each(shipped.map(({ file }) => file))('are missed when %s is gone', (file) => {
    expect(readLawTexts(shipped.filter((other) => other.file !== file))).toMatchObject({ ok: false, problems: [expect.stringMatching(/^packs: no pack holds .*; is a file missing\?$/)] });
  });

  it('are the same on every line ending', () => {
    const read = readLawTexts(shipped.map((file) => ({ ...file, text: file.text.replaceAll('\n', '\r\n') })));
    expect(JSON.stringify(read)).toBe(JSON.stringify(readLawTexts(shipped)));
  });
});

describe('the examples of the documents', () => {
  const yamlOf = (path: string): string => (/```yaml\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8'))?.[1] ?? '').replace(/^ {3}/gm, (indent) => (path.includes('operating') ? '' : indent));

  it('are packs', () => {
    expect(problemsOf(yamlOf('docs/operating/packs.md'), { file: 'acme.yaml', operator: true })).toEqual([]);
    // Short for the reader: rules of the real pack are left out, and nothing else is amiss.
    expect(problemsOf(yamlOf('docs/decisions/packs.md'), { file: 'packs/us-nyc.yaml' })).toEqual([expect.stringMatching(/^packs: no pack holds (US-NYC-[A-Z0-9-]+(, )?)+, so/)]);
  });
});

const BROKEN: readonly (readonly [what: string, text: string, problem: string])[] = [
  // The text itself.
  ['not YAML', 'pack: [US-WY\n', 'x.yaml:2:1: not readable as YAML'],
  ['a field twice', `pack: US-WY\n${HEAD}`, 'x.yaml:2:1: this field is there already; each field once'],
  ['an alias', `${FIRST}      US-WV-1-CALLS: &cap { max: 30, days: 7 }\n`, 'x.yaml:7:27: anchors (&name) are not read in a pack; remove it'],
  ['empty', '', 'x.yaml: must have the fields pack, tz, versions'],
  ['a list', '- a\n', 'x.yaml:1:1: must have the fields pack, tz, versions'],
  // The head.
  ['no id', `${FIRST}${MAX}`.replace('pack: US-WY\n', ''), 'x.yaml:1:1: "pack" is missing'],
  ['no calendar', `${FIRST}${MAX}`.replace('tz: America/Denver\n', ''), 'x.yaml:1:1: "tz" is missing'],
  ['an empty calendar', `${FIRST}${MAX}`.replace('America/Denver', ''), 'x.yaml:2:1: must be a text, not null'],
  ['a calendar that is none', `${FIRST}${MAX}`.replace('America/Denver', 'America/Cheyenne'), 'x.yaml:2:1: "tz" is not an IANA time zone: America/Cheyenne'],
  ['no versions', 'pack: US-WY\ntz: America/Denver\n', 'x.yaml:1:1: "versions" is missing'],
  ['an empty list of versions', 'pack: US-WY\ntz: America/Denver\nversions: []\n', 'x.yaml:3:1: must be a list of one or more versions'],
  ['a field nobody knows', `${FIRST}${MAX}`.replace('tz:', 'timezone: UTC\ntz:'), 'x.yaml:2:1: there is no field "timezone" here; there are pack, tz, versions'],
  ['an id that is none', `${FIRST}${MAX}`.replace('US-WY', 'us wy'), 'x.yaml:1:1: the id of a series is letters, digits and dashes, and begins with a capital'],
  ['a place where nobody is', `${FIRST}${MAX}`.replace('US-WY', 'US-XX'), 'x.yaml:1:1: nobody is at the place US-XX'],
  ['a country whose people are at another name', `${FIRST}${MAX}`.replace('US-WY', 'GB'), 'x.yaml:1:1: nobody is at the place GB'],
  ['a series of another file', `${FIRST}${MAX}`.replace('US-WY', 'US-WV'), 'x.yaml:1:1: the series US-WV is in packs/us-wv.yaml already; a series has one file'],
  ['a place in our own file', `${FIRST}${MAX}`.replace('tz:', 'place: CN\ntz:'), 'x.yaml:2:1: there is no field "place" here'],
  // Dates.
  ['no version', `${FIRST}${MAX}`.replace('version: 2020-01-01\n    ', ''), 'x.yaml:4:5: "version" is missing'],
  ['a version that is a number', `${FIRST}${MAX}`.replace('version: 2020-01-01', 'version: 2020'), 'x.yaml:4:5: must be a text, not 2020; put it in quotes'],
  ['no start', `${FIRST}${MAX}`.replace('    from: 2020-01-01\n', ''), 'x.yaml:4:5: "from" is missing'],
  ['a start that is no date', `${FIRST}${MAX}`.replace('from: 2020-01-01', 'from: 2020-02-30'), 'x.yaml:5:5: "from" is not a date YYYY-MM-DD: 2020-02-30'],
  ['an end that is no date', TWO.replace('to: 2020-12-31', 'to: soon'), 'x.yaml:6:5: "to" is not a date YYYY-MM-DD: soon'],
  ['an end before its start', TWO.replace('to: 2020-12-31', 'to: 2019-12-31'), 'x.yaml:6:5: "to" 2019-12-31 is before "from" 2020-01-01; end it on that day or later'],
  ['an overlap of one day', `${TWO}  - version: 2020-12-31\n    from: 2020-12-31\n    rules:\n${MAX}`, 'x.yaml:6:5: in force until 2020-12-31, but version 2020-12-31 begins on 2020-12-31; end it the day before'],
  ['no end before the next', `${FIRST}${MAX}  - version: 2021-01-01\n    from: 2021-01-01\n    rules:\n${MAX}`, 'x.yaml:4:5: in force until further notice, but version 2021-01-01 begins on 2021-01-01; end it the day before'],
  ['a gap of one day', `${TWO}  - version: 2021-01-02\n    from: 2021-01-02\n    rules:\n${MAX}`, 'x.yaml:10:5: begins on 2021-01-02, but version 2020-01-01 ends on 2020-12-31; between them nothing would be law: begin it on 2021-01-01'],
  ['one version twice', `${TWO}  - version: 2020-01-01\n    from: 2021-01-01\n    rules:\n${MAX}`, 'x.yaml:9:5: two packs of this series have the version 2020-01-01; name this one by its own date'],
  // Rules.
  ['no rules', `${HEAD}  - version: 2020-01-01\n    from: 2020-01-01\n`, 'x.yaml:4:5: "rules" is missing: list them, or say "as: <an earlier version>"'],
  ['an empty map of rules', `${FIRST.trimEnd()} {}\n`, 'x.yaml:6:5: the pack holds no rule'],
  ['a list of rules', `${FIRST}      - US-WV-1-CALLS\n`, 'x.yaml:6:5: must be "<rule id>: { <its numbers> }", one rule a line'],
  ['a rule that there is not', `${FIRST}      US-WV-1-CALL: { max: 30, days: 7 }\n`, 'x.yaml:7:7: there is no rule US-WV-1-CALL; docs/law lists those there are'],
  ['a rule twice', `${FIRST}${MAX}${MAX}`, 'x.yaml:8:7: this field is there already; each field once'],
  ['a rule without numbers', `${FIRST}      US-WV-1-CALLS:\n`, 'x.yaml:7:7: must be the numbers of the rule in braces, "{}" when it takes none'],
  ['a house rule unmarked', `${FIRST}      HOUSE-CALL-GAP: { minutes: 60 }\n`, 'x.yaml:7:7: is house policy, not law; mark it "house: true"'],
  ['a house rule marked no', `${FIRST}      HOUSE-CALL-GAP: { house: false, minutes: 60 }\n`, 'x.yaml:7:25: must be true'],
  ['law marked as the house’s', `${FIRST}      US-WV-1-CALLS: { house: true, max: 30, days: 7 }\n`, 'x.yaml:7:24: is law, guidance or standard, not house policy; remove "house"'],
  // Numbers.
  ['a number missing', `${FIRST}      US-WV-1-CALLS: { max: 30 }\n`, 'x.yaml:7:7: "days" is missing; give a whole number from 1 up'],
  ['a number that the rule does not take', `${FIRST}      US-WV-1-CALLS: { max: 30, days: 7, hours: 3 }\n`, 'x.yaml:7:42: the rule takes no "hours"; it takes max, days'],
  ['a number for a rule that takes none', `${FIRST}      US-DC-1-THIRD-PARTY: { max: 1 }\n`, 'x.yaml:7:30: the rule takes no "max"; it takes no parameters'],
  ['a count of none', `${FIRST}      US-WV-1-CALLS: { max: 0, days: 7 }\n`, 'x.yaml:7:24: "max" must be a whole number from 1 up, not 0'],
  ['half a day', `${FIRST}      US-WV-1-CALLS: { max: 3, days: 0.5 }\n`, 'x.yaml:7:32: "days" must be a whole number from 1 up, not 0.5'],
  ['a count in words', `${FIRST}      US-WV-1-CALLS: { max: '30', days: 7 }\n`, 'x.yaml:7:24: "max" must be a whole number from 1 up, not "30"'],
  ['a count beyond count', `${FIRST}      US-WV-1-CALLS: { max: .inf, days: 7 }\n`, 'x.yaml:7:24: "max" must be a whole number from 1 up'],
  ['less than none', `${FIRST}      CN-P2: { failedDials: -1, tz: Asia/Shanghai }\n`, 'x.yaml:7:16: "failedDials" must be a whole number from 0 up, not -1'],
  ['a clock that is none', `${FIRST}      US-WV-1-HOURS: { from: '8am', to: '21:00' }\n`, 'x.yaml:7:24: "from" must be a clock time \'HH:MM\' or \'HH:MM:SS\', not "8am"'],
  ['a minute past the day', `${FIRST}      US-WV-1-HOURS: { from: '08:00', to: '24:01' }\n`, 'x.yaml:7:39: "to" must be a clock time'],
  ['a zone that is none', `${FIRST}      CN-F1: { max: 3, days: 1, tz: Beijing }\n`, 'x.yaml:7:33: "tz" must be an IANA time zone such as Asia/Shanghai, not "Beijing"'],
  ['a list of nothing', `${FIRST}      US-F-10: { purposesLeft: [] }\n`, 'x.yaml:7:18: "purposesLeft" must be a list of one or more texts, each once, not []'],
  ['a list with one thing twice', `${FIRST}      US-F-10: { purposesLeft: [a, a] }\n`, 'x.yaml:7:18: "purposesLeft" must be a list of one or more texts'],
  ['a list with a number', `${FIRST}      US-F-10: { purposesLeft: [a, 1] }\n`, 'x.yaml:7:18: "purposesLeft" must be a list of one or more texts'],
  ['a text for a list', `${FIRST}      US-F-10: { purposesLeft: a }\n`, 'x.yaml:7:18: "purposesLeft" must be a list of one or more texts'],
  ['a day that is none', `${FIRST}      ID-01: { days: [mon, tus], from: '08:00', to: '20:00', holidays: ID }\n`, 'x.yaml:7:16: "days" must be a list of days, each once, of mon, tue, wed, thu, fri, sat, sun, not ["mon","tus"]'],
  // Versions that take from others.
  ['as a version that is not there', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-06-01\n    add: {}\n`, 'x.yaml:11:5: no earlier version "2020-06-01" in this file; there is 2020-01-01'],
  ['as itself', `${HEAD}  - version: 2020-01-01\n    from: 2020-01-01\n    as: 2020-01-01\n`, 'x.yaml:6:5: no earlier version "2020-01-01" in this file; there is none'],
  ['"add" without "as"', `${FIRST}${MAX}    add: {}\n`, 'x.yaml:8:5: "add" needs "as: <an earlier version>"; without it list all "rules"'],
  ['"rules" beside "as"', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    rules:\n${MAX}`, 'x.yaml:12:5: "rules" lists all of them and "as" takes them from another version; keep one of the two'],
  ['adding what is there', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    add:\n${MAX}`, 'x.yaml:13:7: version 2020-01-01 has US-WV-1-CALLS already; write it under "change"'],
  ['changing what is not there', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    change:\n      US-WV-1-TALKS: { max: 10, days: 7 }\n`, 'x.yaml:13:7: version 2020-01-01 has no US-WV-1-TALKS; write it under "add"'],
  ['removing what is not there', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    remove: [US-WV-1-TALKS]\n`, 'x.yaml:12:14: version 2020-01-01 has no US-WV-1-TALKS; remove only what it has'],
  ['removing by a text', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    remove: US-WV-1-CALLS\n`, 'x.yaml:12:5: must be a list of rule ids'],
  ['removing all', `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    remove: [US-WV-1-CALLS]\n`, 'the pack holds no rule'],
];

const OPERATORS = 'pack: ACME-CN\nplace: CN\ntz: Asia/Shanghai\nversions:\n  - version: 2026-06-01\n    from: 2026-06-01\n    rules:\n';
const OPERATOR_BROKEN: readonly (readonly [what: string, text: string, problem: string])[] = [
  ['a shipped series', `${OPERATORS}      CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }\n`.replace('ACME-CN', 'CN'), 'acme.yaml:1:1: CN is a jurisdiction, and its packs are ours; give yours a name of its own and say "place: CN"'],
  ['a jurisdiction that we may ship one day', `${OPERATORS}      CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }\n`.replace('ACME-CN', 'US-OH'), 'acme.yaml:1:1: US-OH is a jurisdiction'],
  ['a shipped series and version', `${OPERATORS}      CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }\n`.replace('ACME-CN', 'CN').replaceAll('2026-06-01', '2026-01-30'), 'acme.yaml:1:1: CN is a jurisdiction'],
  ['no place', `${OPERATORS}      CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }\n`.replace('place: CN\n', ''), 'acme.yaml:1:1: "place" is missing'],
  ['a place that is none', `${OPERATORS}      CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }\n`.replace('place: CN', 'place: China'), 'acme.yaml:2:1: nobody is at the place China, so nobody would be judged by it; name one such as CN'],
  ['a number called law', `${OPERATORS}      CN-F1: { max: 2, days: 1, tz: Asia/Shanghai }\n`, 'acme.yaml:8:7: is house policy, not law, when an operator adds it; mark it "house: true"'],
];

describe('a broken pack', () => {
  it.each(BROKEN)('%s: says where and why', (_, text, problem) => {
    const problems = problemsOf(text);
    expect(problems.join('\n')).toContain(problem);
    expect(problems).toHaveLength(1);
  });

  it.each(OPERATOR_BROKEN)('of the operator: %s', (_, text, problem) => {
    const problems = problemsOf(text, { file: 'acme.yaml', operator: true });
    expect(problems.join('\n')).toContain(problem);
    expect(problems).toHaveLength(1);
  });

  it('that puts law among the house\'s own rules is refused: the house permits nothing', () => {
    const house = shipped.find(({ file }) => file === 'packs/house.yaml')?.text ?? '';
    expect(problemsOf(`${house}      CN-P8: {}\n`, { file: 'packs/house.yaml' })).toEqual([expect.stringMatching(/^packs\/house\.yaml:\d+:7: is not a rule of the house; put it in the pack of its place$/)]);
  });

  it('of the operator in two files is one too many', () => {
    const text = `${OPERATORS}      CN-F1: { house: true, max: 2, days: 1, tz: Asia/Shanghai }\n`;
    expect(readLawTexts([...shipped, { file: 'a.yaml', text, operator: true }, { file: 'b.yaml', text, operator: true }])).toEqual({ ok: false, problems: ['b.yaml:1:1: the series ACME-CN is in a.yaml already; a series has one file'] });
  });

  it('says all that is wrong, in every file, each once', () => {
    const text = `${TWO}  - version: 2021-01-01\n    from: 2021-01-01\n    as: 2020-01-01\n    add:\n      US-WV-1-TALKS: { max: 0, weeks: 1 }\n`.replace('max: 30', 'max: many');
    const law = readLawTexts([...shipped, { file: 'x.yaml', text, operator: false }, { file: 'y.yaml', text: '{', operator: false }]);
    expect(law).toMatchObject({ ok: false });
    // What the second version takes over from the first is wrong in one place.
    if (!law.ok) {
      expect(law.problems.map((problem) => problem.slice(0, 30))).toEqual([
        expect.stringMatching(/^x\.yaml:8:24: "max"/), expect.stringMatching(/^x\.yaml:13:7: "days" is/), expect.stringMatching(/^x\.yaml:13:24: "max"/),
        expect.stringMatching(/^x\.yaml:13:32: the rule/), expect.stringMatching(/^y\.yaml:1:2: not read/),
      ]);
    }
  });
});
