// Loads the law and its tests as CommonJS in this process, one module at a time, so that a mutant costs milliseconds:
// only the changed module and those that rest on it are made anew.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import ts from 'typescript';
import { fakeVitest } from './fake-vitest.mjs';

const OPTIONS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, esModuleInterop: true, verbatimModuleSyntax: false };

/** CommonJS text of a TypeScript text. */
export function transpile(text) {
  // CommonJS has no import.meta; the wrapper passes the address of the module instead.
  return ts.transpileModule(text.replaceAll('import.meta.url', '__address'), { compilerOptions: OPTIONS }).outputText;
}

function compile(path, code) {
  return vm.runInThisContext(`(function (exports, require, module, __address) {${code}\n})`, { filename: path });
}

const IN_FORCE = 'src/law/in-force.ts';

/** The modules under `root`, with the shipped packs in force. */
export function makeModules(root) {
  const scripts = new Map();
  const plain = new Map();
  const users = new Map();
  const outside = createRequire(`${root}/package.json`);
  const fake = fakeVitest();
  let current = null;

  const find = (from, name) => {
    const path = resolve(dirname(from), name);
    return existsSync(path) ? path : path.replace(/\.js$/, '.ts');
  };

  /** Files that rest on `path`, itself among them. */
  function restingOn(path) {
    const found = new Set([path]);
    for (const one of found) for (const user of users.get(one) ?? []) found.add(user);
    return found;
  }

  function load(path) {
    const fresh = current !== null && current.stale.has(path);
    const cache = fresh ? current.modules : plain;
    const known = cache.get(path);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    cache.set(path, module);
    if (path.endsWith('.json')) {
      module.exports = JSON.parse(readFileSync(path, 'utf8'));
      return module.exports;
    }
    const own = fresh && current.path === path ? current.code : undefined;
    if (own === undefined && !scripts.has(path)) scripts.set(path, compile(path, transpile(readFileSync(path, 'utf8'))));
    const script = own === undefined ? scripts.get(path) : compile(path, own);
    const require = (name) => {
      if (name === 'vitest') return fake.api;
      if (!name.startsWith('.')) return outside(name);
      const target = find(path, name);
      if (!users.has(target)) users.set(target, new Set());
      users.get(target).add(path);
      return load(target);
    };
    script(module.exports, require, module, pathToFileURL(path).href);
    return module.exports;
  }

  const at = (file) => load(resolve(root, file));
  const { lawFolders, readLaw } = at('src/boot/law.ts');
  const law = readLaw(lawFolders(undefined));
  if (!law.ok) throw new Error(law.problems.join('\n'));

  /** Puts the packs in force with the rules as the modules now have them; `edit` changes the packs before. */
  function putInForce(edit) {
    const { RULES } = at('src/law/registry.ts');
    const packs = law.packs.map((pack) => ({ ...pack, rules: pack.rules.map(({ rule, params }) => ({ rule: RULES.get(rule.id), params })) }));
    const edited = edit(packs);
    const before = [...RULES];
    for (const pack of edited) for (const { rule } of pack.rules) RULES.set(rule.id, rule);
    at(IN_FORCE).putInForce(edited);
    // The next mutant must not find the rules of this one.
    return () => {
      for (const [id, rule] of before) RULES.set(id, rule);
    };
  }
  putInForce((packs) => packs);

  return {
    packs: law.packs,
    /** Loads a file as it is. */
    load: at,
    /** Runs the tests of a file; throws what the first one that fails throws. */
    runTests: (file) => fake.collect(() => at(file)),
    /** Does `work` with one file changed to `code`, or with the packs in force changed by `packs`. */
    withChange: (change, work) => {
      const path = resolve(root, change.file ?? IN_FORCE);
      current = { path, code: change.code, modules: new Map(), stale: restingOn(path) };
      let restore = () => undefined;
      try {
        if (current.stale.has(resolve(root, IN_FORCE))) restore = putInForce(change.packs ?? ((packs) => packs));
        return work();
      } finally {
        restore();
        current = null;
      }
    },
    /** Test files are run again even when nothing that they rest on changed; so drop them. */
    forget: (file) => plain.delete(resolve(root, file)),
    /** Files that rest on the one that a change is of. */
    touchedBy: (change) => new Set([...restingOn(resolve(root, change.file ?? IN_FORCE))].map((path) => relative(root, path))),
  };
}
