import type { ComputedObject, RecordedObject, UnrecordedObject } from '@quartet/contracts';
import type { Value } from '../rules/language/attribute';

/** The object that a rule set makes of a number and a float; decimals are exact text. */
export interface BaseObject {
  rule: string;
  version: string;
  number: number;
  float: string;
  product: string;
  outcome: string;
  attributes: Record<string, Value>;
  text: string;
}

/** An object with its seed and index, from which it can be drawn again; only these are recorded. */
export interface DrawnObject extends BaseObject {
  id: string;
  seed: string;
  index: number;
  /** The time of the first recording, in milliseconds since 1970. */
  createdAt: number;
}

/** An object as the API returns it. */
export function toJson(object: DrawnObject | BaseObject): RecordedObject | ComputedObject {
  return 'id' in object ? recordedJson(object) : { ...common(object), verified: false };
}

export function recordedJson(object: DrawnObject): RecordedObject {
  const { id, seed, index, createdAt } = object;
  return { id, ...common(object), seed, index, verified: true, createdAt: new Date(createdAt).toISOString() };
}

/** An object that could not be recorded, with the seed and index to draw it again. */
export function unrecordedJson(object: DrawnObject): UnrecordedObject {
  const { id, seed, index } = object;
  return { id, ...common(object), seed, index, verified: true, recorded: false };
}

const common = ({ rule, version, number, float, product, outcome, attributes, text }: BaseObject) => ({
  rule,
  version,
  number,
  float: Number(float),
  product: Number(product),
  exact: { float, product },
  outcome,
  attributes,
  text,
});
