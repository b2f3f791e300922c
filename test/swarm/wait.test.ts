import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDocker, type Docker } from '../../packages/swarm-wait/src/docker';
import { readSnapshot } from '../../packages/swarm-wait/src/swarm';
import { LOAD_TYPESCRIPT } from '../../packages/service-kit/test/fixture';
import { ROOT } from '../containers/support/docker';
import { deploy, formSwarm, leaveSwarm, NEW_STACK, STACK } from './stack';

const MAIN = join(ROOT, 'packages/swarm-wait/src/main.ts');
const REPORTS = join(ROOT, 'test-output');

/** Runs `swarm-wait` and gives its exit code and what it said. */
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

beforeAll(formSwarm);
afterAll(leaveSwarm);

describe('The waiter', () => {
  it('shows the progress of a new stack, and ends with 0 when all of it runs', async () => {
    await deploy('good');
    const { code, out, err } = await wait([STACK, '--deadline', '60', '--image', 'web=node:24-trixie-slim']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      / s {2}web 0\/2 converging: 0 of 2 tasks running\n(.*\n)* +\d+ s {2}web 2\/2 converged\nwaited runs as deployed, after \d+ s.\n$/,
    );
  });

  it("asks another machine's Docker where it is told how to reach its shell", async () => {
    const other = await wait([STACK, '--over', 'env DOCKER_HOST=tcp://127.0.0.1:1 sh -c']);
    expect([other.code, other.err]).toEqual([1, expect.stringMatching(/127\.0\.0\.1:1/)]);
    const { code, out } = await wait([STACK, '--over', 'sh -c', '--deadline', '60']);
    expect([code, out]).toEqual([0, expect.stringMatching(/web 2\/2 converged/)]);
  });

  it('waits until an update has been watched for as long as it asks', async () => {
    await deploy('better');
    const { code, out } = await wait([STACK, '--deadline', '60']);
    expect(code).toBe(0);
    expect(out).toMatch(/converging/);
  });

  it('waits until those that are too many have been told to end', async () => {
    await deploy('better', STACK, 4);
    expect((await wait([STACK, '--deadline', '60'])).code).toBe(0);
    await deploy('better', STACK, 1);
    const { code, out } = await wait([STACK, '--deadline', '60']);
    expect([code, out]).toEqual([0, expect.stringMatching(/web 1\/1 converged\n.*\n$/)]);
    await deploy('better');
    expect((await wait([STACK, '--deadline', '60'])).code).toBe(0);
  });

  it('ends with 3 where the Swarm goes back to the old version, and tells what the new one said', async () => {
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

  it('looks again where the Swarm has forgotten a task between being asked for all and for that one', async () => {
    const real = createDocker();
    let forgotten = 'gone';
    const docker: Docker = (args, streams) => {
      const asked = args.includes('task') && forgotten ? [...args, forgotten] : args;
      if (args.includes('task')) forgotten = '';
      return real(asked, streams);
    };
    expect((await readSnapshot(docker, STACK)).tasks.length).toBeGreaterThan(0);
    expect(forgotten).toBe('');
  });

  it('ends with 3 where a service runs another image than it was to', async () => {
    await deploy('good');
    expect((await wait([STACK, '--deadline', '60'])).code).toBe(0);
    const { code, err } = await wait([STACK, '--image', 'web=node:99']);
    expect(code).toBe(3);
    expect(err).toContain('the image is node:24-trixie-slim');
  });

  it('ends with 4 when the deadline has passed, and tells why tasks failed', async () => {
    await deploy('broken', NEW_STACK);
    const { code, err } = await wait([NEW_STACK, '--deadline', '8']);
    expect([code, err]).toEqual([
      4,
      expect.stringContaining('web: converging: 0 of 2 tasks running; last failure: task: non-zero exit (7)'),
    ]);
    expect(err).toContain('  | no such setting: COLOUR\n');
  });

  it('ends with 1 and a sentence where there is no such stack, or no Docker', async () => {
    expect(await wait(['nope'])).toEqual({
      code: 1,
      out: '',
      err: 'There is no stack nope on this Swarm.\n',
    });
    const away = await wait([STACK], { DOCKER_HOST: 'tcp://127.0.0.1:1' });
    expect([away.code, away.err]).toEqual([1, expect.stringMatching(/127\.0\.0\.1:1/)]);
  });

  it.each([
    [[], 'Give one STACK.'],
    [
      ['x', '--deadline', 'soon'],
      '--deadline must be a whole number of seconds from 1 to 99999, got `soon`.',
    ],
    [['x', '--image', 'web'], '--image must be SERVICE=IMAGE, got `web`.'],
    [['x', '--over', ' '], "--over must be a command, such as 'ssh one'."],
    [['x', '--nope'], "Unknown option '--nope'."],
  ])('ends with 2 and how it is called where it is called with %j', async (args, sentence) => {
    const { code, err } = await wait(args);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(new RegExp(`^${sentence.replace(/[.*+?]/g, '\\$&')}\\n\\nusage: `)),
    ]);
  });
});
