import { rollbackCauses, type ServiceState, statesOf, taskError } from '../src/state';
import type { Service, Snapshot, Task } from '../src/swarm';
import { aFailedTask, aService, aSnapshot, aTask, IMAGE, OLD_IMAGE } from './fixture';

function stateOf(
  snapshot: Snapshot,
  images: Record<string, string> = {},
  causes: readonly string[] = [],
): ServiceState {
  return statesOf('shop', snapshot, new Map(Object.entries(images)), new Set(causes))[0]!;
}

/** A task that still has the specification of the previous version. */
const anOldTask = (id: string, more: Partial<Task> = {}) =>
  aTask(id, { Spec: { ContainerSpec: { Image: OLD_IMAGE, Env: ['MODE=production'] } }, ...more });

describe('The state of a service', () => {
  it('has the counts, the image and the short name of the service', () => {
    expect(stateOf(aSnapshot())).toEqual({
      name: 'web',
      state: 'converged',
      image: IMAGE,
      running: 2,
      outdated: 0,
      wanted: 2,
      detail: '',
      failed: [],
    });
  });

  it.each<[string, Service['UpdateStatus']]>([
    ['was never updated', undefined],
    ['has completed its update', { State: 'completed', Message: 'update completed' }],
    ['has an update state that this version does not know', { State: 'other' }],
  ])('is converged when all tasks run and the service %s', (_, update) => {
    expect(stateOf(aSnapshot(aService(update)))).toMatchObject({ state: 'converged', detail: '' });
  });

  it('is converged when the service is configured to have no task', () => {
    expect(stateOf(aSnapshot(aService(), [], 0))).toMatchObject({
      state: 'converged',
      running: 0,
      wanted: 0,
    });
  });

  it.each<[string, string, string]>([
    ['rollback_started', 'rolling back', 'rollback started'],
    ['rollback_completed', 'rolled back', 'rollback completed'],
    ['rollback_paused', 'paused', 'rollback paused'],
    ['paused', 'paused', 'paused'],
  ])('reports the update state %s as %s', (State, state, detail) => {
    expect(stateOf(aSnapshot(aService({ State })))).toMatchObject({ state, detail });
    const Message = 'update paused due to failure or early termination of task abc123';
    expect(stateOf(aSnapshot(aService({ State, Message })))).toMatchObject({
      state,
      detail: `${detail}: ${Message}`,
    });
  });

  it('is rolled back when the service has another image than expected', () => {
    expect(stateOf(aSnapshot(), { web: OLD_IMAGE })).toMatchObject({
      state: 'rolled back',
      detail: `the image is ${IMAGE}, expected ${OLD_IMAGE}`,
    });
  });

  it('takes the update state before the image', () => {
    const snapshot = aSnapshot(aService({ State: 'rollback_started' }));
    expect(stateOf(snapshot, { web: OLD_IMAGE }).state).toBe('rolling back');
  });

  it.each<[string, Record<string, string>]>([
    ['the expected image', { web: IMAGE }],
    ['no expected image, but another service does', { api: OLD_IMAGE }],
  ])('is converged when the service has %s', (_, images) => {
    expect(stateOf(aSnapshot(), images).state).toBe('converged');
  });

  it.each<[string, Task[], Partial<ServiceState>]>([
    ['no task runs', [], { running: 0, detail: '0 of 2 tasks running' }],
    [
      'a task is still starting',
      [aTask('one'), aTask('two', { Status: { State: 'starting', Timestamp: '2026-01-01T00:00:00Z' } })],
      { running: 1, detail: '1 of 2 tasks running' },
    ],
    [
      'a running task is being shut down',
      [aTask('one'), aTask('two', { DesiredState: 'shutdown' })],
      { running: 1, detail: '1 of 2 tasks running' },
    ],
    [
      'tasks of another service run',
      [aTask('one'), aTask('two', { ServiceID: 'service2' })],
      { running: 1, detail: '1 of 2 tasks running' },
    ],
    [
      'a task has failed',
      [aTask('one'), aFailedTask('two', 1)],
      { running: 1, detail: '1 of 2 tasks running; last failure: task: non-zero exit (7)' },
    ],
    [
      'only tasks of the old version run',
      [anOldTask('one'), anOldTask('two')],
      { running: 0, outdated: 2, detail: '0 of 2 tasks running' },
    ],
    [
      'there are more tasks than configured',
      [aTask('one'), aTask('two'), aTask('three')],
      { running: 3, detail: 'surplus tasks still running: 1' },
    ],
    [
      'a task of the old version runs beside the new ones',
      [aTask('one'), aTask('two'), anOldTask('three')],
      { running: 2, outdated: 1, detail: 'tasks of an older version still running: 1' },
    ],
  ])('is converging when %s', (_, tasks, expected) => {
    expect(stateOf(aSnapshot(aService(), tasks))).toMatchObject({ state: 'converging', ...expected });
  });

  it('is converging when all tasks run but Swarm still monitors the update', () => {
    const snapshot = aSnapshot(aService({ State: 'updating', Message: 'update in progress' }));
    expect(stateOf(snapshot)).toMatchObject({
      state: 'converging',
      running: 2,
      detail: 'Swarm still monitors the update',
    });
  });

  it('is converging when Swarm lists no replicas for the service but tasks run', () => {
    const snapshot = { ...aSnapshot(), wanted: new Map<string, number>() };
    expect(stateOf(snapshot)).toMatchObject({ state: 'converging', wanted: 0 });
  });
});

