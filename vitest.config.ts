import { defineConfig } from 'vitest/config';

// Three projects, so that the quick ones can be run alone: `vitest run --project fast`.
const shared = { environment: 'node' as const, globals: false, restoreMocks: true, setupFiles: ['test/law-in-force.ts'] };
const jsx = { jsx: 'automatic' as const, jsxImportSource: 'hono/jsx' };

export default defineConfig({
  oxc: { jsx: { runtime: jsx.jsx, importSource: jsx.jsxImportSource } },
  test: {
    projects: [
      { extends: true, test: { ...shared, name: 'fast', testTimeout: 30_000, include: ['src/**/*.test.ts', 'portal/**/*.test.ts', 'console/src/**/*.test.ts', 'test/laws/**/*.test.ts', 'sim/auditor/**/*.test.ts', 'sim/chaos/**/*.test.ts', 'test/tidy.test.ts', 'test/tidy/**/*.test.ts'] } },
      { extends: true, test: { ...shared, name: 'store', include: ['test/conformance/**/*.test.ts', 'test/flow/**/*.test.ts', 'test/channels/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } },
      { extends: true, test: { ...shared, name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
  },
});
