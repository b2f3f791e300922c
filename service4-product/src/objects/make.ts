import type { ProductRequest } from '@quartet/contracts';
import { decimalGrid, drawFloat, drawNumber, formatStep, parseStep } from '@quartet/draws';
import { exactProduct } from '../decimals';
import type { RuleSet } from '../rules/book/rule-set';
import type { Rulebook } from '../rules/book/rulebook';
import type { DrawnObject, BaseObject } from './drawn-object';
import { objectId } from './identity';

/** A field of a request that does not fit the rule set or the seed, and the reason. */
export interface InvalidDraw {
  field: 'rule' | 'version' | 'number' | 'float';
  detail: string;
}

/** Makes the object for a request, or returns every mistake in it. `now` is the object's time, in milliseconds since 1970. */
export async function makeObject(
  rulebook: Rulebook,
  request: ProductRequest,
  now: number,
): Promise<BaseObject | DrawnObject | InvalidDraw[]> {
  const { rule, version } = request;
  const current = rulebook.find(rule);
  // Old versions remain available, also those of a removed rule set, so that every draw can be repeated.
  const ruleSet = version === undefined ? current : await rulebook.findVersion(rule, version);
  if (ruleSet) return makeBy(ruleSet, request, now);
  if (!current) {
    return [{ field: 'rule', detail: `rule ${rule} is not known; known are ${rulebook.names.join(', ')}` }];
  }
  return [
    {
      field: 'version',
      detail: `version ${version ?? ''} of rule ${rule} is not known; the current one is ${current.version}`,
    },
  ];
}

function makeBy(
  ruleSet: RuleSet,
  request: ProductRequest,
  now: number,
): BaseObject | DrawnObject | InvalidDraw[] {
  const { seed, index = 0 } = request;
  const { name, version, number, float } = ruleSet;
  if (seed === undefined) {
    const invalid = [...checkNumber(ruleSet, request.number), ...checkFloat(ruleSet, request.float)];
    return invalid.length > 0 ? invalid : apply(ruleSet, request.number, request.float);
  }
  const drawn = { number: drawNumber(number, seed, index), float: drawFloat(float, seed, index) };
  const invalid = [
    ...checkNumber(ruleSet, request.number, drawn.number),
    ...checkFloat(ruleSet, request.float, drawn.float),
  ];
  if (invalid.length > 0) return invalid;
  const made = apply(ruleSet, drawn.number, drawn.float);
  return { id: objectId(name, version, seed, index), ...made, seed, index, createdAt: now };
}

function apply(ruleSet: RuleSet, number: number, floatText: string): BaseObject {
  const { name, version, float } = ruleSet;
  const step = parseStep(floatText, float.decimals) ?? 0;
  const exactFloat = formatStep(step, float.decimals);
  const product = exactProduct(number, step, float.decimals);
  return {
    rule: name,
    version,
    number,
    float: exactFloat,
    product,
    ...ruleSet.decide(number, exactFloat, product),
  };
}

/** Checks that a number is in the rule set's range and is the number that the seed draws. */
function checkNumber(ruleSet: RuleSet, number: number, drawn = number): InvalidDraw[] {
  const { min, max } = ruleSet.number;
  if (number < min || number > max) {
    return [
      {
        field: 'number',
        detail: `number must be from ${min} to ${max} for rule ${ruleSet.name}, got ${number}`,
      },
    ];
  }
  if (drawn === number) return [];
  return [{ field: 'number', detail: `number is ${number}, but this seed and index draw ${drawn}` }];
}

/** Checks that a decimal is in the rule set's range and is the decimal that the seed draws. */
function checkFloat(ruleSet: RuleSet, float: string, drawn = float): InvalidDraw[] {
  const { min, max, decimals } = ruleSet.float;
  const grid = decimalGrid(ruleSet.float);
  const step = parseStep(float, decimals);
  if (step === undefined || step < grid.first || step > grid.last) {
    const places = decimals === 1 ? '1 decimal place' : `${decimals} decimal places`;
    const detail = `float must be from ${min} to ${max} with at most ${places} for rule ${ruleSet.name}, got ${float}`;
    return [{ field: 'float', detail }];
  }
  // On the finest grids two decimals may round to the same JSON number, which then matches both.
  if (parseStep(drawn, decimals) === step || Number(drawn) === Number(float)) return [];
  return [{ field: 'float', detail: `float is ${float}, but this seed and index draw ${drawn}` }];
}
