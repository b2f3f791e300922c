import type { Docker } from '../src/docker';
import { Progress } from '../src/progress';
import { describeFailures, formatJson, formatJunit, formatText } from '../src/report';
import type { ServiceState } from '../src/state';
import type { Result } from '../src/wait';
import { aFailedTask } from './fixture';

const CONVERGED: ServiceState = {
  name: 'web',
  state: 'converged',
  image: 'web:2',
  running: 2,
  outdated: 0,
  wanted: 2,
  detail: '',
  failed: [],
};

const ROLLED_BACK: ServiceState = {
  ...CONVERGED,
  name: 'api',
  state: 'rolled back',
  image: 'api:1',
  detail: 'rollback completed',
  failed: [
    aFailedTask('two', 2, { Err: 'exit (7)' }),
    aFailedTask('one', 1, { Err: 'exit (7)' }),
    aFailedTask('zero', 0, { Err: 'no such image' }),
  ],
};

const RESULT: Result = { ending: 'rolled back', seconds: 12.34, services: [CONVERGED, ROLLED_BACK] };

const FAILURE = {
  name: 'api',
  state: 'rolled back',
  image: 'api:1',
  running: 2,
  outdated: 0,
  wanted: 2,
  detail: 'rollback completed',
  faults: ['exit (7)', 'no such image'],
  lastLines: ['bad <setting> & \u0007', 'stopped'],
} as const;

const failures = [{ ...FAILURE, faults: [...FAILURE.faults], lastLines: [...FAILURE.lastLines] }];

describe('describeFailures', () => {
  it('lists the unconverged services with distinct errors and the log of the last failed task', async () => {
    const calls: string[] = [];
    const docker: Docker = (args, streams) => {
      calls.push(`${args.join(' ')} (${streams})`);
      return Promise.resolve('bad <setting> & \u0007\nstopped\n');
    };
    expect(await describeFailures(docker, RESULT)).toEqual(failures);
    expect(calls).toEqual(['service logs --raw --tail 20 two (both)']);
  });

  it('has no lines when Docker no longer has the log, or no task failed', async () => {
    const docker: Docker = () => Promise.reject(new Error('no such task'));
    const untouched = { ...ROLLED_BACK, name: 'db', failed: [] };
    const described = await describeFailures(docker, { ...RESULT, services: [ROLLED_BACK, untouched] });
    expect(described.map(({ lastLines }) => lastLines)).toEqual([[], []]);
  });
});

describe('The reports', () => {
  it('show errors and lines as text', () => {
    expect(formatText(failures)).toBe(
      [
        'api: rolled back: rollback completed',
        '  image: api:1',
        '  task failed: exit (7)',
        '  task failed: no such image',
        '  | bad <setting> & \u0007',
        '  | stopped',
      ].join('\n'),
    );
  });

  it('have every service in JSON', () => {
    const { name, state, image, running, wanted, detail, faults, lastLines } = FAILURE;
    expect(JSON.parse(formatJson(RESULT, failures))).toEqual({
      ending: 'rolled back',
      seconds: 12.34,
      services: [
        {
          name: 'web',
          state: 'converged',
          image: 'web:2',
          running: 2,
          wanted: 2,
          detail: '',
          faults: [],
          lastLines: [],
        },
        { name, state, image, running, wanted, detail, faults, lastLines },
      ],
    });
  });

  it('have a test case for every service in JUnit XML, with escaped text', () => {
    const xml = formatJunit('shop', RESULT, failures);
    expect(xml).toContain('<testsuite name="shop" tests="2" failures="1" time="12.3">');
    expect(xml).toContain('  <testcase classname="shop" name="web runs as deployed" time="12.3"/>\n');
    expect(xml).toContain('<failure message="rolled back: rollback completed">');
    expect(xml).toContain('  | bad &#60;setting&#62; &#38; \uFFFD\n');
  });
});

describe('Progress', () => {
  it('prints a service again only when its line has changed', () => {
    const lines: string[] = [];
    const progress = new Progress((line) => lines.push(line));
    const starting: ServiceState = {
      ...CONVERGED,
      state: 'converging',
      running: 1,
      detail: '1 of 2 tasks running',
    };
    progress.show([starting], 0.2);
    progress.show([starting], 1.3);
    progress.show([CONVERGED], 2.4);
    expect(lines).toEqual(['   0 s  web 1/2 converging: 1 of 2 tasks running', '   2 s  web 2/2 converged']);
  });
});
