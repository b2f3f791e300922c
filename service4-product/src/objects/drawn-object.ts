import type { ComputedObject, RecordedObject, UnrecordedObject } from '@quartet/contracts';
import type { Value } from '../rules/language/expression';

/** What the rules made of a number and a float; decimals as exact text. */
export interface MadeObject {
  rule: string;
  version: string;
  number: number;
  float: string;
  product: string;
  outcome: string;
  attributes: Record<string, Value>;
  text: string;
}

/** An object with the draw that it came from: it can be recorded, and made again. */
export interface DrawnObject extends MadeObject {
  id: string;
  seed: string;
  index: number;
  /** When it was first recorded, in milliseconds since 1970. */
  createdAt: number;
}

/** An object as callers get it. */
export function toJson(object: DrawnObject | MadeObject): RecordedObject | ComputedObject {
  return 'id' in object ? recordedJson(object) : { ...common(object), verified: false };
}

export function recordedJson(object: DrawnObject): RecordedObject {
  const { id, seed, index, createdAt } = object;
  return { id, ...common(object), seed, index, verified: true, createdAt: new Date(createdAt).toISOString() };
}

/** An object that could not be recorded: it has all that it takes to draw it again. */
export function unrecordedJson(object: DrawnObject): UnrecordedObject {
  const { id, seed, index } = object;
  return { id, ...common(object), seed, index, verified: true, recorded: false };
}

const common = ({ rule, version, number, float, product, outcome, attributes, text }: MadeObject) => ({
  rule,
  version,
  number,
  float: Number(float),
  product: Number(product),
  outcome,
  attributes,
  text,
});
