import type { Command } from 'commander';
import type { Lawfulness, SaidOfRule } from '../law/received/lawfulness.js';
import { EXIT } from './exit.js';
import type { Runtime } from './house-door.js';
import { print, type Terminal } from './output.js';

type Language = 'en' | 'zh';

const HEADINGS = {
  en: { help: 'Somebody to talk to now', breaks: 'Broken', cannotSay: 'Cannot be said', inOrder: 'In order, as far as you told us', goodPractice: 'Good practice, not law', steps: 'What you can do', contacts: 'contacts', depends: 'It depends on', unsure: 'check before use' },
  zh: { help: '现在可以求助', breaks: '违反', cannotSay: '无法判断', inOrder: '就您所述，符合', goodPractice: '良好做法（不是法律）', steps: '您可以怎么做', contacts: '联系', depends: '取决于', unsure: '使用前请核实' },
} as const;

function ruleLines(said: SaidOfRule, language: Language): readonly string[] {
  const t = HEADINGS[language];
  const about = said.contacts.length === 0 ? '' : ` (${t.contacts} ${said.contacts.join(', ')})`;
  return [
    `  - ${said.title[language]}${about}`, `    ${language === 'zh' ? said.citationZh : said.citation} [${said.rule}]`, `    ${said.forceWords[language]}${language === 'zh' ? '。' : '. '}${said.confidenceWords[language]}`,
    ...(said.quote === undefined ? [] : [`    “${said.quote}”`]), ...(said.dependsOn.length === 0 ? [] : [`    ${t.depends}: ${said.dependsOn.map((one) => one[language]).join('; ')}`]), ...said.notes.map((one) => `    ${one[language]}`),
  ];
}

/** The answer in words, as on the page. */
function inWords(answer: Lawfulness, language: Language): string {
  const t = HEADINGS[language];
  const list = (heading: string, rules: readonly SaidOfRule[]) => (rules.length === 0 ? [] : ['', heading, ...rules.flatMap((rule) => ruleLines(rule, language))]);
  return [
    ...(answer.helpFirst ? [t.help, ...answer.helplines.map((one) => `  - ${one[language]}`), ''] : []),
    answer.summaryWords[language], ...answer.remarks.map((one) => one[language]),
    ...list(t.breaks, answer.breaks), ...list(t.cannotSay, answer.cannotSay), ...list(t.inOrder, answer.inOrder), ...list(t.goodPractice, answer.goodPractice),
    '', t.steps, ...answer.steps.map(({ text, confidence }) => `  - ${text[language]}${confidence === 'low' ? ` (${t.unsure})` : ''}`), '', answer.notAdvice[language],
  ].join('\n');
}

/** `lawful`: what somebody received in, the rules it breaks out. Needs no database and keeps nothing. */
export function lawfulCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('lawful <file>')
    .description('was that lawful? reads a description of what somebody received (a JSON file, or - for standard input) and says which rules it breaks')
    .option('--language <language>', 'zh or en', 'en')
    .option('--json', 'print the whole answer')
    .action(async (file: string, options: { language: string; json?: boolean }) => {
      if (options.language !== 'zh' && options.language !== 'en') {
        terminal.err(`--language is zh or en, not "${options.language}".\n`);
        return exit(EXIT.usage);
      }
      let told: unknown;
      try {
        told = JSON.parse(await runtime.readText(file));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        terminal.err(`${file === '-' ? 'Standard input' : file} is not JSON. See examples/received.\n`);
        return exit(EXIT.usage);
      }
      const checked = runtime.checkReceived(told);
      if (!checked.ok) {
        terminal.err(`${checked.problems.join('\n')}\n`);
        return exit(EXIT.usage);
      }
      print(terminal, options.json === true, checked.answer, inWords(checked.answer, options.language));
    });
}
