import { type Document, isPair, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { fileError, type Finding, placeOf, type RuleProblem } from './problem';
import { yamlFaults } from './yaml-faults';

/** How large a rule file may be, in bytes: far beyond what people write. */
export const MAX_FILE_BYTES = 256 * 1024;
const MAX_DEPTH = 20;
const MAX_ALIASES = 50;

/** A YAML text that parsed: its data, and where in the text each part of it stands. */
export interface ParsedFile {
  /** Maps are Maps, and whole numbers BigInts: `5` and `5.0` are of different types in expressions. */
  data: unknown;
  locate: (finding: Finding) => RuleProblem;
}

/** Parses a rule file's YAML, or tells what keeps it from that. */
export function readFile(file: string, yaml: string): ParsedFile | { problems: RuleProblem[] } {
  if (Buffer.byteLength(yaml) > MAX_FILE_BYTES) {
    return {
      problems: [
        fileError(file, `the file has more than the ${MAX_FILE_BYTES} bytes that a rule set may have`),
      ],
    };
  }
  if (yaml.includes('\0'))
    return {
      problems: [fileError(file, 'this is no text, but bytes of another kind: a rule file is YAML')],
    };
  try {
    return parse(file, yaml);
  } catch (error) {
    // The parser recurses: what is nested by the thousand ends its stack.
    return { problems: [fileError(file, `the YAML cannot be read: ${(error as Error).message}`)] };
  }
}

function parse(file: string, yaml: string): ParsedFile | { problems: RuleProblem[] } {
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
  const faults = yamlFaults(document);
  if (faults.length > 0) {
    const problems = faults.map(({ span: [start, end], message }): RuleProblem => {
      return { severity: 'error', file, ...at(start, end), place: '', message };
    });
    return { problems };
  }
  if (depthOf(document) > MAX_DEPTH) {
    return { problems: [fileError(file, `the YAML is nested more than ${MAX_DEPTH} levels deep`)] };
  }
  if (containsItself(document)) {
    return {
      problems: [fileError(file, 'the YAML has an alias of what contains it: it would go on for ever')],
    };
  }
  const locate = (finding: Finding): RuleProblem => {
    const { severity, path, message } = finding;
    const [start, end] = spanOf(document, finding, yaml);
    return { severity, file, ...at(start, end), place: placeOf(path), message };
  };
  return { data: document.toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES }) as unknown, locate };
}

function containsItself(document: Document.Parsed): boolean {
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
  // A path holds the pair of each key as well.
  return deepest / 2;
}

/** Where a finding's path leads in the text: the value there, its key, or the part at fault; for what is missing, what it is missing from. */
function spanOf(document: Document.Parsed, { path, isKey, range }: Finding, yaml: string): [number, number] {
  const node = isKey ? keyAt(document, path) : (document.getIn(path, true) as Node | null | undefined);
  if (!node?.range) {
    const outer: Finding = { severity: 'error', message: '', path: path.slice(0, -1) };
    return path.length > 0 ? spanOf(document, outer, yaml) : [0, 0];
  }
  const [start, end] = node.range;
  if (!range || !isScalar(node)) return [start, end];
  // The value as it stands in the file may be quoted; one that is folded or has escapes is pointed at as a whole.
  const offset = yaml.slice(start, end).indexOf(String(node.value));
  if (offset < 0) return [start, end];
  return [start + offset + range.start, start + offset + Math.max(range.end, range.start + 1)];
}

function keyAt(document: Document.Parsed, path: PropertyKey[]): Node | undefined {
  const parent = document.getIn(path.slice(0, -1), true) as { items?: unknown[] } | undefined;
  const isIt = (item: unknown) =>
    isPair(item) && isScalar(item.key) && String(item.key.value) === String(path.at(-1));
  return (parent?.items?.find(isIt) as { key: Node } | undefined)?.key;
}
