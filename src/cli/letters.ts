import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

interface Options {
  readonly json?: boolean;
}

const day = (at: number | null): string => (at === null ? 'no' : new Date(at).toISOString().slice(0, 16));

export function lettersCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  const letters = program.command('letters').description('letters for the print house (docs/operating/letters.md)');
  letters
    .command('batch')
    .description('hand over what lies ready: one PDF for each letter and a list, in a folder of its own; each letter is in one batch only')
    .requiredOption('--out <folder>', 'where the print house picks up; kept readable for nobody else')
    .option('--json', 'print {"batch", "path", "letters", "pages", "withheld", "again"}, or null where there is nothing')
    .action(async (options: Options & { out: string }) => {
      await withHouse(async (house) => {
        const report = await house.batchLetters(options.out);
        const words = report === null ? 'nothing to print' : `${report.path}: ${report.letters} letters, ${report.pages} pages${report.withheld === 0 ? '' : `, ${report.withheld} withheld`}${report.again ? '. It was handed over before: print it once' : ''}`;
        print(terminal, options.json === true, report, words);
        return EXIT.ok;
      });
    });
  letters
    .command('confirm <batch>')
    .description('the print house has the batch: its PDFs are deleted here')
    .option('--json', 'print the batch')
    .action(async (id: string, options: Options) => {
      await withHouse(async (house) => {
        const batch = await house.confirmLetters(id);
        print(terminal, options.json === true, batch, `${batch.id}: ${batch.letters} letters confirmed ${day(batch.confirmedAt)}`);
        return EXIT.ok;
      });
    });
  letters
    .command('list')
    .description('the last hundred batches, newest first')
    .option('--json', 'print one array of batches')
    .action(async (options: Options) => {
      await withHouse(async (house) => {
        const batches = await house.letterBatches();
        print(terminal, options.json === true, batches, batches.length === 0 ? 'no batches' : batches.map((b) => `${b.id}  ${b.letters} letters, ${b.withheld} withheld; handed over ${day(b.writtenAt)}, confirmed ${day(b.confirmedAt)}`).join('\n'));
        return EXIT.ok;
      });
    });
  letters
    .command('returned')
    .description('the post brought a letter back: it did not arrive, and its address is used no more')
    .requiredOption('--code <code>', 'the reference printed on it')
    .option('--reason <word>', 'what the post says: moved, unknown, refused, deceased, other', 'unknown')
    .option('--json', 'print {"repeated"}')
    .action(async (options: Options & { code: string; reason: string }) => {
      await withHouse(async (house) => {
        const taken = await house.returnedLetter(options.code, options.reason);
        print(terminal, options.json === true, taken, taken.repeated ? 'noted before' : 'noted');
        return EXIT.ok;
      });
    });
}
