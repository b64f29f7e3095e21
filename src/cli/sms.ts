import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor, SmsReport } from './house-door.js';
import { print, type Terminal } from './output.js';

function words({ accounts, way }: SmsReport): string {
  const lines = accounts.map((a) => [
    `${a.name}: ${a.kind} ${a.place}, ${a.countries.join(' ')}`, ...(a.state === null ? [] : [a.state]), ...(a.perDay === null ? [] : [`${a.usedToday ?? 0} of ${a.perDay} segments today`]),
  ].join(', '));
  if (way === null) return lines.join('\n');
  const where = `${way.country === '' ? 'nowhere known' : way.country}${way.operator === null ? '' : `, number given out by ${way.operator} (it may have been ported)`}`;
  const order = way.accounts.map((a, i) => `  ${i + 1}. ${a.name}${a.segments === null ? '' : `, ${a.segments} segment${a.segments === 1 ? '' : 's'}`}${a.cost === null ? '' : `, ${a.cost}${a.segments === null ? ' a segment' : ''}`}`);
  return [...lines, '', `To ${where}: ${order.length === 0 ? 'no route; nothing would leave' : `by ${way.by ?? 'order'}`}`, ...order].join('\n');
}

export function smsCommand(program: Command, terminal: Terminal, withHouse: (work: (house: HouseDoor) => Promise<number>) => Promise<void>): void {
  const sms = program.command('sms').description('accounts at operators and providers of SMS (docs/operating/sms-accounts.md)');
  sms
    .command('accounts')
    .description('the accounts, what of their day is used, and by which of them a text to a number would go; sends nothing')
    .option('--to <number>', 'a number in E.164: the accounts that would be tried for it, in their order')
    .option('--text <text>', 'with --to: how many segments the text takes at each, and what it costs')
    .option('--connect', 'sign on at each and off again, and tell which can be reached; counts as a connection at the operator')
    .option('--json', 'print one object {"accounts", "way"}')
    .action(async (options: { to?: string; text?: string; connect?: boolean; json?: boolean }) => {
      if (options.text !== undefined && options.to === undefined) throw new Error('config: --text goes with --to: what a text costs depends on where it goes.');
      await withHouse(async (house) => {
        const report = await house.smsAccounts({ to: options.to, text: options.text, connect: options.connect === true });
        print(terminal, options.json === true, report, words(report));
        return report.accounts.some((a) => a.state === 'down') || report.way?.accounts.length === 0 ? EXIT.found : EXIT.ok;
      });
    });
}
