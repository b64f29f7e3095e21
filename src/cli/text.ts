import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { Runtime, TextFinding, TextQuestion } from './house-door.js';
import { print, type Terminal } from './output.js';

const FORCE = {
  zh: { L: '法律', R: '监管规定', S: '国家标准', G: '行业指引', N: '自律公约', P: '通道惯例', H: '内部规则（并非法律）' },
  en: { L: 'law', R: 'regulator', S: 'standard', G: 'association guideline', N: 'convention', P: 'provider practice', H: 'house policy, not law' },
} as const;
const SEVERITY = { zh: { block: '禁止', review: '人工复核' }, en: { block: 'block', review: 'review' } } as const;

const many = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function words(file: string, found: TextFinding, language: 'zh' | 'en'): string {
  const what = found.kind === 'missing' ? (language === 'zh' ? '（缺少）' : '(missing)') : `"${found.matched}"`;
  return [
    `${file}:${found.line}:${found.column}  ${SEVERITY[language][found.severity]}  ${found.rule}  ${found.code}  ${what}`,
    `    ${found.title[language]}`, `    ${language === 'zh' ? '改为：' : 'Instead: '}${found.instead[language]}`, `    [${FORCE[language][found.force]}, ${found.confidence}] ${found.citation}`,
  ].join('\n');
}

/** `text check`: what may not be said in a text, and what is missing from it; needs no database. */
export function textCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('text')
    .description('read a text by the rules of content')
    .command('check <file>')
    .description('list what a text (- for standard input) may not say and what it lacks, with place, clause, and what to do; exit 3 when something was found')
    .requiredOption('--country <code>', 'where the person lives, two letters')
    .option('--state <code>', 'US state, two letters')
    .option('--city <name>', 'city, where it has rules of its own')
    .requiredOption('--channel <channel>', 'sms, email, push, app, im, mail, call, voicemail, visit, social_private, social_public, posted')
    .option('--audience <who>', 'debtor, third_party, voicemail', 'debtor')
    .option('--text-language <language>', 'zh or en; else as it is written')
    .option('--notice <kind>', 'validation, outsourcing, adverse_data, transfer, card_letter')
    .option('--later', 'not the first communication about the debt', false)
    .option('--robot', 'an artificial or recorded voice speaks it', false)
    .option('--lender <name>', 'a name of the lender (again for more)', many, [])
    .option('--agency <name>', 'an agency speaks; its name (again for more)', many, [])
    .option('--phone <number>', 'a number of the lender (again for more)', many, [])
    .option('--on <day>', 'the day it goes out, 2026-11-24')
    .option('--fact <fact>', 'what is true: suitDecided, lawyerInstructed, judgmentGiven, reportingNoticed, waiverApproved, deadlineReal, timeBarred, validationPeriod; or =no (again for more)', many, [])
    .option('--language <language>', 'of the answer, zh or en', 'en')
    .option('--json', 'print one array of findings')
    .action(async (file: string, options: TextQuestion & { language: string; json?: boolean }) => {
      const text = await runtime.readText(file);
      const found = runtime.checkText(text, options);
      const language = options.language === 'zh' ? 'zh' : 'en';
      print(terminal, options.json === true, found, found.length === 0 ? (language === 'zh' ? `${file}：未发现问题（不等于合法）` : `${file}: nothing found, which is no promise that it is lawful`) : found.map((one) => words(file, one, language)).join('\n'));
      if (found.length > 0) exit(EXIT.found);
    });
}
