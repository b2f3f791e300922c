import { subjects } from '../across/samples';
import { fuzzEndpoint, type Finding } from './fuzz/fuzz-endpoint';
import { residentMemory, type Site, startSite } from './fuzz/services';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 1_000);
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Per endpoint, so that code is compiled and caches are full before the first measurement. */
const WARM_UP_REQUESTS = 100;
/** Garbage and buffers of the largest requests took up to 75 MiB. A leak grows with FUZZ_REQUESTS. */
const MAX_GROWTH_BYTES = 160 * 1024 * 1024;

const endpoints = subjects.flatMap(({ service, samples }) =>
  samples.map((sample) => ({ service, ...sample })),
);
const report = (findings: Finding[]) =>
  findings
    .map(({ violation, requests, command }) => `${violation} (${requests} requests)\n  ${command}\n`)
    .join('\n');

const print = (line: string) => process.stderr.write(`${line}\n`);

describe('Hostile requests', () => {
  let site: Site;
  const memoryAfterWarmUp: Record<string, number> = {};

  beforeAll(async () => {
    print(`FUZZ_SEED=${SEED} FUZZ_REQUESTS=${REQUESTS}`);
    site = await startSite();
    for (const { service, ...sample } of endpoints)
      await fuzzEndpoint(site.services[service]!, sample, WARM_UP_REQUESTS, SEED - 1);
    for (const [name, service] of Object.entries(site.services))
      memoryAfterWarmUp[name] = await residentMemory(service);
  }, 600_000);
  afterAll(() => site.stop());

  it.each(endpoints)(
    'find no fault in $method $path of the $service service',
    async ({ service, ...sample }) => {
      const result = await fuzzEndpoint(site.services[service]!, sample, REQUESTS, SEED);
      print(`${service} ${sample.method} ${sample.path}: ${JSON.stringify(result.statuses)}`);
      expect(report(result.findings)).toBe('');
    },
    30_000 + REQUESTS * 100,
  );

  it.each(subjects)('leave the memory of the $service service as it was', async ({ service }) => {
    const growth = (await residentMemory(site.services[service]!)) - memoryAfterWarmUp[service]!;
    print(`${service} grew by ${Math.round(growth / 2 ** 20)} MiB`);
    expect(growth).toBeLessThan(MAX_GROWTH_BYTES);
  });
});
