import { errorAt, type Finding } from '../file/problem';
import type { RuleFile } from '../file/rule-file';
import type { Outcome } from '../language/program';
import { placeholders } from '../language/text';

const BUILT_IN = ['number', 'float', 'product', 'outcome'];
const OBJECT_FIELDS = [
  ...BUILT_IN,
  'id',
  'rule',
  'version',
  'seed',
  'index',
  'text',
  'verified',
  'createdAt',
];

/** Finds mistakes that show without evaluating an expression: in the order of outcomes, in texts and in formats. */
export const formFindings = (file: RuleFile, outcomes: Outcome[]): Finding[] => [
  ...orderFindings(file),
  ...placeholderFindings(file),
  ...nameFindings(file),
  ...formatFindings(file, outcomes),
];

/** The first outcome that holds wins, and the last one always holds: all others need a condition. Labels are unique. */
function orderFindings({ outcomes }: RuleFile): Finding[] {
  const labels = outcomes.map(({ label }) => label);
  return outcomes.flatMap(({ label, when }, index) => {
    const path = ['outcomes', index];
    const findings: Finding[] = [];
    if (when === undefined && index < outcomes.length - 1) {
      const message = `${label} has no "when", so no later outcome can happen: add a condition, or move it to the end`;
      findings.push(errorAt(path, message));
    }
    if (labels.indexOf(label) < index)
      findings.push(errorAt([...path, 'label'], `the label ${label} is used twice: rename one`));
    return findings;
  });
}

/** A text may use the inputs, the outcome, and the attributes that every outcome with this text has. */
function placeholderFindings({ attributes = {}, outcomes, text }: RuleFile): Finding[] {
  const known = [...BUILT_IN, ...Object.keys(attributes)];
  const check = (template: string, path: PropertyKey[], users: RuleFile['outcomes']): Finding[] => {
    const isShared = (name: string) =>
      users.every((outcome) => Object.hasOwn(outcome.attributes ?? {}, name));
    return placeholders(template)
      .filter((name) => !known.includes(name) && !isShared(name))
      .map((name) =>
        errorAt(
          path,
          `the text uses {${name}}, which is unknown: use ${known.join(', ')}, or an attribute of every outcome with this text`,
        ),
      );
  };
  const withGeneralText = outcomes.filter((outcome) => outcome.text === undefined);
  const ownTexts = outcomes.flatMap((outcome, index) =>
    outcome.text === undefined ? [] : check(outcome.text, ['outcomes', index, 'text'], [outcome]),
  );
  return [...check(text, ['text'], withGeneralText), ...ownTexts];
}

/** An attribute is a column of an export, so it cannot have the name of another column. */
function nameFindings({ attributes, outcomes }: RuleFile): Finding[] {
  const check = (own: RuleFile['attributes'], path: PropertyKey[]) =>
    Object.keys(own ?? {})
      .filter((name) => OBJECT_FIELDS.includes(name))
      .map((name) => ({
        ...errorAt([...path, name], `every object has a field ${name}: choose another name`),
        isKey: true,
      }));
  return [
    ...check(attributes, ['attributes']),
    ...outcomes.flatMap((outcome, index) => check(outcome.attributes, ['outcomes', index, 'attributes'])),
  ];
}

/** A format belongs to an input or an attribute, and only numbers have decimals. */
function formatFindings(file: RuleFile, outcomes: Outcome[]): Finding[] {
  const attributes = [file.attributes, ...file.outcomes.map((outcome) => outcome.attributes)];
  const typesOf = (name: string) =>
    outcomes.flatMap((outcome) =>
      outcome.attributes
        .filter((attribute) => attribute.name === name)
        .map(({ expression }) => expression.type),
    );
  return Object.entries(file.format ?? {}).flatMap(([name, { decimals }]) => {
    const types = ['number', 'float', 'product'].includes(name) ? ['double'] : typesOf(name);
    if (types.length === 0) {
      // The expression of a known attribute has a mistake, which is reported where it is compiled.
      if (attributes.some((own) => own && Object.hasOwn(own, name))) return [];
      const message = `there is no ${name} to format: use number, float, product or an attribute`;
      return [errorAt(['format', name], message)];
    }
    const isNumeric = types.every((type) => type === 'int' || type === 'double');
    if (decimals === undefined || isNumeric) return [];
    return [errorAt(['format', name, 'decimals'], `${name} is not a number: remove "decimals"`)];
  });
}
