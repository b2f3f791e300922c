import type { RuleSet } from '@quartet/contracts';
import { ServiceError } from '@quartet/service-kit';
import type { CallContext } from '@quartet/service-kit/client';
import { LRUCache } from 'lru-cache';
import type { Services } from '../../services/services';
import { gridChart, sampleGrid } from './grid-chart';

/** Charts by rule set and version. A version never changes, so neither does its chart. */
const cache = new LRUCache<string, ReturnType<typeof gridChart>>({ max: 100 });

/** The grid chart of a rule set, or undefined if the product service cannot compute the outcomes. */
export async function loadGridChart(rule: RuleSet, services: Services, context: CallContext) {
  const key = `${rule.name} ${rule.version}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const sample = sampleGrid(rule);
  const { name, version } = rule;
  const draws = sample.numbers.flatMap((number) =>
    sample.floats.map((float) => ({ rule: name, version, number, float })),
  );
  const objects = await services.computeObjects(draws, context).catch((error: unknown) => {
    if (error instanceof ServiceError) return undefined;
    throw error;
  });
  if (!objects) return undefined;
  const labels = rule.outcomes.map(({ label }) => label);
  const chart = gridChart(
    sample,
    objects.map(({ outcome }) => labels.indexOf(outcome)),
  );
  cache.set(key, chart);
  return chart;
}
