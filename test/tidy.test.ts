import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// Rules of the repository that neither the compiler nor a test of behaviour can hold. Each says why, and what to do
// instead. Lists of what is not yet so may only shrink. Held elsewhere, and not again here: floors compile apart
// (test/tidy/floors.test.ts), only the gate seals a permit (test/laws/permit.test.ts), each rule of law has a case for
// and a case against (src/law/corpus*.test.ts, src/law/rule/house-rules.test.ts), both languages say the same things
// (console and portal, i18n).

interface Source {
  readonly path: string;
  readonly text: string;
  /** The text with its comments blanked, line by line. */
  readonly code: string;
  readonly tree: ts.SourceFile;
}

function walk(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', '.build'].includes(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function blank(text: string): string {
  const spaces = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\//g, spaces).replace(/(^|\s)\/\/[^\n]*/g, spaces);
}

function source(path: string, text: string): Source {
  const kind = /x$/.test(path) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return { path, text, code: blank(text), tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) };
}

const ME = 'test/tidy.test.ts';
const all: readonly Source[] = ['src', 'portal', 'console', 'sim', 'test'].flatMap(walk)
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && path !== ME)
  .map((path) => source(path, readFileSync(path, 'utf8')));
const isTest = ({ path }: { readonly path: string }): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/') || path.startsWith('portal/test/');
const shipped = all.filter((file) => !isTest(file));
const PURE = /^src\/(domain|law|strategy|engine)\//;

