import { type Docker, DockerError } from '../src/docker';
import type { Service, Task } from '../src/swarm';
import { readSnapshot } from '../src/swarm';
import { waitForStack } from '../src/wait';
import { aFailedTask, aService, aTask, OLD_IMAGE } from './fixture';

interface Answer {
  services: Service[];
  tasks: Task[];
}

const RUNNING: Answer = { services: [aService()], tasks: [aTask('one'), aTask('two')] };
const STARTING: Answer = { services: [aService()], tasks: [aTask('one')] };
const updating = (State: string, Message?: string): Answer => ({
  services: [aService({ State, ...(Message === undefined ? {} : { Message }) })],
  tasks: [aFailedTask('abc123', 1, { State: 'shutdown' })],
});

/** Docker's answers, one for each poll; the last one repeats. */
function dockerWith(...answers: (Answer | Error)[]): Docker {
  let current: Answer | Error = new Error('no answer');
  return ([command = '', subcommand, ...args]) => {
    if (command === 'stack' && subcommand === 'services') current = answers.shift() ?? current;
    if (current instanceof Error) return Promise.reject(current);
    const { services, tasks } = current;
    if (subcommand === 'services')
      return Promise.resolve(services.map(({ Spec }) => `${Spec.Name} 1/2 (max 1 per node)`).join('\n'));
    if (subcommand === 'ps') return Promise.resolve(tasks.map(({ ID }) => ID).join('\n'));
    return Promise.resolve(JSON.stringify(args.includes('task') ? tasks : services));
  };
}

const wait = (docker: Docker, deadlineMs = 60_000, images: Record<string, string> = {}) => {
  const seen: string[] = [];
  const options = { stack: 'shop', deadlineMs, images: new Map(Object.entries(images)) };
  const result = waitForStack(docker, options, (services) => {
    seen.push(services.map(({ state }) => state).join());
  });
  return { result, seen };
};

describe('waitForStack', () => {
  it('ends when all services have converged', async () => {
    const { result, seen } = wait(dockerWith(STARTING, RUNNING));
    expect(await result).toMatchObject({ ending: 'converged', services: [{ name: 'web', running: 2 }] });
    expect(seen).toEqual(['converging', 'converged']);
  });

  it('ends when the deadline passes before all services have converged', async () => {
    expect(await wait(dockerWith(STARTING), 0).result).toMatchObject({
      ending: 'deadline',
      services: [{ state: 'converging' }],
    });
  });

  it('waits for the end of a rollback and keeps the task that caused it', async () => {
    const { result, seen } = wait(
      dockerWith(
        updating('rollback_started', 'update rolled back due to failure or early termination of task abc123'),
        updating('rollback_completed', 'rollback completed'),
      ),
    );
    expect(await result).toMatchObject({ ending: 'rolled back', services: [{ failed: [{ ID: 'abc123' }] }] });
    expect(seen).toEqual(['rolling back', 'rolled back']);
  });

  it.each([
    ['an update is paused', updating('paused')],
    ['a rollback is paused', updating('rollback_paused')],
    ['a rollback has completed', updating('rollback_completed')],
  ])('ends at once when %s', async (_, answer) => {
    expect((await wait(dockerWith(answer)).result).ending).toBe('rolled back');
  });

  it('reports a rollback that has not ended at the deadline', async () => {
    expect((await wait(dockerWith(updating('rollback_started')), 0).result).ending).toBe('rolled back');
  });

  it('reports a service with another image than expected as rolled back', async () => {
    const { result } = wait(dockerWith(RUNNING), 60_000, { web: OLD_IMAGE });
    expect((await result).ending).toBe('rolled back');
  });

  it('retries when Docker fails after it has answered once', async () => {
    const { result } = wait(dockerWith(STARTING, new DockerError('no leader'), RUNNING));
    expect((await result).ending).toBe('converged');
  });

  it('fails when Docker never answers', async () => {
    await expect(wait(dockerWith(new DockerError('no daemon'))).result).rejects.toThrow('no daemon');
  });

  it('fails on an error that does not come from Docker', async () => {
    await expect(wait(dockerWith(STARTING, new SyntaxError('bad JSON'))).result).rejects.toThrow('bad JSON');
  });

  it('fails when the stack does not exist', async () => {
    const { result } = wait(dockerWith({ services: [], tasks: [] }));
    await expect(result).rejects.toThrow(new DockerError('There is no stack shop on this Swarm.'));
  });
});

describe('readSnapshot', () => {
  it('reads the number of configured tasks', async () => {
    expect((await readSnapshot(dockerWith(RUNNING), 'shop')).wanted).toEqual(new Map([['shop_web', 2]]));
  });

  it.each(['No such task: one', 'Error response from daemon: task one not found'])(
    'retries when Docker answers `%s`',
    async (message) => {
      const working = dockerWith(RUNNING);
      let failures = 4;
      const docker: Docker = (args) =>
        args.includes('task') && failures-- > 0 ? Promise.reject(new DockerError(message)) : working(args);
      expect((await readSnapshot(docker, 'shop')).tasks).toHaveLength(2);
    },
  );

  it.each([
    ['Docker removes a task at every attempt', 'No such task: one', 5],
    ['Docker fails in another way', 'connection refused', 1],
  ])('fails when %s', async (_, message, expected) => {
    let attempts = 0;
    const working = dockerWith(RUNNING);
    const docker: Docker = (args) => {
      if (!args.includes('task')) return working(args);
      attempts += 1;
      return Promise.reject(new DockerError(message));
    };
    await expect(readSnapshot(docker, 'shop')).rejects.toThrow(message);
    expect(attempts).toBe(expected);
  });

  it('has no tasks when the stack has none', async () => {
    const { tasks } = await readSnapshot(dockerWith({ services: [aService()], tasks: [] }), 'shop');
    expect(tasks).toEqual([]);
  });
});
