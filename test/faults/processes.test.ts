import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { logResult, randomMoment } from '../crash/moments';
import { Experience } from './experience';
import { FaultySite, type ServiceName } from './site';
import { isExpected } from './visits';

type Target = ServiceName | 'database';
const TARGETS: readonly Target[] = ['frontend', 'number', 'float', 'product', 'database'];

/** Visits in the time before, during and after the fault. */
const VISITS = 120;
/** The visit with which a fault begins, and the time for which it lasts. */
const MOMENTS = { min: 10, max: 60 };
const FAULT_MS = 1_500;
/** From the end of the fault until no visit fails. MariaDB starts in about a second. */
const RECOVERY_MS = 8_000;

const batch = (path: string, items: string, item: object) => ({
  path,
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ [items]: Array.from({ length: 1_000 }, (_, index) => ({ ...item, index })) }),
});

/** Requests that need much memory. */
const LARGE_REQUESTS = {
  frontend: { path: '/api', method: 'GET' },
  number: batch('/numbers', 'draws', { min: 0, max: 1e9, seed: 'memory' }),
  float: batch('/floats', 'draws', { min: 0, max: 1, decimals: 9, seed: 'memory' }),
  product: batch('/products', 'objects', { number: 1, float: 1, seed: 'memory' }),
};

describe('A site under load', () => {
  let site: FaultySite;
  let experience: Experience;
  beforeAll(async () => {
    site = await FaultySite.start();
    experience = new Experience(site);
    await experience.expectRecovery('warm up', 40, 10_000);
  }, 60_000);
  afterAll(async () => {
    experience.close();
    await site.remove();
  }, 60_000);

  const processOf = (target: Target) =>
    target === 'database' ? site.database.server.pid : (site.services[target].child.pid ?? 0);

  const isRunning = (target: Target) => {
    if (target === 'database') return site.database.server.isRunning;
    const { exitCode, signalCode } = site.services[target].child;
    return exitCode === null && signalCode === null;
  };

  async function kill(target: Target): Promise<void> {
    if (target === 'database') await site.database.server.end('SIGKILL');
    else await site.services[target].stop('SIGKILL');
  }

  async function restart(target: Target): Promise<void> {
    if (target === 'database') await site.database.server.resume();
    else await site.restart(target);
  }

  /** Makes a process allocate memory: with the largest batches, or with connections that each need a thread. */
  async function requestMemory(target: Target): Promise<void> {
    const send = () =>
      target === 'database'
        ? site.database.server.run('select 1')
        : fetch(`${site.services[target].url}${LARGE_REQUESTS[target].path}`, LARGE_REQUESTS[target]);
    await Promise.allSettled(Array.from({ length: 50 }, send));
  }

  /** Each fault returns the function that ends it. */
  const FAULTS: Record<string, (target: Target) => Promise<() => Promise<void>>> = {
    'is killed and restarted': async (target) => {
      await kill(target);
      return () => restart(target);
    },
    'is stopped and continued': (target) => {
      process.kill(processOf(target), 'SIGSTOP');
      return Promise.resolve(() => {
        process.kill(processOf(target), 'SIGCONT');
        return Promise.resolve();
      });
    },
    'gets no more memory from the system': async (target) => {
      const pid = processOf(target);
      const [, kilobytes] = /^VmSize:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      const limit = Number(kilobytes) * 1_024;
      execFileSync('prlimit', ['--pid', String(pid), `--as=${limit}:unlimited`]);
      await requestMemory(target);
      return async () => {
        if (isRunning(target)) execFileSync('prlimit', ['--pid', String(pid), '--as=unlimited']);
        else await restart(target);
      };
    },
  };
  const cases = Object.keys(FAULTS).flatMap((fault) => TARGETS.map((target) => [target, fault] as const));

  it.each(cases)(
    'answers every visit in time, and recovers, when the %s %s',
    async (target, fault) => {
      const name = `${target} ${fault}`;
      const moment = randomMoment(name, 1, MOMENTS);
      const before = await experience.visit(`${name}, before`, moment);
      const visits = experience.visit(`${name}, during`, VISITS);
      const end = await FAULTS[fault]!(target);
      await sleep(FAULT_MS);
      await end();
      const unexpected = [...before, ...(await visits)].filter((result) => !isExpected(result));
      experience.sums.faults += 1;
      // Visitors notice when the frontend itself fails. nginx would try another replica.
      if (target !== 'frontend') {
        experience.sums.unexpected += unexpected.length;
        expect(unexpected).toEqual([]);
      }
      await experience.expectRecovery(name, 40, RECOVERY_MS);
    },
    90_000,
  );

  it('never loses, doubles or changes an object that it has shown', async () => {
    await experience.check();
    logResult(`Faults of processes: ${JSON.stringify(experience.sums)}`);
    expect(experience.sums).toMatchObject({ lost: 0, doubled: 0, different: 0, unexpected: 0 });
  });
});
