import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

interface Options {
  readonly before?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const counted = (rows: Readonly<Record<string, number | undefined>>): string => Object.entries(rows).map(([table, n]) => `${table} ${n ?? 0}`).join(', ');

export function archiveCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('archive')
    .description('write closed months of decisions, contacts, attempts and ledger entries to Parquet files, check them, and drop the months from the database (docs/operating/archive.md)')
    .option('--before <YYYY-MM>', 'archive months before this one; without it, all but the last 13 before the present one')
    .option('--out <folder>', 'where to write them, if not in the folder `archive` of the data folder')
    .option('--dry-run', 'say what would go, and change nothing')
    .option('--json', 'print {"before", "months", "kept"}')
    .action(async (options: Options) => {
      await withHouse(async (house) => {
        const done = options.dryRun === true ? 'would be archived' : 'archived';
        const report = await house.archive({ before: options.before, out: options.out, dryRun: options.dryRun === true }, (month) => {
          if (options.json !== true) terminal.out(`${month.month} ${done}: ${counted(month.rows)}${month.bytes === null ? '' : `; ${month.bytes} bytes`}\n`);
        });
        const { kept } = report;
        const words = kept === null ? `${report.months.length} months before ${report.before} ${done}` : `${kept.month} stays, and so do the months after it: ${kept.why.join(', ')}`;
        print(terminal, options.json === true, report, words);
        return kept === null ? EXIT.ok : EXIT.found;
      });
    });
}
