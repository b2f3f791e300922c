import { isDeepStrictEqual } from 'node:util';
import type { RecordedObject } from '@quartet/contracts';
import { drawFloat, drawNumber, floatRangeFromJson } from '@quartet/draws';
import type { CallContext } from '@quartet/service-kit/client';
import type { Services } from '../../services/services';
import { findRule } from '../../visit/draw-object';

/** Whether an object is what its seed gives, worked out here, and what the rules make of that, asked for anew. */
export async function checkAgain(
  object: RecordedObject,
  services: Services,
  context: CallContext,
): Promise<boolean> {
  const { seed, index } = object;
  const rule = await findRule(services, object, context);
  const number = drawNumber(rule.number, seed, index);
  const float = Number(drawFloat(floatRangeFromJson(rule.float), seed, index));
  const made = await services.computeObject(
    { rule: rule.name, version: rule.version, number, float },
    context,
  );
  return (['number', 'float', 'product', 'outcome', 'attributes', 'text'] as const).every((member) =>
    isDeepStrictEqual(made[member], object[member]),
  );
}
