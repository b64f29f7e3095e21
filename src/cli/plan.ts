import type { Command } from 'commander';
import { EXIT } from './exit.js';
import type { HouseDoor, Runtime } from './house-door.js';
import { print, progress, type Terminal } from './output.js';

type WithHouse = (work: (house: HouseDoor) => Promise<number>) => Promise<void>;

function versionOf(text: string): { plan: string; version: number } | null {
  const match = /^([\w-]+)@(\d+)$/.exec(text);
  return match === null ? null : { plan: match[1] as string, version: Number(match[2]) };
}

export function planCommand(program: Command, runtime: Runtime, terminal: Terminal, exit: (code: number) => void, withHouse: WithHouse): void {
  const plan = program.command('plan').description('treatment plans: check, try, draft, approve, release');
  plan
    .command('check <file>')
    .description('read a plan and list its problems with their lines; needs no database')
    .option('--json', 'print one array of {"where", "problem", "line"}')
    .action(async (file: string, options: { json?: boolean }) => {
      const problems = runtime.checkPlan(await runtime.readText(file));
      print(terminal, options.json === true, problems, problems.length === 0 ? `${file}: no problems` : problems.map((p) => `${file}${p.line === null ? '' : `:${p.line}`}  ${p.where}  ${p.problem}`).join('\n'));
      if (problems.length > 0) exit(EXIT.found);
    });
  plan
    .command('dry-run <file>')
    .description('who would be contacted now under this plan, how, why and why not, beside the plan in force; writes nothing')
    .option('--json', 'print the whole report')
    .option('--limit <rows>', 'rows to list in words', '20')
    .action(async (file: string, options: { json?: boolean; limit: string }) => {
      const yaml = await runtime.readText(file);
      const problems = runtime.checkPlan(yaml);
      if (problems[0] !== undefined) {
        terminal.err(`${file}:${problems[0].line ?? ''} ${problems[0].where} ${problems[0].problem}\n`);
        return exit(EXIT.found);
      }
      await withHouse(async (house) => {
        const bar = progress(terminal, 'dry run', options.json === true);
        const report = await house.dryRun(yaml, (done, of) => bar.set(done, of));
        bar.end();
        const { choices, diff } = report;
        const rows = diff.rows.filter((r) => r.change !== 'same').slice(0, Number(options.limit));
        const line = (l: (typeof rows)[number]['after']) => (l === null ? 'silence' : `${l.choice}${l.channel === null ? '' : ` ${l.channel}`}${l.step === null ? '' : ` ${l.step}`} (${l.reasons.join(', ')})`);
        print(terminal, options.json === true, report, [
          `${report.reviewed} open cases: ${choices.contact} texts, ${choices.task} for a person, ${choices.defer} later, ${choices.none} silent`,
          `against the plan in force: ${diff.counts.added} added, ${diff.counts.removed} removed, ${diff.counts.changed} changed, ${diff.counts.same} the same`,
          ...rows.map((r) => `  ${r.change === 'added' ? '+' : r.change === 'removed' ? '-' : '~'} case ${r.caseId}: ${line(r.before)} -> ${line(r.after)}`),
        ].join('\n'));
        return EXIT.ok;
      });
    });
  plan
    .command('draft <file>')
    .description('store a plan as the next version, a draft')
    .option('--by <person>', 'who drafts it', runtime.user)
    .option('--json', 'print the version')
    .action(async (file: string, options: { by: string; json?: boolean }) => {
      const yaml = await runtime.readText(file);
      await withHouse(async (house) => {
        const record = await house.draftPlan(yaml, options.by);
        print(terminal, options.json === true, record, `${record.plan}@${record.version} ${record.state}`);
        return EXIT.ok;
      });
    });
  for (const act of ['approve', 'release'] as const) {
    plan
      .command(`${act} <plan@version>`)
      .description(act === 'approve' ? 'approve a draft; it must be another person than the one who drafted it' : 'put an approved version in force')
      .option('--by <person>', 'who does it', runtime.user)
      .option('--json', 'print the version')
      .action(async (name: string, options: { by: string; json?: boolean }) => {
        const id = versionOf(name);
        if (id === null) {
          terminal.err(`"${name}" is not a plan and version. Write it as ladder@2.\n`);
          return exit(EXIT.usage);
        }
        await withHouse(async (house) => {
          const record = act === 'approve' ? await house.approvePlan(id.plan, id.version, options.by) : await house.releasePlan(id.plan, id.version);
          print(terminal, options.json === true, record, `${record.plan}@${record.version} ${record.state}`);
          return EXIT.ok;
        });
      });
  }
}
