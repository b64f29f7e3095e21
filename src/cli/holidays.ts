import type { Command } from 'commander';
import type { Runtime } from './house-door.js';
import { print, type Terminal } from './output.js';

/** `holidays`: what is loaded, and adding a year that was published since. */
export function holidaysCommand(program: Command, runtime: Runtime, terminal: Terminal): void {
  const holidays = program.command('holidays').description('public holidays that rules and clocks read: what is loaded, and adding a year');
  holidays
    .command('list')
    .description('print each table with its years; what is not loaded is unknown, and a rule that needs it refuses')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => {
      const tables = runtime.holidays();
      print(terminal, options.json === true, tables, tables.map((t) => `${t.table.padEnd(12)} ${t.years.join(', ')}  ${t.title.en} / ${t.title.zh}`).join('\n'));
    });
  holidays
    .command('import <file>')
    .description('add years from chinese-days.json or from CSV with the columns date,kind (kind: off or worked) to the folder of LAW_PACKS; a running product reads it at its next start')
    .requiredOption('--table <name>', 'the table, e.g. CN')
    .requiredOption('--known <date>', 'day from which it is known: today, or the day of its publication, YYYY-MM-DD; a decision made before does not use it')
    .option('--from <year>', 'take years from this one on only')
    .action(async (file: string, options: { table: string; known: string; from?: string }) => {
      const added = await runtime.importHolidays(await runtime.readText(file), { table: options.table, known: options.known, from: options.from === undefined ? null : Number(options.from) });
      terminal.out(`${added.years.length === 0 ? 'No year that is not loaded already; nothing was written' : `Added ${added.years.join(', ')} to ${added.path}`}.\n`);
    });
}
