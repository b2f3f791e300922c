import fc from 'fast-check';
import type { Sample } from '../../across/samples';
import { bodyMutations } from './body-mutations';
import { build, validParts } from './endpoint';
import { headerMutations } from './header-mutations';
import { pathMutations } from './path-mutations';
import { queryMutations } from './query-mutations';
import { rawRequests } from './raw-requests';
import type { HostileRequest } from './request';

/** Few enough that the large ones fit in memory. */
const BATCH = 250;

/** Requests to one endpoint, each valid but for one mutation. The same seed gives the same requests. */
export function* hostileRequests(
  sample: Sample,
  parameters: string[],
  count: number,
  seed: number,
): Generator<HostileRequest> {
  const valid = validParts(sample);
  const requests = fc.oneof(
    { weight: 1, arbitrary: fc.constant(build('none', valid)) },
    { weight: parameters.length > 0 ? 8 : 2, arbitrary: queryMutations(valid, parameters) },
    { weight: sample.url ? 6 : 3, arbitrary: pathMutations(valid, sample.path) },
    { weight: 6, arbitrary: headerMutations(valid) },
    { weight: sample.method === 'post' ? 12 : 1, arbitrary: bodyMutations(valid, sample) },
    { weight: 3, arbitrary: rawRequests(valid) },
  );
  for (let sent = 0; sent < count; sent += BATCH)
    yield* fc.sample(requests, { numRuns: Math.min(BATCH, count - sent), seed: seed + sent });
}
