import { errorAt, type Finding } from '../file/problem';
import type { Outcome } from './program';
import type { RuleFile } from '../file/rule-file';
import { placeholders } from './text';

const BUILT_IN = ['number', 'float', 'product', 'outcome'];

/** The first outcome that holds wins and the last one always holds: so each but the last has a condition, and labels are all different. */
export function orderFindings({ outcomes }: RuleFile): Finding[] {
  const labels = outcomes.map(({ label }) => label);
  return outcomes.flatMap(({ label, when }, index) => {
    const path = ['outcomes', index];
    const early = when === undefined && index < outcomes.length - 1;
    return [
      ...(early
        ? [
            errorAt(
              path,
              `${label} has no "when", so no later outcome can happen: give it one, or move it to the end`,
            ),
          ]
        : []),
      ...(labels.indexOf(label) < index
        ? [errorAt([...path, 'label'], `the label ${label} is used twice: rename one`)]
        : []),
    ];
  });
}

/** A text may ask for inputs, the outcome, and attributes that every outcome which uses the text has. */
export function placeholderFindings({ attributes = {}, outcomes, text }: RuleFile): Finding[] {
  const check = (template: string, path: PropertyKey[], users: RuleFile['outcomes']): Finding[] => {
    const everywhere = (name: string) =>
      name in attributes || users.every((outcome) => name in (outcome.attributes ?? {}));
    const known = [...BUILT_IN, ...Object.keys(attributes)];
    return placeholders(template)
      .filter((name) => !known.includes(name) && !everywhere(name))
      .map((name) =>
        errorAt(
          path,
          `the text asks for {${name}}; known are ${known.join(', ')}, and attributes of every outcome that uses it`,
        ),
      );
  };
  const general = outcomes.filter((outcome) => outcome.text === undefined);
  const own = outcomes.flatMap((outcome, index) =>
    outcome.text === undefined ? [] : check(outcome.text, ['outcomes', index, 'text'], [outcome]),
  );
  return [...check(text, ['text'], general), ...own];
}

/** A format is for an input or an attribute, and decimals are for numbers. */
export function formatFindings(file: RuleFile, outcomes: Outcome[]): Finding[] {
  const { format = {} } = file;
  const typesOf = (name: string) =>
    outcomes.flatMap(({ attributes }) =>
      attributes.filter((attribute) => attribute.name === name).map(({ expression }) => expression.type),
    );
  return Object.entries(format).flatMap(([name, { decimals }]) => {
    const types = name === 'number' || name === 'float' || name === 'product' ? ['double'] : typesOf(name);
    const isAttribute = [file.attributes, ...file.outcomes.map((outcome) => outcome.attributes)].some(
      (own) => own && name in own,
    );
    if (types.length === 0 && isAttribute) return [];
    if (types.length === 0)
      return [
        errorAt(
          ['format', name],
          `there is no ${name} to format: name number, float, product or an attribute`,
        ),
      ];
    const numeric = types.every((type) => type === 'int' || type === 'double');
    if (decimals === undefined || numeric) return [];
    return [
      errorAt(['format', name, 'decimals'], `${name} is not a number, so it has no decimals: remove them`),
    ];
  });
}
