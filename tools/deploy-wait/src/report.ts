import type { Docker } from './docker';
import { faultOf, type ServiceState } from './state';
import { lastLines } from './swarm';
import type { Result } from './wait';

/** A service that is not as it was deployed, with what its latest failed task said last. */
export interface Failure extends Omit<ServiceState, 'failed'> {
  faults: string[];
  lastLines: string[];
}

const LINES = 20;
const FAULTS = 3;

/** What is wrong with the services that have not converged. */
export function failuresOf(docker: Docker, { services }: Result): Promise<Failure[]> {
  const missing = services.filter(({ state }) => state !== 'converged');
  return Promise.all(
    missing.map(async ({ failed, ...service }) => ({
      ...service,
      faults: [...new Set(failed.map(faultOf))].slice(0, FAULTS),
      lastLines: failed[0] ? await lastLines(docker, failed[0], LINES) : [],
    })),
  );
}

/** For people: what is wrong, and what was said last. */
export const textOf = (failures: readonly Failure[]) =>
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

export function jsonOf({ ending, seconds, services }: Result, failures: readonly Failure[]): string {
  const all = services.map(({ name, state, image, running, wanted, detail }) => {
    const { faults = [], lastLines = [] } = failures.find((failure) => failure.name === name) ?? {};
    return { name, state, image, running, wanted, detail, faults, lastLines };
  });
  return `${JSON.stringify({ ending, seconds, services: all }, undefined, 2)}\n`;
}

/** The form in which build servers read test results; a service is a test. */
export function junitOf(stack: string, { seconds, services }: Result, failures: readonly Failure[]): string {
  const time = seconds.toFixed(1);
  const cases = services.map(({ name }) => {
    const failure = failures.find((one) => one.name === name);
    const head = `  <testcase classname="${escaped(stack)}" name="${escaped(name)} runs as deployed" time="${time}"`;
    if (!failure) return `${head}/>`;
    return `${head}>\n    <failure message="${escaped(`${failure.state}: ${failure.detail}`)}">${escaped(textOf([failure]))}</failure>\n  </testcase>`;
  });
  const counts = `tests="${services.length}" failures="${failures.length}" time="${time}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="${escaped(stack)}" ${counts}>\n${cases.join('\n')}\n</testsuite>\n`;
}

/** XML 1.0 knows no control characters other than these three, not even escaped. */
const escaped = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
