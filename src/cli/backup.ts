import { Option, type Command } from 'commander';
import { EXIT } from './exit.js';
import { GAPS, type BackupReport, type Gap, type HouseDoor, type RestoreReport, type Runtime } from './house-door.js';
import { print, progress, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

const sizeOf = ({ tables, rows, files }: BackupReport): string => `${tables} tables, ${rows.toLocaleString('en')} rows${files === 0 ? '' : `, ${files} archived files`}`;
const instant = (at: number): string => new Date(at).toISOString();

/** Chains and counts of a restored database, in words. */
function foundIn({ chains, bad }: RestoreReport): string {
  const link = chains.firstBad === null ? `${chains.records} decision records: all links hold` : `first bad link: decision ${chains.firstBad.slot}-${chains.firstBad.seq}, ${chains.firstBad.problem.replaceAll('_', ' ')}`;
  return [link, ...bad.map((one) => `BAD  ${one.check}: ${one.detail}`)].join('\n');
}

const isWell = ({ chains, bad }: RestoreReport): boolean => chains.firstBad === null && bad.length === 0;

export function backupCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('backup <file>')
    .description('write a backup of the whole database, of one instant, while everything goes on; the operator\'s key is not in it')
    .option('--verify', 'instead: read a backup whole and compare every digest; needs no database')
    .option('--prove', 'instead: restore a backup into a server that is made for it and thrown away, and compare every digest')
    .option('--json', 'print the report')
    .action(async (file: string, options: { verify?: boolean; prove?: boolean; json?: boolean }) => {
      const json = options.json === true;
      const bar = progress(terminal, 'tables', json);
      if (options.prove === true) {
        const report = await runtime.proveBackup(file, (done, of) => bar.set(done, of)).finally(() => bar.end());
        print(terminal, json, report, `${report.path}: restored and compared, every digest is the same (${sizeOf(report)})\n${foundIn(report)}`);
        return exit(isWell(report) ? EXIT.ok : EXIT.found);
      }
      if (options.verify === true) {
        const report = await runtime.verifyBackup(file);
        return print(terminal, json, report, `${report.path}: whole, of ${instant(report.at)} (${sizeOf(report)})${report.sealed ? ', sealed with this operator\'s key' : '\nThe seal was not checked: there is no key here.'}`);
      }
      const report = await runtime.backup(file, (done, of) => bar.set(done, of)).finally(() => bar.end());
      print(terminal, json, report, `${report.path}: ${sizeOf(report)}, ${report.bytes.toLocaleString('en')} bytes\nThe operator's key is not in it: keep it elsewhere.`);
    });
}

export function restoreCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('restore <file>')
    .description('restore a backup into a database without the schema, or an empty data folder; sending is held afterwards')
    .option('--json', 'print the report')
    .action(async (file: string, options: { json?: boolean }) => {
      const bar = progress(terminal, 'tables', options.json === true);
      const report = await runtime.restore(file, (done, of) => bar.set(done, of)).finally(() => bar.end());
      print(terminal, options.json === true, report, [
        `restored as of ${instant(report.at)}: ${sizeOf(report)}; every digest is the same`, ...(report.applied.length === 0 ? [] : [`then migrated: ${report.applied.join(', ')}`]), foundIn(report),
        'Sending is held. What left or came in after the backup is not in it: tell the house of it, then `dunwell resume`.',
      ].join('\n'));
      exit(isWell(report) ? EXIT.ok : EXIT.found);
    });
}

export function resumeCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('resume')
    .description('lift the hold on sending that a restore set; who and why stay in the access record')
    .addOption(new Option('--gap <what>', 'none: nothing left or came in between backup and loss; told: all of it has been told to the house; waited: 31 days have passed since the restore').choices(GAPS).makeOptionMandatory())
    .requiredOption('--reason <text>', 'how that is known')
    .option('--json', 'print {"restoredAt", "backupAt"}')
    .action(async (options: { gap: Gap; reason: string; json?: boolean }) => {
      await withHouse(async (house) => {
        const lifted = await house.resume(options.gap, options.reason);
        print(terminal, options.json === true, { restoredAt: lifted.restoredAt, backupAt: lifted.backupAt }, `Sending goes on. The gap from ${instant(lifted.backupAt)} to ${instant(lifted.restoredAt)}: ${options.gap}.`);
        return EXIT.ok;
      });
    });
}
