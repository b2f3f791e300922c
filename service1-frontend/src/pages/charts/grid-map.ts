import type { RuleSet } from '@quartet/contracts';
import { ServiceError } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import { LRUCache } from 'lru-cache';
import { gridChart, sampleOf } from './grid-chart';
import type { Services } from '../../services/services';

/** The maps that were drawn; a version of a rule set always has the same. */
const drawn = new LRUCache<string, ReturnType<typeof gridChart>>({ max: 100 });

/** Where in a rule set's grid which outcome is; undefined where the rules cannot be asked just now. */
export async function gridMap(rule: RuleSet, services: Services, context: CallContext) {
  const key = `${rule.name} ${rule.version}`;
  const known = drawn.get(key);
  if (known) return known;
  const sample = sampleOf(rule);
  const { name, version } = rule;
  const cells = sample.numbers.flatMap((number) =>
    sample.floats.map((float) => ({ rule: name, version, number, float })),
  );
  const objects = await services.computeObjects(cells, context).catch((error: unknown) => {
    if (error instanceof ServiceError) return undefined;
    throw error;
  });
  if (!objects) return undefined;
  const labels = rule.outcomes.map(({ label }) => label);
  const map = gridChart(
    sample,
    objects.map(({ outcome }) => labels.indexOf(outcome)),
  );
  drawn.set(key, map);
  return map;
}
