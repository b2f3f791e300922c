import { isDeepStrictEqual } from 'node:util';
import type { RecordedObject } from '@quartet/contracts';
import { drawFloat, drawNumber, floatRangeFromJson } from '@quartet/draws';
import type { CallContext } from '@quartet/service-kit/client';
import type { Services } from '../../services/services';
import { findRule } from '../../visit/find-rule';

/** Recomputes an object from its seed and its version of the rules, and reports whether the recorded object is the same. */
export async function verifyObject(
  object: RecordedObject,
  services: Services,
  context: CallContext,
): Promise<boolean> {
  const { seed, index } = object;
  const rule = await findRule(services, object, context);
  const number = drawNumber(rule.number, seed, index);
  const float = drawFloat(floatRangeFromJson(rule.float), seed, index);
  const computed = await services.computeObject(
    { rule: rule.name, version: rule.version, number, float },
    context,
  );
  return (['number', 'float', 'product', 'outcome', 'attributes', 'text'] as const).every((member) =>
    isDeepStrictEqual(computed[member], object[member]),
  );
}
