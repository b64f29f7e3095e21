import { Option, type Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

/** Agencies and the lender's own systems: who may ask the gate from outside, and about which cases. */
export function agencyCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  const agency = program.command('agency').description('agencies and own systems (a dialler) that ask the gate from outside');
  agency
    .command('add <id>')
    .description('add one; its token is made here and printed once')
    .requiredOption('--name-en <name>', 'name in English')
    .requiredOption('--name-zh <name>', 'name in Chinese')
    .option('--system-of <creditor>', 'a system of this lender: it may ask about all of its cases')
    .option('--not-listed', 'not on the lender\'s published list of agencies: nothing can be placed with it (CN-C14)')
    .option('--json', 'print {"id", "kind", "token"}')
    .action(async (id: string, options: { nameEn: string; nameZh: string; systemOf?: string; notListed?: boolean; json?: boolean }) => {
      await withHouse(async (house) => {
        const made = await house.addAgency({ id, nameEn: options.nameEn, nameZh: options.nameZh, systemOf: options.systemOf ?? null, listed: options.notListed !== true });
        print(terminal, options.json === true, made, `${made.id} may ask at /api/agency. Token, shown only now: ${made.token}`);
        return EXIT.ok;
      });
    });
  agency
    .command('list')
    .description('who they are, what they reserved, and what they did without asking')
    .option('--json', 'print one array')
    .action(async (options: { json?: boolean }) => {
      await withHouse(async (house) => {
        const all = await house.agencies();
        print(terminal, options.json === true, all, all.map((a) => `${a.id}: ${a.nameEn} / ${a.nameZh}, ${a.kind}${a.listed ? '' : ', not listed'}${a.endedAt === null ? '' : ', ended'}; reserved ${a.reserved}, unpermitted ${a.unpermitted}`).join('\n'));
        return EXIT.ok;
      });
    });
  agency
    .command('end <id>')
    .description('end its access; its token opens nothing from now on')
    .action(async (id: string) => {
      await withHouse(async (house) => {
        await house.endAgency(id);
        print(terminal, false, {}, `${id}: access ended`);
        return EXIT.ok;
      });
    });
  agency
    .command('place <id> <cases...>')
    .description('place cases with an agency, note that the borrowers were told (CN-C13), or recall them')
    .addOption(new Option('--act <act>', 'what is done').choices(['place', 'notice', 'recall']).default('place'))
    .requiredOption('--reason <text>', 'kept with it')
    .option('--json', 'print {"done"}')
    .action(async (id: string, cases: string[], options: { act: 'place' | 'notice' | 'recall'; reason: string; json?: boolean }) => {
      await withHouse(async (house) => {
        const done = await house.placeCases({ agencyId: id, cases, act: options.act, reason: options.reason });
        print(terminal, options.json === true, { done }, `${options.act}: ${done} cases`);
        return EXIT.ok;
      });
    });
}
