import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './language.js';

describe('the language of a page', () => {
  it.each([
    [{}, 'en'],
    [{ person: 'zh' }, 'zh'],
    [{ header: 'fr-FR,fr;q=0.9', person: 'zh' }, 'zh'],
    [{ header: 'zh-CN,zh;q=0.9,en;q=0.8', person: 'en' }, 'zh'],
    [{ header: 'en;q=0.4, zh-TW;q=0.9' }, 'zh'],
    [{ header: 'zh;q=0, en;q=0.1' }, 'en'],
    [{ header: 'zh-CN', cookie: 'en' }, 'en'],
    [{ header: 'zh-CN', cookie: 'en', query: 'zh' }, 'zh'],
    [{ cookie: 'zh', query: '<script>' }, 'zh'],
    [{ header: 'zhuang' }, 'en'],
  ] as const)('%j is %s', (wishes, language) => {
    expect(chooseLanguage(wishes)).toBe(language);
  });
});
