import { Argument, Option, type Command } from 'commander';
import { EXIT } from './exit.js';
import { EXPORTED_TABLES, type ExportedTable, type HouseDoor, type Runtime } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

export function serveCommand(program: Command, runtime: Runtime): void {
  program
    .command('serve')
    .description('start everything: database (embedded unless DATABASE_URL is set), API, workers, console, portal, and in the demo the sandbox phone')
    .option('--port <number>', 'port to listen on (default 8080, or PORT)')
    .option('--no-demo', 'without the demo portfolio, its people and the sandbox phone')
    .action(async (options: { port?: string; demo: boolean }) => {
      const port = options.port === undefined ? undefined : Number(options.port);
      if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65_535)) throw new Error(`config: --port must be a whole number from 1 to 65535, not "${options.port}"`);
      await runtime.serve({ port, demo: options.demo });
    });
  program.command('work').description('run the workers only, beside a server that runs elsewhere').action(async () => runtime.work());
}

export function migrateCommand(program: Command, runtime: Runtime, terminal: Terminal): void {
  program
    .command('migrate')
    .description('bring the database to the newest schema')
    .option('--json', 'print {"applied", "version"}')
    .action(async (options: { json?: boolean }) => {
      const report = await runtime.migrate();
      print(terminal, options.json === true, report, report.applied.length === 0 ? `nothing to do: version ${report.version}` : `applied ${report.applied.join(', ')}`);
    });
}

export function tickCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('tick')
    .description('one turn of the journey: read what came in, settle, review, dispatch')
    .option('--json', 'print the counts')
    .action(async (options: { json?: boolean }) => {
      await withHouse(async (house) => {
        const report = await house.tick();
        print(terminal, options.json === true, report, Object.entries(report).filter(([name]) => name !== 'at').map(([name, n]) => `${name} ${n}`).join(', '));
        return report.failures > 0 ? EXIT.failed : EXIT.ok;
      });
    });
}

export function exportCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('export')
    .description('write rows as NDJSON to standard output; people stay ids')
    .addArgument(new Argument('<table>', 'what to export; `contacts` is the log that an auditor reads (docs/operating/contact-log.md)').choices(EXPORTED_TABLES))
    .addOption(new Option('--format <format>', 'how').choices(['ndjson']).default('ndjson'))
    .option('--json', 'the same: an export is NDJSON')
    .action(async (table: ExportedTable) => {
      await withHouse(async (house) => {
        for await (const row of house.exportRows(table)) await terminal.outSlowly(`${JSON.stringify(row)}\n`);
        return EXIT.ok;
      });
    });
}

export function doctorCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('doctor')
    .description('check the database, the schema, the rule packs, the counts and the projections')
    .option('--citus', 'check a Citus cluster instead: where each table lives, how even the nodes are, the plan of each hot statement')
    .option('--json', 'print one array of {"check", "ok", "detail"}')
    .action(async (options: { citus?: boolean; json?: boolean }) => {
      await withHouse(async (house) => {
        const findings = await (options.citus === true ? house.doctorCitus() : house.doctor());
        print(terminal, options.json === true, findings, findings.map((f) => `${f.ok ? 'ok  ' : 'BAD '} ${f.check}: ${f.detail}`).join('\n'));
        return findings.every((f) => f.ok) ? EXIT.ok : EXIT.found;
      });
    });
}

export function configCommand(program: Command, runtime: Runtime, terminal: Terminal): void {
  program
    .command('config')
    .description('check the settings and print those in force, with where each comes from; needs no database, shows no secret')
    .option('--json', 'print one array of {"name", "value", "from"}')
    .action((options: { json?: boolean }) => {
      const settings = runtime.settings();
      const width = Math.max(...settings.map((s) => s.name.length));
      print(terminal, options.json === true, settings, settings.map((s) => `${s.name.padEnd(width)}  ${s.from.padEnd(11)}  ${s.value}`).join('\n'));
    });
}
