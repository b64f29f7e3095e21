import { Command } from 'commander';
import { agencyCommand } from './agency.js';
import { archiveCommand } from './archive.js';
import { backupCommand, restoreCommand, resumeCommand } from './backup.js';
import { auditCommand, replayCommand } from './audit.js';
import { EXIT, EXIT_WORDS } from './exit.js';
import { gateCommand } from './gate.js';
import { holidaysCommand } from './holidays.js';
import type { HouseDoor, Runtime } from './house-door.js';
import { importCommand } from './import.js';
import { lawfulCommand } from './lawful.js';
import { lettersCommand } from './letters.js';
import { mailCommand } from './mail.js';
import type { Terminal } from './output.js';
import { creditorCommand, staffCommand } from './people.js';
import { planCommand } from './plan.js';
import { robotCommand } from './robot.js';
import { smsCommand } from './sms.js';
import { templateCommand } from './template.js';
import { textCommand } from './text.js';
import { configCommand, doctorCommand, exportCommand, migrateCommand, serveCommand, tickCommand } from './work.js';

/** An error that a stranger can act on: said in words, exit 2. */
function isForPeople(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'Terminal' || error.name === 'FileRejected' || /^(config|key|law):/.test(error.message));
}

/** What a driver says when the server went away or is not back yet. */
function databaseLost(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as { readonly code?: unknown };
  if (typeof code === 'string') return /^(ECONN|EPIPE$|57P0[123]$|08)/.test(code) ? code : null;
  return error.message.startsWith('Connection terminated') ? error.message : null;
}

function told(error: unknown): string {
  if (isForPeople(error)) return error.message;
  const lost = databaseLost(error);
  if (lost !== null) return `database: the connection was lost (${lost}). What was committed stays; run it again when the server is back.`;
  return `unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Runs one command line; the exit code comes back instead of ending the process. */
export async function run(argv: readonly string[], runtime: Runtime, terminal: Terminal, version: string): Promise<number> {
  let code: number = EXIT.ok;
  const exit = (to: number) => {
    code = to;
  };
  const withHouse = async (work: (house: HouseDoor) => Promise<number>) => {
    const house = await runtime.open();
    try {
      code = await work(house);
    } finally {
      await house.close();
    }
  };
  const program = new Command('dunwell')
    .description('Collects overdue consumer loans lawfully, privately, and so that the borrower can verify, answer and settle.')
    .version(version)
    .addHelpText('after', `\n${EXIT_WORDS}\n\nSettings come from the environment; \`dunwell config\` lists them all.`)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  serveCommand(program, runtime);
  migrateCommand(program, runtime, terminal);
  importCommand(program, runtime, terminal, exit, withHouse);
  planCommand(program, runtime, terminal, exit, withHouse);
  templateCommand(program, runtime, terminal, exit, withHouse);
  lettersCommand(program, terminal, withHouse);
  mailCommand(program, runtime, terminal, withHouse);
  tickCommand(program, terminal, withHouse);
  staffCommand(program, terminal, withHouse);
  creditorCommand(program, terminal, withHouse);
  agencyCommand(program, terminal, withHouse);
  gateCommand(program, runtime, terminal, exit);
  holidaysCommand(program, runtime, terminal);
  lawfulCommand(program, runtime, terminal, exit);
  textCommand(program, runtime, terminal, exit);
  replayCommand(program, terminal, exit, withHouse);
  auditCommand(program, terminal, withHouse);
  archiveCommand(program, terminal, withHouse);
  exportCommand(program, terminal, withHouse);
  robotCommand(program, terminal, withHouse);
  backupCommand(program, runtime, terminal, exit);
  restoreCommand(program, runtime, terminal, exit);
  resumeCommand(program, terminal, withHouse);
  smsCommand(program, terminal, withHouse);
  doctorCommand(program, terminal, withHouse);
  configCommand(program, runtime, terminal);
  for (const command of program.commands) for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  try {
    await program.parseAsync(['node', 'dunwell', ...argv]);
  } catch (thrown) {
    const error = isForPeople(thrown) ? thrown : runtime.explain(thrown);
    if (error instanceof Error && 'exitCode' in error && 'code' in error && String(error.code).startsWith('commander.')) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    terminal.err(`${told(error)}\n`);
    return isForPeople(error) ? EXIT.usage : EXIT.failed;
  }
  return code;
}
