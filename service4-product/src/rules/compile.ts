import { checkNumberRange, decimalGrid, DrawError, type FloatRange } from '@quartet/draws';
import { compileAttribute, compileCondition } from './expression';
import { type Mistake, type RuleFile } from './rule-file';
import { type Outcome, RuleSet } from './rule-set';
import { placeholders } from './text';
import { versionOf } from './version';

/** A rule set ready to decide, or all the mistakes that keep it from that. */
export function compileRules(file: RuleFile): { ruleSet: RuleSet } | { mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const attempt = <T>(path: PropertyKey[], make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      const place = error instanceof DrawError ? [...path, error.parameter] : path;
      mistakes.push({ path: place, message: (error as Error).message });
      return undefined;
    }
  };
  const float: FloatRange = { ...file.float, min: digits(file.float.min), max: digits(file.float.max) };
  attempt(['number'], () => {
    checkNumberRange(file.number);
  });
  attempt(['float'], () => decimalGrid(float));

  const compileAll = (attributes: Record<string, string> = {}, path: PropertyKey[]) =>
    Object.entries(attributes).flatMap(([name, source]) => {
      const evaluate = attempt([...path, name], () => compileAttribute(source));
      return evaluate ? [{ name, evaluate }] : [];
    });
  const shared = compileAll(file.attributes, ['attributes']);
  const outcomes = file.outcomes.map(({ label, when, attributes }, index): Outcome => {
    const path = ['outcomes', index];
    const condition =
      when === undefined ? undefined : attempt([...path, 'when'], () => compileCondition(when));
    const own = compileAll(attributes, [...path, 'attributes']);
    return { label, when, condition: condition ?? (() => true), attributes: [...shared, ...own] };
  });
  mistakes.push(...orderMistakes(file), ...placeholderMistakes(file));
  if (mistakes.length > 0) return { mistakes };
  return { ruleSet: new RuleSet({ ...file, float, outcomes, version: versionOf(file) }) };
}

/** The first outcome that holds wins and the last one always holds: so exactly the last has no condition. */
function orderMistakes({ outcomes }: RuleFile): Mistake[] {
  const labels = outcomes.map(({ label }) => label);
  return outcomes.flatMap(({ label, when }, index): Mistake[] => {
    const path = ['outcomes', index];
    const last = index === outcomes.length - 1;
    const mistakes: Mistake[] = [];
    if (last && when !== undefined) {
      mistakes.push({
        path: [...path, 'when'],
        message: 'the last outcome takes what is left: remove its "when"',
      });
    }
    if (!last && when === undefined) {
      mistakes.push({ path, message: `outcome ${label} has no "when", so no later one can happen: add one` });
    }
    if (labels.indexOf(label) < index) {
      mistakes.push({ path: [...path, 'label'], message: `the label ${label} is used twice: rename one` });
    }
    return mistakes;
  });
}

function placeholderMistakes({ attributes = {}, outcomes, text }: RuleFile): Mistake[] {
  // Only what every outcome has can stand in the text of all.
  const everywhere = (name: string) =>
    name in attributes || outcomes.every((outcome) => name in (outcome.attributes ?? {}));
  const known = ['number', 'float', 'product', 'outcome'];
  return placeholders(text)
    .filter((name) => !known.includes(name) && !everywhere(name))
    .map((name) => ({
      path: ['text'],
      message: `the text asks for {${name}}, but knows only ${known.join(', ')} and attributes that every outcome has`,
    }));
}

/** A number of a YAML file in plain digits: small ones print themselves with an exponent. */
const digits = (value: number) =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
