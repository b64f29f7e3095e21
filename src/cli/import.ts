import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor, Runtime } from './house-door.js';
import { print, progress, type Terminal } from './output.js';

interface Options {
  readonly creditor: string;
  readonly mapping?: string;
  readonly format?: string;
  readonly preview?: boolean;
  readonly saveMapping?: boolean;
  readonly json?: boolean;
}

export function importCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void, withHouse: (work: (house: HouseDoor) => Promise<number>) => Promise<void>): void {
  program
    .command('import <file>')
    .description('read a lender\'s file (CSV, XLSX, NDJSON); every row is accepted, updated, unchanged, flagged, or rejected with a reason')
    .requiredOption('--creditor <id>', 'whose loans they are')
    .option('--mapping <file>', 'mapping as JSON; default: the one saved for the creditor')
    .option('--format <format>', 'csv, xlsx or ndjson; default: told from the file')
    .option('--preview', 'show what the first rows would become; writes nothing')
    .option('--save-mapping', 'keep the mapping for this creditor')
    .option('--json', 'print the result as JSON')
    .action(async (file: string, options: Options) => {
      if (options.format !== undefined && !['csv', 'xlsx', 'ndjson'].includes(options.format)) {
        terminal.err(`--format must be csv, xlsx or ndjson, not "${options.format}"\n`);
        return exit(EXIT.usage);
      }
      let mapping: unknown = null;
      if (options.mapping !== undefined) {
        try {
          mapping = JSON.parse(await runtime.readText(options.mapping));
        } catch (error) {
          terminal.err(`${options.mapping} is not JSON: ${error instanceof Error ? error.message : ''}\n`);
          return exit(EXIT.usage);
        }
      }
      await withHouse(async (house) => {
        if (options.preview === true) {
          const preview = await house.preview(options.creditor, file, options.format, mapping);
          print(terminal, options.json === true, preview, JSON.stringify(preview, null, 2));
          return EXIT.ok;
        }
        if (options.saveMapping === true && mapping !== null) await house.saveMapping(options.creditor, mapping);
        const bar = progress(terminal, 'rows', options.json === true);
        const record = await house.importFile({ creditorId: options.creditor, path: file, format: options.format, mapping, onProgress: (rows) => bar.set(rows, null) });
        bar.end();
        const rejected = record.rejected === 0 ? [] : await house.rejectedRows(record.id, 20);
        print(terminal, options.json === true, { ...record, errors: rejected }, [
          `${record.rows} rows: ${record.accepted} accepted (${record.updated} updated, ${record.unchanged} unchanged, ${record.flagged} flagged), ${record.rejected} rejected`,
          `${record.inCollection} in collection, ${record.nothingOwed} late but owe nothing, ${record.notOverdue} not overdue`,
          ...rejected.map((r) => `  line ${r.line}${r.column === null ? '' : `, ${r.column}`}: ${r.reason} [${r.code}]`),
        ].join('\n'));
        if (record.failure !== null) terminal.err(`stopped: ${record.failure}\n`);
        return record.failure !== null ? EXIT.failed : record.rejected > 0 ? EXIT.rejected : EXIT.ok;
      });
    });
}
