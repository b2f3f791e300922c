import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDocker, type Docker } from '../../tools/deploy-wait/src/docker';
import { readSnapshot } from '../../tools/deploy-wait/src/swarm';
import { LOAD_TYPESCRIPT } from '../../packages/service-kit/test/fixture';
import { ROOT } from '../containers/support/docker';
import { deploy, initSwarm, leaveSwarm, OTHER_STACK, STACK } from './stack';

const MAIN = join(ROOT, 'tools/deploy-wait/src/main.ts');
const REPORTS = join(ROOT, 'test-output');

/** Runs `deploy-wait` and returns its exit code and output. */
function wait(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: unknown; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env } };
    execFile(process.execPath, [...LOAD_TYPESCRIPT, MAIN, ...args], options, (error, out, err) => {
      resolve({ code: error?.code ?? 0, out, err });
    });
  });
}

beforeAll(initSwarm);
afterAll(leaveSwarm);

describe('deploy:wait', () => {
  it('prints the progress of a new stack and exits with 0 when all services run', async () => {
    await deploy('good');
    const { code, out, err } = await wait([STACK, '--deadline', '60', '--image', 'web=node:24-trixie-slim']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      / s {2}web 0\/2 converging: 0 of 2 tasks running\n(.*\n)* +\d+ s {2}web 2\/2 converged\nwaited runs as deployed, after \d+ s.\n$/,
    );
  });

  it('queries the Docker of another machine through the shell command of --over', async () => {
    const other = await wait([STACK, '--over', 'env DOCKER_HOST=tcp://127.0.0.1:1 sh -c']);
    expect([other.code, other.err]).toEqual([1, expect.stringMatching(/127\.0\.0\.1:1/)]);
    const { code, out } = await wait([STACK, '--over', 'sh -c', '--deadline', '60']);
    expect([code, out]).toEqual([0, expect.stringMatching(/web 2\/2 converged/)]);
  });

  it('waits until the monitoring period of an update is over', async () => {
    await deploy('better');
    const { code, out } = await wait([STACK, '--deadline', '60']);
    expect(code).toBe(0);
    expect(out).toMatch(/converging/);
  });

  it('waits until surplus tasks are shut down after scaling in', async () => {
    await deploy('better', STACK, 4);
    expect((await wait([STACK, '--deadline', '60'])).code).toBe(0);
    await deploy('better', STACK, 1);
    const { code, out } = await wait([STACK, '--deadline', '60']);
    expect([code, out]).toEqual([0, expect.stringMatching(/web 1\/1 converged\n.*\n$/)]);
    await deploy('better');
    expect((await wait([STACK, '--deadline', '60'])).code).toBe(0);
  });

  it('exits with 3 and reports the last output of the new version when the Swarm rolls back', async () => {
    await deploy('sick');
    const reports = ['--json', join(REPORTS, 'wait.json'), '--junit', join(REPORTS, 'wait.xml')];
    const { code, err } = await wait([STACK, '--deadline', '60', ...reports]);
    expect(code).toBe(3);
    expect(err).toMatch(/web: rolled back: rollback completed/);
    expect(err).toMatch(/ \| I feel sick\n/);
    const { ending, services } = JSON.parse(readFileSync(join(REPORTS, 'wait.json'), 'utf8')) as {
      ending: string;
      services: unknown[];
    };
    expect([ending, services]).toEqual([
      'rolled back',
      [expect.objectContaining({ name: 'web', state: 'rolled back', lastLines: ['I feel sick'] })],
    ]);
    expect(readFileSync(join(REPORTS, 'wait.xml'), 'utf8')).toMatch(
      /<testsuite name="waited" tests="1" failures="1" .*<failure message="rolled back: rollback/s,
    );
  });

  it('retries the snapshot when the Swarm removes a task between listing and inspecting it', async () => {
    const real = createDocker();
    let unknownTask = 'gone';
    const docker: Docker = (args, streams) => {
      const actualArgs = args.includes('task') && unknownTask ? [...args, unknownTask] : args;
      if (args.includes('task')) unknownTask = '';
      return real(actualArgs, streams);
    };
    expect((await readSnapshot(docker, STACK)).tasks.length).toBeGreaterThan(0);
    expect(unknownTask).toBe('');
  });

  it('exits with 3 when a service does not run the expected image', async () => {
    await deploy('good');
    expect((await wait([STACK, '--deadline', '60'])).code).toBe(0);
    const { code, err } = await wait([STACK, '--image', 'web=node:99']);
    expect(code).toBe(3);
    expect(err).toContain('the image is node:24-trixie-slim');
  });

  it('exits with 4 and reports why tasks failed when the deadline has passed', async () => {
    await deploy('broken', OTHER_STACK);
    const { code, err } = await wait([OTHER_STACK, '--deadline', '8']);
    expect([code, err]).toEqual([
      4,
      expect.stringContaining('web: converging: 0 of 2 tasks running; last failure: task: non-zero exit (7)'),
    ]);
    expect(err).toContain('  | no such setting: COLOUR\n');
  });

  it('exits with 1 and an error when the stack does not exist or Docker does not answer', async () => {
    expect(await wait(['nope'])).toEqual({
      code: 1,
      out: '',
      err: 'There is no stack nope on this Swarm.\n',
    });
    const unavailable = await wait([STACK], { DOCKER_HOST: 'tcp://127.0.0.1:1' });
    expect([unavailable.code, unavailable.err]).toEqual([1, expect.stringMatching(/127\.0\.0\.1:1/)]);
  });

  it.each([
    [[], "error: missing required argument 'stack'"],
    [
      ['x', '--deadline', 'soon'],
      "error: option '--deadline <seconds>' argument 'soon' is invalid. It must be a whole number of seconds from 1 to 99999.",
    ],
    [
      ['x', '--image', 'web'],
      "error: option '--image <service=image>' argument 'web' is invalid. It must be SERVICE=IMAGE.",
    ],
    [
      ['x', '--over', ' '],
      "error: option '--over <command>' argument ' ' is invalid. It must be a command, such as 'ssh manager'.",
    ],
    [['x', '--nope'], "error: unknown option '--nope'"],
  ])('exits with 2 and prints the usage for the arguments %j', async (args, sentence) => {
    const { code, err } = await wait(args);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^${sentence.replace(/[.*+?]/g, '\\$&')}\\n\\nUsage: `)),
    ]);
  });
});
