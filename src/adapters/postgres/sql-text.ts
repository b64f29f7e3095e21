export interface Statement {
  readonly text: string;
  /** Line in the file where it begins, from 1. */
  readonly line: number;
}

// One token at a time: whatever may hide a semicolon comes first.
const token = /--[^\n]*|\/\*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$|;|[^]/gy;

/** Position after a block comment that begins at `from`; they nest in PostgreSQL. */
function afterComment(script: string, from: number): number {
  let depth = 0;
  for (let at = from; at < script.length; at += 1) {
    const pair = script.slice(at, at + 2);
    if (pair === '/*') depth += 1;
    else if (pair === '*/') depth -= 1;
    else continue;
    at += 1;
    if (depth === 0) return at + 1;
  }
  return script.length;
}

/** Splits a script at its semicolons. Knows quotes, dollar quotes and comments (not `E'\''`, which no file of ours uses). */
export function splitStatements(script: string): readonly Statement[] {
  const statements: Statement[] = [];
  let text = '';
  let start = -1;
  const finish = (): void => {
    if (start >= 0) statements.push({ text: text.trim(), line: script.slice(0, start).split('\n').length });
    text = '';
    start = -1;
  };
  token.lastIndex = 0;
  for (let found = token.exec(script); found !== null; found = token.exec(script)) {
    const at = found.index;
    let piece = found[0];
    if (piece === ';') {
      finish();
      continue;
    }
    if (piece.startsWith('--') || piece === '/*') {
      if (piece === '/*') token.lastIndex = afterComment(script, at);
      text += ' ';
      continue;
    }
    if (piece.startsWith('$') && piece.length > 1) {
      const end = script.indexOf(piece, token.lastIndex);
      const to = end < 0 ? script.length : end + piece.length;
      piece = script.slice(at, to);
      token.lastIndex = to;
    }
    if (start < 0 && piece.trim() !== '') start = at;
    if (start >= 0) text += piece;
  }
  finish();
  return statements;
}
