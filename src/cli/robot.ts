import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

export function robotCommand(program: Command, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('robot')
    .description('how replies are read')
    .command('corrections')
    .description('write the readings that people corrected, one a line, as data to train and test the reader on')
    .requiredOption('--out <file>', 'NDJSON to write; readable by its owner alone')
    .option('--with-words', 'with the words of the messages, out of their seal: personal data, to be kept and deleted as such')
    .option('--json', 'print {"corrections", "out", "words"}')
    .action(async (options: { out: string; withWords?: boolean; json?: boolean }) => {
      await withHouse(async (house) => {
        const words = options.withWords === true;
        const lines: string[] = [];
        for await (const one of house.corrections(words)) lines.push(`${JSON.stringify(one)}\n`);
        await writeFile(options.out, lines.join(''), { mode: 0o600 });
        print(terminal, options.json === true, { corrections: lines.length, out: options.out, words }, `${lines.length} corrected readings in ${options.out}${words ? ', with words' : ', without words'}`);
        return EXIT.ok;
      });
    });
}
