import type { Service, Snapshot, Task } from '../src/swarm';

export const IMAGE = 'registry.example/web:2@sha256:aaaa';
export const OLD_IMAGE = 'registry.example/web:1@sha256:bbbb';

/** A service in the shape of `docker inspect --type service`, reduced to the parts that matter. */
export const aService = (update?: Service['UpdateStatus'], more: Record<string, unknown> = {}): Service => ({
  ID: 'service1',
  Spec: {
    Name: 'shop_web',
    TaskTemplate: {
      ContainerSpec: {
        Image: IMAGE,
        Env: ['MODE=production'],
        StopGracePeriod: 10_000_000_000,
        DNSConfig: {},
        ...more,
      },
      ForceUpdate: 0,
    },
  },
  ...(update ? { UpdateStatus: update } : {}),
});

/** A running task of that service in the shape of `docker inspect --type task`. */
export const aTask = (id: string, more: Partial<Task> = {}): Task => ({
  ID: id,
  ServiceID: 'service1',
  Spec: { ContainerSpec: { Image: IMAGE, Env: ['MODE=production'] }, ForceUpdate: 0 },
  Status: { State: 'running', Timestamp: '2026-01-01T00:00:00.5Z', Message: 'started' },
  DesiredState: 'running',
  ...more,
});

/** A task that exited at that second. */
export const aFailedTask = (id: string, second: number, status: Partial<Task['Status']> = {}): Task =>
  aTask(id, {
    Status: {
      State: 'failed',
      Timestamp: `2026-01-01T00:00:0${second}.5Z`,
      Message: 'started',
      Err: 'task: non-zero exit (7)',
      ...status,
    },
    DesiredState: 'shutdown',
  });

/** The stack `shop` with one service, which is configured to have two tasks. */
export const aSnapshot = (
  service: Service = aService(),
  tasks: Task[] = [aTask('one'), aTask('two')],
  wanted = 2,
): Snapshot => ({ services: [service], wanted: new Map([['shop_web', wanted]]), tasks });