describe('The comparison of a task with its service', () => {
  const withSpec = (Spec: Task['Spec']) => aSnapshot(aService(), [aTask('one', { Spec })], 1);

  it('ignores defaults that Docker reports for the service only', () => {
    const service = aService();
    expect(service.Spec.TaskTemplate.ContainerSpec).toHaveProperty('StopGracePeriod', 10_000_000_000);
    expect(aTask('one').Spec.ContainerSpec).not.toHaveProperty('StopGracePeriod');
    expect(stateOf(aSnapshot(service)).state).toBe('converged');
  });

  it('ignores a missing ForceUpdate', () => {
    const spec = { ContainerSpec: { Image: IMAGE, Env: ['MODE=production'] } };
    expect(stateOf(withSpec(spec)).state).toBe('converged');
    const { ID, Spec } = aService();
    const { ContainerSpec } = Spec.TaskTemplate;
    const service = { ID, Spec: { ...Spec, TaskTemplate: { ContainerSpec } } };
    expect(stateOf(aSnapshot(service)).state).toBe('converged');
  });

  it.each<[string, Task['Spec']]>([
    ['another image', { ContainerSpec: { Image: OLD_IMAGE, Env: ['MODE=production'] } }],
    ['another variable', { ContainerSpec: { Image: IMAGE, Env: ['MODE=test'] } }],
    [
      'another grace period',
      { ContainerSpec: { Image: IMAGE, Env: ['MODE=production'], StopGracePeriod: 30_000_000_000 } },
    ],
    ['an older ForceUpdate', { ContainerSpec: { Image: IMAGE, Env: ['MODE=production'] }, ForceUpdate: 1 }],
  ])('finds %s', (_, spec) => {
    expect(stateOf(withSpec(spec))).toMatchObject({ state: 'converging', running: 0, outdated: 1 });
  });
});

describe('The failed tasks of a service', () => {
  it('are listed with the most recent first', () => {
    const tasks = [
      aFailedTask('early', 1),
      aFailedTask('late', 3),
      aTask('running'),
      aFailedTask('middle', 2),
    ];
    const { failed } = stateOf(aSnapshot(aService(), tasks));
    expect(failed.map(({ ID }) => ID)).toEqual(['late', 'middle', 'early']);
  });

  it('include rejected tasks, and tasks that Swarm named as the cause of a rollback', () => {
    const ended = { State: 'shutdown', Timestamp: '2026-01-01T00:00:03Z' };
    const tasks = [
      aFailedTask('rejected', 1, { State: 'rejected' }),
      aTask('cause', { Status: ended, DesiredState: 'shutdown' }),
      aTask('replaced', { Status: ended, DesiredState: 'shutdown' }),
    ];
    const { failed } = stateOf(aSnapshot(aService(), tasks), {}, ['cause']);
    expect(failed.map(({ ID }) => ID)).toEqual(['cause', 'rejected']);
  });
});

describe('taskError', () => {
  it.each<[string, Task['Status'], string]>([
    ['the error', { State: 'failed', Timestamp: '', Message: 'started', Err: 'exit (7)' }, 'exit (7)'],
    ['the message without an error', { State: 'rejected', Timestamp: '', Message: 'preparing' }, 'preparing'],
    ['the state without either', { State: 'failed', Timestamp: '' }, 'failed'],
  ])('returns %s', (_, Status, expected) => {
    expect(taskError(aTask('one', { Status }))).toBe(expected);
  });
});

describe('rollbackCauses', () => {
  it.each<[string, Service['UpdateStatus'], string[]]>([
    [
      'the task that Swarm names',
      {
        State: 'rollback_started',
        Message: 'update rolled back due to failure or early termination of task abc123',
      },
      ['abc123'],
    ],
    ['no task after the rollback', { State: 'rollback_completed', Message: 'rollback completed' }, []],
    ['no task without a message', { State: 'updating' }, []],
    ['no task without an update', undefined, []],
  ])('returns %s', (_, update, expected) => {
    expect(rollbackCauses(aSnapshot(aService(update)))).toEqual(expected);
  });
});

describe('The states of a stack', () => {
  it('have one entry for each service, each with its own tasks', () => {
    const web = aService();
    const api: Service = { ID: 'service2', Spec: { ...web.Spec, Name: 'shop_api' } };
    const snapshot: Snapshot = {
      services: [web, api],
      wanted: new Map([
        ['shop_web', 1],
        ['shop_api', 1],
      ]),
      tasks: [aTask('one'), aFailedTask('two', 1, { Err: 'no such image' })].map((task, index) => ({
        ...task,
        ServiceID: `service${index + 1}`,
      })),
    };
    expect(statesOf('shop', snapshot, new Map(), new Set())).toMatchObject([
      { name: 'web', state: 'converged' },
      { name: 'api', state: 'converging', detail: '0 of 1 tasks running; last failure: no such image' },
    ]);
  });
});
