import type { ProductRequest } from '@quartet/contracts';
import { decimalGrid, drawFloat, drawNumber, formatStep, parseStep } from '@quartet/draws';
import type { RuleSet } from '../rules/book/rule-set';
import type { Rulebook } from '../rules/book/rulebook';
import type { DrawnObject, MadeObject } from './drawn-object';
import { objectId } from './identity';
import { exactProduct } from './product';

/** A field of a request that keeps an object from being made, and why. */
export interface Refusal {
  field: 'rule' | 'version' | 'number' | 'float';
  detail: string;
}

/** Makes the object that a request asks for, or says all that is wrong with it. `now` becomes its time, where it can be recorded. */
export async function makeObject(
  rulebook: Rulebook,
  request: ProductRequest,
  now: number,
): Promise<MadeObject | DrawnObject | Refusal[]> {
  const { rule, version } = request;
  const current = rulebook.find(rule);
  // An old version stays, also of a rule set that is gone: what was drawn by it can be drawn again.
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
): MadeObject | DrawnObject | Refusal[] {
  const { seed, index = 0 } = request;
  const { name, version, number, float } = ruleSet;
  if (seed === undefined) {
    const refusals = [...numberRefusals(ruleSet, request.number), ...floatRefusals(ruleSet, request.float)];
    return refusals.length > 0 ? refusals : apply(ruleSet, request.number, request.float);
  }
  const drawn = { number: drawNumber(number, seed, index), float: drawFloat(float, seed, index) };
  const refusals = [
    ...numberRefusals(ruleSet, request.number, drawn.number),
    ...floatRefusals(ruleSet, request.float, drawn.float),
  ];
  if (refusals.length > 0) return refusals;
  const made = apply(ruleSet, drawn.number, drawn.float);
  return { id: objectId(name, version, seed, index), ...made, seed, index, createdAt: now };
}

function apply(ruleSet: RuleSet, number: number, floatText: string): MadeObject {
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

/** Why a number is none of the rule's, or not the one that the seed draws. */
function numberRefusals(ruleSet: RuleSet, number: number, drawn = number): Refusal[] {
  const { min, max } = ruleSet.number;
  if (number < min || number > max) {
    return [
      {
        field: 'number',
        detail: `number must be from ${min} to ${max} for rule ${ruleSet.name}, not ${number}`,
      },
    ];
  }
  if (drawn === number) return [];
  return [{ field: 'number', detail: `number is ${number}, but this seed and index draw ${drawn}` }];
}

/** Why a decimal is none of the rule's, or not the one that the seed draws. */
function floatRefusals(ruleSet: RuleSet, float: string, drawn = float): Refusal[] {
  const { min, max, decimals } = ruleSet.float;
  const grid = decimalGrid(ruleSet.float);
  const step = parseStep(float, decimals);
  if (step === undefined || step < grid.first || step > grid.last) {
    const places = decimals === 1 ? '1 decimal place' : `${decimals} decimal places`;
    const detail = `float must be from ${min} to ${max} with at most ${places} for rule ${ruleSet.name}, not ${float}`;
    return [{ field: 'float', detail }];
  }
  // On the finest grids two decimals may share their nearest JSON number: what came as one can claim either.
  if (parseStep(drawn, decimals) === step || Number(drawn) === Number(float)) return [];
  return [{ field: 'float', detail: `float is ${float}, but this seed and index draw ${drawn}` }];
}
