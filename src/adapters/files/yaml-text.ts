import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';

/** A file that people write is small; more is a mistake or an attack. Characters. */
export const YAML_TEXT_MAX = 256 * 1024;

/** Place in a text; both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface YamlProblem {
  /** JSON path from `$`. */
  readonly where: string;
  readonly problem: string;
  /** `null` when the place is not in the text. */
  readonly at: TextPlace | null;
}

type PlaceAt = (offset: number | undefined) => TextPlace | null;

/** The plain value of a text, and a way back from a JSON path to its place. */
export type YamlText =
  | { readonly ok: true; readonly value: unknown; readonly placeOf: (where: string) => TextPlace | null }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] };

/** What the text is, for the words of a problem. */
export type YamlKind = 'plan' | 'pack' | 'table' | 'template' | 'accounts file';

/**
 * Parses YAML 1.2 (JSON is YAML too) into plain values, and nothing else: no tags, no anchors or aliases, no key twice,
 * one document. Never throws on bad text. What the value means is for its reader on the floor of its own (`readPlan`,
 * `readPacks`); give the reader's `where` to `placeOf`.
 */
export function parseYaml(text: string, kind: YamlKind): YamlText {
  if (text.length > YAML_TEXT_MAX) return refused(`the ${kind} is longer than ${YAML_TEXT_MAX} characters; shorten it`);
  try {
    return parse(text, kind);
  } catch (thrown) {
    // Hopeless nesting exhausts the stack; anything else is a fault of ours.
    if (thrown instanceof RangeError) return refused('the text is nested too deeply');
    throw thrown;
  }
}

function parse(text: string, kind: YamlKind): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, schema: 'core', version: '1.2', merge: false, prettyErrors: false });
  const placeAt: PlaceAt = (offset) => {
    if (offset === undefined) return null;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const problems: YamlProblem[] = [...document.errors, ...document.warnings].map((fault) => ({ where: '$', problem: inWords(fault.code, fault.message), at: placeAt(fault.pos[0]) }));
  if (problems.length === 0) problems.push(...forbiddenParts(document, kind, placeAt));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: document.toJS({ maxAliasCount: 0 }), placeOf: (where) => placeAt(offsetOf(document, where)) };
}

function refused(problem: string): YamlText {
  return { ok: false, problems: [{ where: '$', problem, at: null }] };
}

function inWords(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'this field is there already; each field once';
  if (code === 'MULTIPLE_DOCS') return 'the text holds more than one document ("---"); keep one';
  if (code === 'TAB_AS_INDENT') return 'indent with spaces, not with tabs';
  return `not readable as YAML: ${message}`;
}

/** Tags, anchors and aliases: what people write here needs none, and they are how YAML is made to expand or to construct things. */
function forbiddenParts(document: Document.Parsed, kind: YamlKind, placeAt: PlaceAt): readonly YamlProblem[] {
  const problems: YamlProblem[] = [];
  const report = (node: Node, problem: string): void => {
    problems.push({ where: '$', problem, at: placeAt(node.range?.[0]) });
  };
  visit(document, {
    Node: (_, node) => {
      if (isAlias(node)) report(node, `aliases (*name) are not read in a ${kind}; write the value out`);
      else if (node.tag !== undefined) report(node, `tags (${node.tag}) are not read in a ${kind}; remove it`);
      else if ('anchor' in node && node.anchor !== undefined) report(node, `anchors (&name) are not read in a ${kind}; remove it`);
    },
    Pair: (_, pair) => {
      if (isNode(pair.key) && !(isScalar(pair.key) && typeof pair.key.value === 'string')) report(pair.key, 'the name of a field must be text; put it in quotes');
    },
  });
  return problems;
}

const PATH_PART = /\.([A-Za-z_][A-Za-z0-9_-]*)|\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]/g;

/** Where the text has what a path such as `$.ladders.early[1].after` names: a field at its name; what is missing, at its parent. */
function offsetOf(document: Document.Parsed, where: string): number | undefined {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0];
  for (const [, plain, quoted, index] of where.matchAll(PATH_PART)) {
    if (index !== undefined) {
      node = isSeq(node) ? node.items[Number(index)] : undefined;
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else {
      const name = quoted === undefined ? plain : (JSON.parse(quoted) as string);
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === name) : undefined;
      if (isNode(pair?.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair?.value;
    }
    if (!isNode(node)) break;
  }
  return offset;
}
