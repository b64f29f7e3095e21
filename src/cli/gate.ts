import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { Runtime } from './house-door.js';
import { print, type Terminal } from './output.js';

function column(text: string, width: number): string {
  return text.length >= width ? text : text.padEnd(width);
}

/** `gate check`: worked examples in, one verdict each out. An example that cannot be read is an error of its own; the others still run. */
export function gateCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void): void {
  const gate = program.command('gate').description('ask the gate about described contacts');
  gate
    .command('check <file>')
    .description('judge worked examples (facts, events, a proposed contact) and print the verdict, the rules and the earliest lawful instant')
    .option('--json', 'print one array of {"id", "verdict", "rules", "earliest"}')
    .option('--strict', 'exit 3 when an example is an error or differs from its "expected"')
    .action(async (file: string, options: { json?: boolean; strict?: boolean }) => {
      const text = await runtime.readText(file);
      let examples: unknown;
      try {
        examples = JSON.parse(text);
      } catch (error) {
        terminal.err(`${file} is not JSON: ${error instanceof Error ? error.message : ''}. It must hold an array of examples.\n`);
        return exit(EXIT.usage);
      }
      if (!Array.isArray(examples)) {
        terminal.err(`${file} must hold an array of examples; it holds ${examples === null ? 'null' : typeof examples}.\n`);
        return exit(EXIT.usage);
      }
      const results = runtime.checkExamples(examples);
      const width = Math.max(4, ...results.map((r) => r.id.length));
      const lines = results.map((r) => `${column(r.id, width)}  ${column(r.verdict, 18)}  ${r.error ?? `${r.rules.join(', ')}${r.earliest === null || r.verdict === 'allowed' ? '' : `  earliest ${r.earliest}`}`}`);
      const plain = results.map(({ id, verdict, rules, earliest, error }) => ({ id, verdict, rules, earliest, ...(error === undefined ? {} : { error }) }));
      print(terminal, options.json === true, plain, lines.join('\n'));
      const wrong = results.filter((r, i) => {
        const expected = (examples as { expected?: unknown }[])[i]?.expected;
        return r.verdict === 'error' || (expected !== undefined && expected !== r.verdict);
      });
      if (options.strict === true && wrong.length > 0) {
        terminal.err(`${wrong.length} of ${results.length} are errors or not as expected: ${wrong.slice(0, 10).map((r) => r.id).join(', ')}\n`);
        return exit(EXIT.found);
      }
    });
}
