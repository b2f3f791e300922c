import { type Document, isMap, isScalar, Scalar, visit, type YAMLError } from 'yaml';

/** A mistake in the YAML of a file, with its start and end in characters. */
export interface YamlMistake {
  span: [number, number];
  message: string;
}

type Mistake = Pick<YAMLError, 'code' | 'message' | 'pos'>;

/** The number of YAML errors to report in full: most later ones follow from the first. */
const MAX_REPORTED = 3;
const SHAPE =
  'a rule file is a YAML map with name, title, description, number, float, outcomes and text, as docs/rules.md shows';

/** The mistakes that make a parsed document unusable as a rule set: invalid YAML, or a document that is not a map. */
export function yamlMistakes(document: Document.Parsed): YamlMistake[] {
  const { contents } = document;
  // A warning is an unknown tag, whose value would be a guess.
  const errors = [
    ...document.errors,
    ...document.warnings,
    ...mergeKeys(document),
    ...roundedNumbers(document),
  ];
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null);
  if (isEmpty && errors.length === 0) return [{ span: [0, 0], message: `the file is empty: ${SHAPE}` }];
  if (!isMap(contents)) return [{ span: [0, 0], message: `this is not a rule set: ${SHAPE}` }];
  const reported = errors.slice(0, MAX_REPORTED).map((error): YamlMistake => ({
    span: error.pos,
    message: `the YAML is invalid: ${reasonOf(error)}`,
  }));
  const [firstOfRest, ...others] = errors.slice(MAX_REPORTED);
  if (!firstOfRest) return reported;
  const places = others.length === 0 ? '1 more place' : `${others.length + 1} more places`;
  const message = `the YAML is invalid in ${places}: fix the first ones, as others may follow from them`;
  return [...reported, { span: firstOfRest.pos, message }];
}

/** Keys of YAML 1.1 that merge a map into another. YAML 1.2 reads them as text. */
function mergeKeys(document: Document.Parsed): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== '<<' || key.type !== Scalar.PLAIN || !key.range) return;
      const message = 'the merge key << is not supported: write out the entries';
      found.push({ code: 'IMPOSSIBLE', message, pos: [key.range[0], key.range[1]] });
    },
  });
  return found;
}

/** Decimals with more digits than a double keeps, which would silently become other decimals. */
function roundedNumbers(document: Document.Parsed): Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Scalar: (_, { value, source = '', range }) => {
      if (typeof value !== 'number' || !Number.isFinite(value) || !range) return;
      if (digitsOf(source) === digitsOf(String(value))) return;
      const message = `${source} has too many digits and would become ${value}: use at most 15`;
      found.push({ code: 'IMPOSSIBLE', message, pos: [range[0], range[1]] });
    },
  });
  return found;
}

/** The significant digits of a decimal and the exponent of the last one, so that 1.50, 15e-1 and 0.15e1 are equal. */
function digitsOf(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const last = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === '-' ? '-' : ''}${significant}e${last}`;
}

const reasonOf = ({ code, message }: Mistake) =>
  code === 'MULTIPLE_DOCS'
    ? 'there is more than one document: keep one, and remove the line --- between them'
    : message;
