import { describe, expect, it } from 'vitest';
import { readLine } from './dry-run-line.js';

describe('a line of the dry run', () => {
  it.each([
    ['none', ['choice:none']],
    ['contact sms sms-1 2026-11-25T00:00:00.000Z', ['choice:contact', 'channel:sms', 'text:sms-1', 'instant:2026-11-25T00:00:00.000Z']],
    ['defer 2026-11-25T00:00:00.000Z', ['choice:defer', 'instant:2026-11-25T00:00:00.000Z']],
    ['something else', ['text:something', 'text:else']],
    ['', []],
  ])('%s', (line, parts) => {
    expect(readLine(line).map((part) => `${part.kind}:${part.value}`)).toEqual(parts);
  });
});
