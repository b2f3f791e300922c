import { type Document, isMap, isScalar, type YAMLError } from 'yaml';

/** What is wrong with a text as YAML, with its place in characters. */
export interface YamlFault {
  span: [number, number];
  message: string;
}

/** How many places are told where the YAML is not valid: most of the others follow from them. */
const TOLD = 3;
const SHAPE =
  'a rule file is a YAML map with name, title, description, number, float, outcomes and text, as docs/rules.md shows';

/** What keeps a parsed document from being looked at as a rule set: it is of another kind, or its YAML is not valid. */
export function yamlFaults({ contents, errors }: Document.Parsed): YamlFault[] {
  const [first] = errors;
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null);
  if (isEmpty && !first) return [{ span: [0, 0], message: `the file is empty: ${SHAPE}` }];
  if (!isMap(contents)) return [{ span: [0, 0], message: `this is no rule set: ${SHAPE}` }];
  const told = errors.slice(0, TOLD).map((error): YamlFault => ({
    span: error.pos,
    message: `the YAML is not valid: ${sentenceOf(error)}`,
  }));
  const rest = errors.slice(TOLD);
  const places = `${rest.length} more ${rest.length === 1 ? 'place' : 'places'}`;
  const more = rest.slice(0, 1).map(({ pos }): YamlFault => ({
    span: pos,
    message: `the YAML is not valid in ${places}: mend the first ones, as others may follow from them`,
  }));
  return [...told, ...more];
}

const sentenceOf = ({ code, message }: YAMLError) =>
  code === 'MULTIPLE_DOCS'
    ? 'there is more than one document: keep one, and remove the line --- between them'
    : message;
