import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor, Runtime } from './house-door.js';
import { print, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

export function mailCommand(program: Command, runtime: Runtime, terminal: Terminal, withHouse: WithHouse): void {
  program
    .command('mail')
    .description('bounces and answers to e-mails')
    .command('take <file>')
    .description('take in a mail that came back or in answer (RFC 5322; - is standard input, as a mail server\'s pipe gives it)')
    .option('--json', 'print {"kind", "persons", "repeated"}')
    .action(async (file: string, options: { json?: boolean }) => {
      const bytes = await runtime.readBytes(file);
      await withHouse(async (house) => {
        const taken = await house.takeMail(bytes);
        print(terminal, options.json === true, taken, `${taken.kind}${taken.repeated ? ', kept before' : ''}: ${taken.persons === 0 ? 'of nobody we know; it waits for somebody to look at it' : `of ${taken.persons} ${taken.persons === 1 ? 'person' : 'people'}`}`);
        return EXIT.ok;
      });
    });
}
