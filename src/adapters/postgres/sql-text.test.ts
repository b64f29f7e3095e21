import { expect, it } from 'vitest';
import { splitStatements } from './sql-text.js';

it.each([
  ['nothing', '', []],
  ['only a comment', '-- select 1;\n', []],
  ['two, with lines', 'select 1;\n\n  select 2', [['select 1', 1], ['select 2', 3]]],
  ['semicolons in strings and names', `select ';', "a;b", 'it''s;';select 2;`, [[`select ';', "a;b", 'it''s;'`, 1], ['select 2', 1]]],
  ['semicolons in comments', 'select 1 -- one; two\n+ 1 /* ; /* ; */ ; */ + 1; -- ;\nselect 2', [['select 1  \n+ 1   + 1', 1], ['select 2', 3]]],
  ['semicolons in dollar quotes', 'do $$ begin; end $$; do $a$ $$ ; $a$; select $1', [['do $$ begin; end $$', 1], ['do $a$ $$ ; $a$', 1], ['select $1', 1]]],
  ['quotes that do not end', `select 'a; b`, [[`select 'a`, 1], ['b', 1]]],
] as const)('splits %s', (_, script, expected) => {
  expect(splitStatements(script).map(({ text, line }) => [text, line])).toEqual(expected);
});
