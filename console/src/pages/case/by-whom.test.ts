import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en.js';
import { fill, isKey } from '../../i18n/messages.js';
import { byWhom } from './by-whom.js';

const english: Parameters<typeof byWhom>[1] = {
  t: (key, ...values) => fill(en[key], values[0] ?? {}, 'en'),
  word: (group, code) => {
    const key = `${group}.${code}`;
    return isKey(key) ? en[key] : code;
  },
};

describe('where an event came from', () => {
  it.each([
    ['reply:stop', 'by reply: Stop'],
    ['desk:head', 'at the desk: Head of collections'],
    ['desk:promise', 'at the desk: Promised to pay'],
    ['desk:mei', 'at the desk: mei'],
    ['promise', 'Promise'],
    ['no_answer', 'No answer'],
    ['sms-first', 'sms-first'],
  ])('%s is said as "%s"', (detail, text) => {
    expect(byWhom(detail, english)).toBe(text);
  });
});
