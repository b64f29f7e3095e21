import { Option, type Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

export function staffCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('staff')
    .description('people who may sign in')
    .command('add <email>')
    .description('add a person; their password is made here and printed once')
    .requiredOption('--name <name>', 'name as colleagues see it')
    .addOption(new Option('--role <role>', 'what they may do').choices(['analyst', 'head', 'collector', 'auditor']).makeOptionMandatory())
    .option('--json', 'print {"id", "email", "password"}')
    .action(async (email: string, options: { name: string; role: 'analyst' | 'head' | 'collector' | 'auditor'; json?: boolean }) => {
      await withHouse(async (house) => {
        const made = await house.addStaff({ email, name: options.name, role: options.role });
        print(terminal, options.json === true, made, `${made.email} may sign in as ${options.role}. Password, shown only now: ${made.password}`);
        return EXIT.ok;
      });
    });
}

export function creditorCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('creditor')
    .description('lenders whose loans are collected')
    .command('add <id>')
    .description('add a lender, or change its names and telephone; texts carry them')
    .requiredOption('--name-en <name>', 'name in English')
    .requiredOption('--name-zh <name>', 'name in Chinese: the registered signature of its texts')
    .requiredOption('--country <code>', 'ISO 3166, e.g. CN or US')
    .requiredOption('--phone <number>', 'official number that borrowers may call')
    .option('--json', 'print the creditor')
    .action(async (id: string, options: { nameEn: string; nameZh: string; country: string; phone: string; json?: boolean }) => {
      await withHouse(async (house) => {
        const creditor = { id, nameEn: options.nameEn, nameZh: options.nameZh, jurisdiction: options.country, phone: options.phone };
        await house.saveCreditor(creditor);
        print(terminal, options.json === true, creditor, `${id}: ${options.nameEn} / ${options.nameZh}`);
        return EXIT.ok;
      });
    });
}
