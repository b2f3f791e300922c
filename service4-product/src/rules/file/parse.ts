import { type Document, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { invalidUtf8 } from './decode';
import { fileError, type Finding, placeOf, type RuleProblem } from './problem';
import { yamlMistakes } from './yaml-errors';

/** The largest size of a rule file in bytes: far more than people write. */
export const MAX_FILE_BYTES = 256 * 1024;
const MAX_DEPTH = 20;
const MAX_ALIASES = 50;

/** A rule file whose YAML is valid. */
export interface ParsedFile {
  /** Maps are Maps, and whole numbers are BigInts, since `5` and `5.0` have different types in expressions. */
  data: unknown;
  /** Adds the line and column of a finding. */
  locate: (finding: Finding) => RuleProblem;
}

type Result = ParsedFile | { problems: RuleProblem[] };

/** Parses a rule file's YAML, or returns the problems that prevent it. */
export function parseRuleFile(file: string, yaml: string): Result {
  const bytes = Buffer.byteLength(yaml);
  if (bytes > MAX_FILE_BYTES)
    return failure(file, `the file must have at most ${MAX_FILE_BYTES} bytes, got ${bytes}`);
  const invalidLine = invalidUtf8(yaml);
  if (invalidLine !== undefined)
    return { problems: [fileError(file, 'this line is not UTF-8: save the file as UTF-8', invalidLine)] };
  if (yaml.includes('\0')) return failure(file, 'this is a binary file, not text: a rule file is YAML');
  try {
    return parse(file, yaml);
  } catch (error) {
    // The parser recurses, so thousands of nested collections exceed the stack.
    return failure(file, `the YAML cannot be parsed: ${(error as Error).message}`);
  }
}

const failure = (file: string, message: string): Result => ({ problems: [fileError(file, message)] });

function parse(file: string, yaml: string): Result {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, intAsBigInt: true });
  const at = (start: number, end: number) => {
    const { line, col } = lines.linePos(start);
    return {
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      excerpt: yaml.slice(start, end).split('\n')[0] ?? '',
    };
  };
  const mistakes = yamlMistakes(document);
  if (mistakes.length > 0) {
    const problems = mistakes.map(({ span: [start, end], message }): RuleProblem => {
      return { severity: 'error', file, ...at(start, end), place: '', message };
    });
    return { problems };
  }
  if (depthOf(document) > MAX_DEPTH)
    return failure(file, `the YAML is nested more than ${MAX_DEPTH} levels deep: flatten it`);
  if (hasCircularAlias(document))
    return failure(file, 'the YAML has an alias of a collection that contains it: remove the alias');
  const locate = (finding: Finding): RuleProblem => {
    const { severity, path, message } = finding;
    const [start, end] = spanOf(document, finding, yaml);
    return { severity, file, ...at(start, end), place: placeOf(path), message };
  };
  return { data: document.toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES }) as unknown, locate };
}

function hasCircularAlias(document: Document.Parsed): boolean {
  let found = false;
  visit(document, {
    Alias: (_key, alias, path) => {
      const target = alias.resolve(document);
      found ||= path.some((ancestor) => ancestor === target);
    },
  });
  return found;
}

function depthOf(document: Document.Parsed): number {
  let deepest = 0;
  visit(document, {
    Collection: (_key, _node, path) => {
      deepest = Math.max(deepest, path.length);
    },
  });
  // A path also has a pair for each key.
  return deepest / 2;
}

/** The span of a finding in the text, in characters: of its value, its key, or a part of the value; if it is missing, of its parent. */
function spanOf(document: Document.Parsed, { path, isKey, range }: Finding, yaml: string): [number, number] {
  const node = isKey ? keyAt(document, path) : (document.getIn(path, true) as Node | null | undefined);
  if (!node?.range) {
    const parent: Finding = { severity: 'error', message: '', path: path.slice(0, -1) };
    return path.length > 0 ? spanOf(document, parent, yaml) : [0, 0];
  }
  const [start, end] = node.range;
  if (!range || !isScalar(node)) return [start, end];
  // A quoted value starts after its quote. A folded or escaped value differs from its source, so its whole span is used.
  const offset = yaml.slice(start, end).indexOf(String(node.value));
  if (offset < 0) return [start, end];
  return [start + offset + range.start, start + offset + Math.max(range.end, range.start + 1)];
}

function keyAt(document: Document.Parsed, path: PropertyKey[]): Node | undefined {
  const parent = document.getIn(path.slice(0, -1), true) as { items?: unknown[] } | undefined;
  const hasKey = (item: unknown) =>
    isPair(item) && isScalar(item.key) && String(item.key.value) === String(path.at(-1));
  return (parent?.items?.find(hasKey) as { key: Node } | undefined)?.key;
}
