import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor } from './house-door.js';
import { print, progress, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

export function auditCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  const audit = program.command('audit').description('the decision records');
  audit
    .command('verify')
    .description('follow every chain of decisions and name the first broken link')
    .option('--json', 'print {"slots", "records", "firstBad"}')
    .action(async (options: { json?: boolean }) => {
      await withHouse(async (house) => {
        const bar = progress(terminal, 'slots', options.json === true);
        const report = await house.verify((done, of) => bar.set(done, of));
        bar.end();
        const bad = report.firstBad;
        print(terminal, options.json === true, report, bad === null ? `${report.records} records in ${report.slots} chains: all links hold` : `first bad link: decision ${bad.slot}-${bad.seq}, ${bad.problem.replaceAll('_', ' ')}${bad.file === undefined ? '' : `: ${bad.file}`}`);
        return bad === null ? EXIT.ok : EXIT.found;
      });
    });
}

export function replayCommand(program: Command, terminal: Terminal, exit: (code: number) => void, withHouse: WithHouse): void {
  program
    .command('replay <decision>')
    .description('decide a recorded decision again (written as slot-number, e.g. 12-345) and compare byte for byte')
    .option('--json', 'print {"same", "difference", "recorded", "replayed"}')
    .action(async (decision: string, options: { json?: boolean }) => {
      const match = /^(\d{1,3})-(\d{1,15})$/.exec(decision);
      if (match === null) {
        terminal.err(`"${decision}" is not a decision. Write it as slot-number, e.g. 12-345.\n`);
        return exit(EXIT.usage);
      }
      await withHouse(async (house) => {
        const report = await house.replay(Number(match[1]), Number(match[2]));
        print(terminal, options.json === true, report, report.same ? `${decision}: the same, byte for byte` : `${decision}: differs ${report.difference}`);
        return report.same ? EXIT.ok : EXIT.found;
      });
    });
}
