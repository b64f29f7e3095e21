// As much of vitest as the tests of the law use, run at once in this process: `describe`, `it`, `it.each`, `expect`.
// The matchers are vitest's own.
import { ASYMMETRIC_MATCHERS_OBJECT, chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);

/** `api` stands for the module `vitest`; `collect(load)` loads a test file and then runs what it declared. */
export function fakeVitest() {
  let tests = [];
  const it = (name, run) => void tests.push(run);
  it.each = (table) => (name, run) => {
    for (const row of table) tests.push(() => (Array.isArray(row) ? run(...row) : run(row)));
  };
  const describe = (name, run) => run();
  describe.each = (table) => (name, run) => {
    for (const row of table) Array.isArray(row) ? run(...row) : run(row);
  };
  return {
    api: { describe, it, test: it, expect },
    collect: (load) => {
      tests = [];
      load();
      for (const run of tests) {
        const answer = run();
        // What a test waits for comes too late here: it notices nothing.
        if (answer instanceof Promise) answer.catch(() => undefined);
      }
      return tests.length;
    },
  };
}
