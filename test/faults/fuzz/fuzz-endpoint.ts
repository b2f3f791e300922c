import type { OpenApi } from '../../across/open-api';
import type { Sample } from '../../across/samples';
import { HostileClient } from './client';
import { hostileRequests } from './hostile-requests';
import { findViolation } from './invariants';
import { toCommand } from './request';

/** `/rules/check` runs two checks of a second each and refuses the others with 429, so that most of them take no time. */
const CONNECTIONS = 4;
/** Violations with the same words and mutation are one finding. */
const MAX_FINDINGS = 20;

export interface Finding {
  violation: string;
  /** How many requests violated the invariant in this way. */
  requests: number;
  /** Repeats the first of them. */
  command: string;
}

export interface FuzzResult {
  findings: Finding[];
  statuses: Record<string, number>;
}

/** Sends `count` hostile requests to one endpoint and checks each answer. */
export async function fuzzEndpoint(
  { url, document }: { url: string; document: OpenApi },
  sample: Sample,
  count: number,
  seed: number,
): Promise<FuzzResult> {
  const parameters = document.paths[sample.path]?.[sample.method]?.parameters ?? [];
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const requests = hostileRequests(sample, names, count, seed);
  const client = new HostileClient(url, CONNECTIONS);
  const findings = new Map<string, Finding>();
  const statuses: Record<string, number> = {};
  const sendAll = async () => {
    for (const request of requests) {
      const answer = await client.send(request);
      const status = 'failure' in answer ? 'none' : answer.status;
      statuses[status] = (statuses[status] ?? 0) + 1;
      const violation = findViolation(document, request, answer);
      if (violation === undefined) continue;
      const key = `${request.mutation} ${violation.slice(0, 60)}`;
      const finding = findings.get(key);
      if (finding) finding.requests += 1;
      else if (findings.size < MAX_FINDINGS)
        findings.set(key, {
          violation: `${request.mutation}: ${violation}`,
          requests: 1,
          command: toCommand(url, request),
        });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sendAll));
  client.close();
  return { findings: [...findings.values()], statuses };
}
