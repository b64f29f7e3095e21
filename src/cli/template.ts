import { InvalidArgumentError, type Command } from 'commander';
import type { TemplateCheck } from '../engine/templates/check-template.js';
import { EXIT } from './exit.js';
import type { HouseDoor, Runtime } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;
interface Named { readonly id: string; readonly version: number }

function named(text: string): Named {
  const match = /^([a-z][a-z0-9-]*)@(\d{1,9})$/.exec(text);
  if (match === null) throw new InvalidArgumentError(`"${text}" is not a template and version. Write it as reminder-first@2.`);
  return { id: match[1] as string, version: Number(match[2]) };
}

/** The same, or the id alone: the version in force. */
const shown = (text: string): { readonly id: string; readonly version: number | null } => (text.includes('@') ? named(text) : { id: text, version: null });

function language(text: string): 'en' | 'zh' | 'zh-US' {
  if (text !== 'en' && text !== 'zh' && text !== 'zh-US') throw new InvalidArgumentError(`"${text}" is no language of texts. Take en, zh or zh-US.`);
  return text;
}

const ANSWER = /^([\w-]+)\/(\w+)=(.{3,})$/;
/** `CN-X4c/legal_step=suit 12 is authorised` */
function answer(text: string, before: readonly { readonly rule: string; readonly code: string; readonly why: string }[]) {
  const match = ANSWER.exec(text);
  if (match === null) throw new InvalidArgumentError(`"${text}" is no answer. Write RULE/CODE=why.`);
  return [...before, { rule: match[1] as string, code: match[2] as string, why: match[3] as string }];
}

/** Everything found, one a line, then how it reads. */
function checkWords({ problems, findings, previews }: TemplateCheck, standingOnly: boolean): string {
  return [
    ...problems.map((one) => `${one.language}:${one.from + 1}  block  ${one.code}  ${one.matched === '' ? '(missing)' : JSON.stringify(one.matched)}  ${one.words.en}`),
    ...findings.filter((one) => one.stands || !standingOnly).map(({ language, finding, stands }) => `${language}  ${finding.severity}${stands ? '' : ' (answered)'}  ${finding.rule}  ${finding.code}  ${finding.matched === '' ? '(missing)' : JSON.stringify(finding.matched)}  ${finding.title.en}. ${finding.instead.en} [${finding.citation}]`),
    ...previews.map(({ language, country, text, segments, substitutions }) => [
      `--- ${language}, ${country}${segments === null ? '' : `: ${segments.segments} segments of ${segments.alphabet === 'gsm7' ? 'GSM-7' : 'UCS-2'}, ${segments.left} left in the last`}`,
      ...substitutions.map((one) => `    ${JSON.stringify(one.from)} became ${JSON.stringify(one.to)} (${one.count})`), text === '' ? '(cannot be filled)' : text,
    ].join('\n')),
  ].join('\n');
}

const stands = (check: TemplateCheck): boolean => check.problems.length > 0 || check.findings.some((one) => one.stands);

function readingCommands(template: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void, withHouse: WithHouse): void {
  template.command('list').description('all versions with their states; a star stands before those in force').option('--json', 'print one array').action((options: { json?: boolean }) => withHouse(async (house) => {
    const all = await house.templates();
    print(terminal, options.json === true, all, all.map((one) => `${one.inForce ? '*' : ' '} ${one.id}@${one.version}  ${one.channel}  ${one.state}`).join('\n'));
    return EXIT.ok;
  }));
  template
    .command('show')
    .argument('<template>', 'reminder-first or reminder-first@2', shown)
    .description('texts, what is found in them, how they read and what they cost in segments; of the version in force unless one is named (reminder-first@2)')
    .option('--json', 'print the whole')
    .action(({ id, version }: ReturnType<typeof shown>, options: { json?: boolean }) => withHouse(async (house) => {
      const found = await house.template(id, version);
      const registered = found.registrations.map((one) => `registered at ${one.account} (${one.language}): ${one.code}`);
      const wordings = found.toRegister.map((one) => `to register at ${one.provider === 'aliyun' ? 'Aliyun' : 'Tencent Cloud'} (${one.language}): ${one.wording}`);
      print(terminal, options.json === true, found, [`${found.template.id}@${found.template.version} ${found.template.channel}`, ...registered, ...wordings, checkWords(found.check, false)].join('\n'));
      return EXIT.ok;
    }));
  template
    .command('lint <file>')
    .description('read a template from a file (id, channel, texts; - for standard input), list what keeps it from going out, and show how it reads; needs no database; exit 3 when something stands')
    .option('--json', 'print the whole')
    .action(async (file: string, options: { json?: boolean }) => {
      const check = runtime.lintTemplate(await runtime.readText(file));
      print(terminal, options.json === true, check, checkWords(check, false));
      if (stands(check)) exit(EXIT.found);
    });
}

/** Texts of the house: written, linted, approved by a second person, registered with providers, taken back. */
export function templateCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void, withHouse: WithHouse): void {
  const template = program.command('template').description('texts: list, show, lint, draft, submit, approve, register, retire');
  readingCommands(template, runtime, terminal, exit, withHouse);
  const acting = (name: string, description: string) => template.command(name).description(description).option('--by <person>', 'who does it', runtime.user).option('--json', 'print the version');
  const told = (json: boolean | undefined, record: Named & { readonly state: string }) => {
    print(terminal, json === true, record, `${record.id}@${record.version} ${record.state}`);
    return EXIT.ok;
  };
  acting('draft <file>', 'store the next version, a draft').action(async (file: string, { by, json }: { by: string; json?: boolean }) => {
    const text = await runtime.readText(file);
    await withHouse(async (house) => told(json, await house.draftTemplate(text, by)));
  });
  const onVersion = (command: Command) => command.argument('<template@version>', 'such as reminder-first@2', named);
  onVersion(template.command('submit')).description('lay a draft before a second person; refused where anything in it blocks').option('--json', 'print the version')
    .action(({ id, version }: Named, { json }: { json?: boolean }) => withHouse(async (house) => told(json, await house.submitTemplate(id, version))));
  onVersion(acting('approve', 'approve what was submitted; it must be another person than the one who drafted it'))
    .option('--answer <rule/code=why>', 'what the rules leave to a person: that it is true here, and why (again for more)', answer, [])
    .action(({ id, version }: Named, { by, json, answer: answers }: { by: string; json?: boolean; answer: ReturnType<typeof answer> }) => withHouse(async (house) => told(json, await house.approveTemplate(id, version, by, answers))));
  onVersion(acting('retire', 'take a version back: nothing more is sent by it'))
    .action(({ id, version }: Named, { by, json }: { by: string; json?: boolean }) => withHouse(async (house) => told(json, await house.retireTemplate(id, version, by))));
  onVersion(template.command('register'))
    .description('keep by which code an account of a provider knows a version')
    .requiredOption('--account <name>', 'the account')
    .requiredOption('--code <code>', 'what the provider calls the template')
    .requiredOption('--language <language>', 'en, zh or zh-US', language)
    .option('--by <person>', 'who does it', runtime.user)
    .action(({ id, version }: Named, told: { account: string; code: string; language: ReturnType<typeof language>; by: string }) => withHouse(async (house) => {
      const { by, ...registration } = told;
      await house.registerTemplate(id, version, registration, by);
      terminal.out(`${id}@${version} ${told.language} is ${told.code} at ${told.account}\n`);
      return EXIT.ok;
    }));
}