/** Places where the code matches, as `path:line`. */
function found(files: readonly Source[], pattern: RegExp): readonly string[] {
  return files.flatMap(({ path, code }) => code.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}  ${line.trim().slice(0, 120)}`] : [])));
}

function each(tree: ts.SourceFile, see: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    see(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

const lineOf = (node: ts.Node): number => node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

interface Ban {
  readonly what: string;
  readonly where: (path: string) => boolean;
  readonly pattern: RegExp;
  readonly why: string;
  readonly instead: string;
  /** What the pattern must find, and what it must leave alone. */
  readonly offence: string;
  readonly fine: string;
  readonly tests?: boolean;
}

const BANS: readonly Ban[] = [
  {
    what: 'no clock and no chance on the pure floors', where: (path) => PURE.test(path), pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\b|\brandomUUID\b/,
    why: 'the same facts at the same instant must give the same bytes, or no decision can be replayed', instead: 'take the instant (or the random bytes) as an argument',
    offence: 'const at = new Date();', fine: 'const at = new Date(now);',
  },
  {
    what: 'the wall clock is read in one place', where: (path) => /^(src|portal)\//.test(path) && path !== 'src/adapters/clock/clocks.ts', pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/,
    why: 'a test that moves the clock must move all of it', instead: 'take `Clock` (engine/ports/clock.ts); for chance take `random` from the wiring',
    offence: 'expires: Date.now() + 1', fine: 'expires: clock.now() + 1',
  },
  {
    what: 'no clock and no chance in SQL', where: (path) => /^(src|portal)\//.test(path), pattern: /(?<![.\w])now\(\)(?!\s*[:{=])|\b(clock_timestamp|statement_timestamp|transaction_timestamp|gen_random_uuid|uuidv[47])\b|\b(current_timestamp|current_date|current_time|localtimestamp)\b/i,
    why: 'a run must not depend on the server\'s clock, and Citus refuses volatile functions in updates', instead: 'pass the instant or the id as a parameter',
    offence: 'update dunwell.contact set sent_at = now()', fine: 'readonly now: () => number; now(): Instant; clock.now()',
  },
  {
    what: 'the environment is read by boot alone', where: (path) => /^(src|portal)\//.test(path) && !path.startsWith('src/boot/'), pattern: /\bprocess\.env\b(?!\['PATH'\])/,
    why: 'settings are validated once at the start; a setting read elsewhere fails at night', instead: 'add it to src/boot/config.ts and pass it down (a child process may be handed PATH)',
    offence: 'const url = process.env[\'DATABASE_URL\'];', fine: 'env: { PATH: process.env[\'PATH\'] ?? \'\' }',
  },
  {
    what: 'nothing branches on the product behind the database', where: (path) => path.startsWith('src/') && path !== 'src/adapters/postgres/backends.ts', pattern: /\bbackend\s*[!=]==|[!=]==\s*\w+\.backend\b|switch\s*\([^)]*backend/,
    why: 'how backends differ stands in one table', instead: 'add a capability to src/adapters/postgres/backends.ts and ask for that',
    offence: 'if (database.backend === \'pglite\') return;', fine: 'if (database.capabilities.severalSessions) return;', tests: true,
  },
  {
    what: 'no test is focused, skipped or promised', where: () => true, pattern: /\b(it|test|describe)(\.\w+)*\.(only|skip|todo|fails)\b|\bx(it|describe)\(|\.(skipIf|runIf)\((?!.*(capabilit|severalSessions|durable))/,
    why: 'a test that does not run holds nothing', instead: 'mend it or delete it; skip only by a named capability of the backend',
    offence: 'it.skip(\'later\', () => {})', fine: 'it.runIf(database.capabilities.severalSessions)(\'races\', () => {})', tests: true,
  },
  {
    what: 'no name that says nothing', where: (path) => /^(src|portal|console)\//.test(path), pattern: /\b(class|interface|type|function|const)\s+\w*(Manager|Helper|Util|Utils|Service|Impl)\b/,
    why: 'such a name fits anything, so anything ends up in it', instead: 'name the noun or verb of the trade that it is (see GLOSSARY.md)',
    offence: 'export class CaseManager {', fine: 'export interface CaseRecord {',
  },
];

describe.each(BANS)('$what', (ban) => {
  it('can be broken', () => {
    expect(found([source('x.ts', ban.offence)], ban.pattern)).toHaveLength(1);
    expect(found([source('x.ts', ban.fine)], ban.pattern)).toEqual([]);
  });
  it('holds', () => {
    const files = (ban.tests === true ? all : shipped).filter(({ path }) => ban.where(path));
    expect(files.length).toBeGreaterThan(20);
    expect(found(files, ban.pattern), `${ban.why}. Instead: ${ban.instead}.`).toEqual([]);
  });
});

describe('imports', () => {
  /** Which room may import which, beside itself. What the compiler holds too is listed for the reader. */
  const MAY: Readonly<Record<string, readonly string[]>> = {
    domain: [], law: ['domain'], strategy: ['domain'], 'engine/ports': ['domain', 'law:type'], engine: ['domain', 'law', 'strategy', 'engine/ports'],
    adapters: ['domain', 'engine/ports', 'law:type'], api: ['domain', 'engine', 'engine/ports', 'law:type'], cli: ['domain', 'engine:type', 'engine/ports:type', 'law:type', 'client'],
    boot: ['domain', 'law', 'strategy', 'engine', 'engine/ports', 'adapters', 'api', 'cli', 'portal'], portal: ['client/portal:type'], console: ['client/staff:type'],
    // An auditor that shared code with what it audits would inherit its mistakes.
    'sim/auditor': [], sim: ['sim/auditor', 'domain', 'law', 'strategy:type', 'engine', 'engine/ports', 'adapters', 'api', 'boot'],
  };

  function room(path: string): string {
    const parts = path.split('/');
    if (parts[0] === 'src') return parts[1] === 'engine' && parts[2] === 'ports' ? 'engine/ports' : (parts[1] ?? '');
    if (parts[0] === 'sim') return parts[1] === 'auditor' ? 'sim/auditor' : 'sim';
    return parts[0] === 'client' ? `client/${parts[1] ?? ''}` : (parts[0] ?? '');
  }

  interface Import {
    readonly from: string;
    readonly to: string;
    readonly type: boolean;
    readonly names: readonly string[];
    readonly at: string;
  }

  const imports: readonly Import[] = shipped.flatMap(({ path, tree }) => tree.statements.flatMap((node): Import[] => {
    if (!(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) || node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    if (!node.moduleSpecifier.text.startsWith('.')) return [];
    const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
    const bindings = clause?.namedBindings;
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    const type = (ts.isExportDeclaration(node) ? node.isTypeOnly : clause?.isTypeOnly === true) || (elements.length > 0 && clause?.name === undefined && elements.every((e) => e.isTypeOnly));
    return [{ from: path, to: normalize(join(dirname(path), node.moduleSpecifier.text)), type, names: elements.map((e) => (e.propertyName ?? e.name).text), at: `${path}:${lineOf(node)}` }];
  }));

  it('are there to be looked at', () => expect(imports.length).toBeGreaterThan(500));

  it('only go down, and law and strategy are blind to each other', () => {
    const wrong = imports.filter(({ from, to, type }) => {
      const [here, there] = [room(from), room(to)];
      if (here === there) return false;
      const may = MAY[here];
      return may === undefined || !(may.includes(there) || (type && may.includes(`${there}:type`)));
    });
    expect(wrong.map((i) => `${i.at} imports ${i.to}`), 'an import goes down one of the floors of ARCHITECTURE.md, or not at all. Instead: a port in engine/ports, wired by boot.').toEqual([]);
  });

  it('of one adapter never name another', () => {
    const folder = (path: string) => path.split('/').slice(0, 3).join('/');
    // The permit is spent in one place, whatever leaves by whichever channel.
    const wrong = imports.filter(({ from, to }) => from.startsWith('src/adapters/') && to.startsWith('src/adapters/') && to !== 'src/adapters/spend-permit.js' && folder(from) !== folder(to));
    expect(wrong.map((i) => `${i.at} imports ${i.to}`), 'an adapter that reads another grows secret checks into the send path. Instead: let the engine hand it what it needs.').toEqual([]);
  });

  it('never let one stage of the journey call another: they meet in the database', () => {
    const stages = imports.filter(({ from, names }) => from.startsWith('src/engine/') && from !== 'src/engine/tick.ts' && names.some((name) => /^(review|dispatch|inbound|settle)Slot$/.test(name)));
    expect(stages.map((i) => i.at), 'any stage must be able to die, be run again or be tested alone. Instead: write what the next one reads; the order stands in engine/tick.ts.').toEqual([]);
  });
});

describe('files and folders', () => {
  const kept = ['src', 'portal', 'console', 'sim', 'test', 'tools', 'bin', 'client'].flatMap(walk);

  it('carry no name that fits anything', () => {
    const wrong = kept.filter((path) => path.split('/').some((part) => /^(utils?|helpers?|managers?|services?|misc)(\.|$)/.test(part)));
    expect(wrong, 'a folder of such a name becomes the attic. Instead: put the file in the room whose noun it is about.').toEqual([]);
  });

  it('are no barrels', () => {
    expect(kept.filter((path) => /^(src|portal|console)\/.*\/index\.(ts|tsx|js)$/.test(path)), 'a barrel hides who imports what and loads everything. Instead: import the file that has it.').toEqual([]);
  });

  it('are named in kebab-case', () => {
    const wrong = kept.filter((path) => /\.(ts|tsx|mjs|js)$/.test(path) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*$/.test(path.split('/').at(-1) ?? ''));
    expect(wrong, 'one way of writing names, so that a file is found by guessing. Instead: kebab-case.').toEqual([]);
  });

  it('stay within 300 lines on the pure floors', () => {
    // None today; an entry here needs a reason and may only shrink.
    const LONGER: Readonly<Record<string, number>> = {};
    const wrong = shipped.filter(({ path }) => PURE.test(path)).map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 })).filter(({ path, lines }) => lines > (LONGER[path] ?? 300));
    expect(wrong, 'nobody reviews what they cannot see whole. Instead: one concept per file.').toEqual([]);
  });

  it('of rules are all in the list of rules (that each is in a pack, the start checks)', () => {
    const list = readFileSync('src/law/all-rules.ts', 'utf8');
    const rules = readdirSync('src/law/rule').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.filter((name) => !list.includes(`'./rule/${name.replace(/\.ts$/, '.js')}'`)), 'a rule that no pack can name is never asked. Instead: one line in src/law/all-rules.ts, one in each version of a pack from which it is in force.').toEqual([]);
  });
});

describe('functions', () => {
  const LINES_MAX = 70;
  /** Longer today, with their length; may only shrink. Delete a line once its function fits. */
  const LONGER: Readonly<Record<string, number>> = { 'portal/src/sandbox/app.ts sandboxApp': 75, 'src/cli/plan.ts planCommand': 71 };

  function lengths({ path, tree }: Source): readonly (readonly [string, number])[] {
    const result: (readonly [string, number])[] = [];
    each(tree, (node) => {
      if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
      const end = tree.getLineAndCharacterOfPosition(node.end).line + 1;
      const name = node.name?.getText() ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'a function');
      result.push([`${path} ${name}`, end - lineOf(node) + 1]);
    });
    return result;
  }

  it('can be measured', () => expect(lengths(source('x.ts', `function f() {\n${'a();\n'.repeat(71)}}`))).toEqual([['x.ts f', 73]]));

  it('stay within 70 lines', () => {
    const long = shipped.flatMap(lengths).filter(([, lines]) => lines > LINES_MAX);
    expect(long.filter(([name, lines]) => lines > (LONGER[name] ?? LINES_MAX)), 'a function is read in one look. Instead: give its parts names.').toEqual([]);
    expect(Object.keys(LONGER).filter((name) => !long.some(([other]) => other === name)), 'fits now: delete its line here, so that it cannot grow again.').toEqual([]);
  });

  it('that decide cannot wait', () => {
    const deciders = shipped.filter(({ path }) => /^src\/(domain|law|strategy)\//.test(path) || /^src\/engine\/.*\/decide-[\w-]+\.ts$/.test(path));
    expect(deciders.some(({ path }) => path.endsWith('decide-review.ts'))).toBe(true);
    expect(found(deciders, /\basync\b|\bawait\b|\bPromise</), 'what decides has everything loaded first and can fetch nothing more. Instead: load, decide, commit.').toEqual([]);
  });

  it('that other files of the pure floors use say what they do', () => {
    /** Undocumented today; may only shrink. */
    const SILENT = new Set([
      'contentsOf', 'slotId', 'slotOf', 'read', 'unreadable', 'money', 'maskEmail', 'isUnknown', 'liftHold', 'readProviderKey', 'isRowFault', 'recordedVerdict', 'reviewInput', 'deniedBy',
      'isFields', 'flag', 'viewOf', 'isRecord', 'matching', 'oneOf',
    ]);
    const silent = shipped.filter(({ path }) => PURE.test(path) && !path.startsWith('src/law/rule/')).flatMap(({ path, tree }) => tree.statements.flatMap((node) => {
      const exported = ts.isFunctionDeclaration(node) && node.modifiers?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword) === true;
      return exported && ts.getJSDocCommentsAndTags(node).length === 0 ? [{ path, name: node.name?.text ?? '' }] : [];
    }));
    expect(silent.filter(({ name }) => !SILENT.has(name)), 'who calls it must not have to read it: units, shapes, what it gives when it cannot. Instead: one docstring.').toEqual([]);
  });
});

describe('types', () => {
  it('are never switched off', () => {
    const wrong: string[] = [];
    for (const file of all) {
      each(file.tree, (node) => { if (node.kind === ts.SyntaxKind.AnyKeyword) wrong.push(`${file.path}:${lineOf(node)} any`); });
      file.text.split('\n').forEach((line, i) => { if (/@ts-(ignore|nocheck|expect-error)/.test(line)) wrong.push(`${file.path}:${i + 1} ${line.trim()}`); });
    }
    expect(wrong, 'one `any` undoes the checks of all it touches. Instead: `unknown` and a reader that checks.').toEqual([]);
  });
});

describe('the log', () => {
  it('is never handed what could be a person\'s (law 12)', () => {
    const PERSONAL = /^(name|phone|number|address|email|text|body|words|to|from|idNumber|idTail|content|row|cells|token|password|secret|key)$/;
    const calls: string[] = [];
    const wrong: string[] = [];
    for (const { path, tree } of shipped.filter((file) => file.path.startsWith('src/'))) {
      each(tree, (node) => {
        if (!ts.isCallExpression(node) || !/\blog\??\.(info|error)$/.test(node.expression.getText())) return;
        calls.push(path);
        const fields = node.arguments[1];
        const names = fields !== undefined && ts.isObjectLiteralExpression(fields) ? fields.properties.map((p) => p.name?.getText() ?? '...') : [];
        if (names.some((name) => PERSONAL.test(name))) wrong.push(`${path}:${lineOf(node)} ${names.join(', ')}`);
      });
    }
    expect(calls.length).toBeGreaterThan(5);
    expect(wrong, 'logs are copied to places that were never meant to hold people. Instead: ids and codes.').toEqual([]);
  });
});

describe('packages', () => {
  it.each(['package.json', 'console/package.json', 'portal/package.json', 'bench/peers/package.json'])('%s names exact versions', (path) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(path, 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string> | undefined>;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose, 'what was tested is what runs. Instead: write the exact version (`npm install --save-exact`).').toEqual([]);
  });
});

describe('links of the documents', () => {
  const documents = [...readdirSync('.').filter((name) => name.endsWith('.md')), ...walk('docs').filter((path) => path.endsWith('.md')), 'examples/README.md'];
  const anchor = (heading: string) => heading.trim().toLowerCase().replace(/[`*]/g, '').replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

  it.each(documents)('%s: each leads somewhere', (path) => {
    const text = readFileSync(path, 'utf8').replace(/```[\s\S]*?```/g, '');
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '').filter((target) => !/^[a-z]+:/.test(target));
    const dead = targets.filter((target) => {
      const [file = '', heading] = target.split('#');
      const full = file === '' ? path : normalize(join(dirname(path), file));
      if (!existsSync(full)) return true;
      return heading !== undefined && full.endsWith('.md') && !readFileSync(full, 'utf8').split('\n').some((line) => /^#+ /.test(line) && anchor(line.replace(/^#+ /, '')) === heading);
    });
    expect(dead, 'a reader who follows it is lost. Instead: mend the link or write the page.').toEqual([]);
  });

  it('of code paths named in the main documents exist', () => {
    const dead = ['README.md', 'ARCHITECTURE.md', 'STYLE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'GLOSSARY.md'].filter((path) => existsSync(path)).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/`((?:src|test|tools|docs|examples|plans|portal|console|client|bin)\/[\w./-]*[\w])`/g)]
        .map((match) => match[1] ?? '').filter((named) => !existsSync(named)).map((named) => `${path}: ${named}`));
    expect(dead, 'a path in a document is a promise. Instead: name where it is now.').toEqual([]);
  });
});
