// Small bugs planted in the text of one file: a comparison flipped, a condition negated, a number off by one, a
// verdict swapped, an end off by a millisecond, a word dropped from a list.
import ts from 'typescript';

const FLIPS = new Map([
  [ts.SyntaxKind.LessThanToken, ['<=', '>=']], [ts.SyntaxKind.LessThanEqualsToken, ['<', '>']],
  [ts.SyntaxKind.GreaterThanToken, ['>=', '<=']], [ts.SyntaxKind.GreaterThanEqualsToken, ['>', '<']],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ['!==']], [ts.SyntaxKind.ExclamationEqualsEqualsToken, ['===']],
  [ts.SyntaxKind.AmpersandAmpersandToken, ['||']], [ts.SyntaxKind.BarBarToken, ['&&']],
  [ts.SyntaxKind.PlusToken, ['-']], [ts.SyntaxKind.MinusToken, ['+']],
]);
const WORDS = new Map([
  ['NOT_APPLICABLE', 'SATISFIED'], ['SATISFIED', 'NOT_APPLICABLE'],
  ['some', 'every'], ['every', 'some'], ['find', 'findLast'], ['findLast', 'find'], ['max', 'min'], ['min', 'max'],
]);
/** What a rule says of itself is checked elsewhere; a bug there changes no verdict. */
const ABOUT = new Set(['id', 'articles', 'title', 'citation', 'force', 'confidence', 'from', 'to', 'params']);

/** Every mutant of `text`: where, which characters become what, and how to say it. */
export function sourceMutants(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants = [];
  const add = (kind, start, end, replacement) => {
    const line = source.getLineAndCharacterOfPosition(start).line;
    const code = text.split('\n')[line].trim();
    mutants.push({ file, kind, line: line + 1, code, start, end, replacement, change: `${text.slice(start, end)} → ${replacement}` });
  };
  const whole = (kind, node, replacement) => add(kind, node.getStart(), node.getEnd(), replacement);

  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent) && ABOUT.has(node.name.getText()) && isRule(node.parent)) return;
    expression(node, add, whole);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return numbered(mutants);
}

function isRule(object) {
  return object.properties.some((property) => property.name?.getText() === 'judge');
}

function expression(node, add, whole) {
  if (ts.isBinaryExpression(node)) {
    for (const other of FLIPS.get(node.operatorToken.kind) ?? []) whole('operator', node.operatorToken, other);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    whole('negation', node, node.operand.getText());
  } else if (ts.isNumericLiteral(node)) {
    const value = Number(node.text.replaceAll('_', ''));
    whole('number', node, String(value + 1));
    if (value > 0) whole('number', node, String(value - 1));
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) whole('boolean', node, 'false');
  else if (node.kind === ts.SyntaxKind.FalseKeyword) whole('boolean', node, 'true');
  else if (ts.isIdentifier(node) && WORDS.has(node.text) && isUse(node)) whole('word', node, WORDS.get(node.text));
  else if (ts.isStringLiteral(node) && node.text === 'prohibited' && ts.isCallExpression(node.parent)) whole('verdict', node, "'presumed_violation'");
  else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && node.elements.every(ts.isStringLiteral)) {
    node.elements.forEach((_, i) => whole('list', node, `[${node.elements.filter((__, j) => j !== i).map((one) => one.getText()).join(', ')}]`));
  } else if (ts.isObjectLiteralExpression(node) && node.properties.length > 2 && node.properties.every((one) => ts.isPropertyAssignment(one) && ts.isStringLiteral(one.initializer)) && !isRule(node)) {
    node.properties.forEach((_, i) => whole('list', node, `{ ${node.properties.filter((__, j) => j !== i).map((one) => one.getText()).join(', ')} }`));
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'kinds' && node.arguments.length > 1) {
    node.arguments.forEach((_, i) => whole('list', node, `kinds(${node.arguments.filter((__, j) => j !== i).map((one) => one.getText()).join(', ')})`));
  }
  const condition = conditionOf(node);
  if (condition !== null && !ts.isBinaryExpression(condition) && !ts.isPrefixUnaryExpression(condition)) whole('condition', condition, `!(${condition.getText()})`);
  end(node, add);
}

function conditionOf(node) {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
  return ts.isConditionalExpression(node) ? node.condition : null;
}

/** The end of a bar, a millisecond early and late. */
function end(node, add) {
  const given = ts.isCallExpression(node) && node.expression.getText() === 'against' ? node.arguments[2]
    : ts.isPropertyAssignment(node) && node.name.getText() === 'until' ? node.initializer : undefined;
  if (given === undefined || given.kind === ts.SyntaxKind.NullKeyword) return;
  for (const by of ['+ 1', '- 1']) add('end', given.getStart(), given.getEnd(), `((end) => (end === null ? null : end ${by}))(${given.getText()})`);
}

/** A use of a word as a value or a method, not a declaration of it. */
function isUse(node) {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node && (ts.isCallExpression(parent.parent));
  return (node.text === 'NOT_APPLICABLE' || node.text === 'SATISFIED') && !ts.isImportSpecifier(parent) && !ts.isVariableDeclaration(parent) && !ts.isPropertyAccessExpression(parent);
}

/** A name that outlives shifts of lines: file, text of the line, change, and which of several alike. */
function numbered(mutants) {
  const seen = new Map();
  return mutants.map((mutant) => {
    const name = `${mutant.code}\n${mutant.change}`;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return { ...mutant, nth };
  });
}

/** The text with the mutant in it. */
export function planted(text, mutant) {
  return text.slice(0, mutant.start) + mutant.replacement + text.slice(mutant.end);
}
