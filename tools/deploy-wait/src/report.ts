import type { Docker } from './docker';
import { taskError, type ServiceState } from './state';
import { readLastLines } from './swarm';
import type { Result } from './wait';

/** A service that has not converged, with the last output of its most recently failed task. */
export interface Failure extends Omit<ServiceState, 'failed'> {
  faults: string[];
  lastLines: string[];
}

const MAX_LINES = 20;
const MAX_FAULTS = 3;

/** Collects the task errors and the last log lines of every service that has not converged. */
export function describeFailures(docker: Docker, { services }: Result): Promise<Failure[]> {
  const unconverged = services.filter(({ state }) => state !== 'converged');
  return Promise.all(
    unconverged.map(async ({ failed, ...service }) => ({
      ...service,
      faults: [...new Set(failed.map(taskError))].slice(0, MAX_FAULTS),
      lastLines: failed[0] ? await readLastLines(docker, failed[0], MAX_LINES) : [],
    })),
  );
}

/** Formats failures for a terminal. */
export const formatText = (failures: readonly Failure[]) =>
  failures
    .map(({ name, state, detail, image, faults, lastLines }) =>
      [
        `${name}: ${state}: ${detail}`,
        `  image: ${image}`,
        ...faults.map((fault) => `  task failed: ${fault}`),
        ...lastLines.map((line) => `  | ${line}`),
      ].join('\n'),
    )
    .join('\n');

/** Formats the result of all services as JSON. */
export function formatJson({ ending, seconds, services }: Result, failures: readonly Failure[]): string {
  const all = services.map(({ name, state, image, running, wanted, detail }) => {
    const { faults = [], lastLines = [] } = failures.find((failure) => failure.name === name) ?? {};
    return { name, state, image, running, wanted, detail, faults, lastLines };
  });
  return `${JSON.stringify({ ending, seconds, services: all }, undefined, 2)}\n`;
}

/** Formats the result as JUnit XML, with one test case for each service. */
export function formatJunit(
  stack: string,
  { seconds, services }: Result,
  failures: readonly Failure[],
): string {
  const time = seconds.toFixed(1);
  const cases = services.map(({ name }) => {
    const failure = failures.find(({ name: failed }) => failed === name);
    const head = `  <testcase classname="${escapeXml(stack)}" name="${escapeXml(name)} runs as deployed" time="${time}"`;
    if (!failure) return `${head}/>`;
    return `${head}>\n    <failure message="${escapeXml(`${failure.state}: ${failure.detail}`)}">${escapeXml(formatText([failure]))}</failure>\n  </testcase>`;
  });
  const counts = `tests="${services.length}" failures="${failures.length}" time="${time}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="${escapeXml(stack)}" ${counts}>\n${cases.join('\n')}\n</testsuite>\n`;
}

/** XML 1.0 allows no control characters except tab, line feed and carriage return, not even escaped. */
const escapeXml = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
