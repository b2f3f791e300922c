import { type Docker, splitLines } from './docker';

/** The part of a task template that the comparison uses. */
export interface TaskSpec {
  ContainerSpec: { Image: string } & Record<string, unknown>;
  ForceUpdate?: number;
}

/** The fields used here of a service (Docker Engine API, ServiceInspect). */
export interface Service {
  ID: string;
  Spec: { Name: string; TaskTemplate: TaskSpec };
  UpdateStatus?: { State: string; Message?: string };
}

/** The fields used here of a task (Docker Engine API, TaskInspect). */
export interface Task {
  ID: string;
  ServiceID: string;
  Spec: TaskSpec;
  Status: { State: string; Timestamp: string; Message?: string; Err?: string };
  DesiredState: string;
}

/** A stack at one moment. */
export interface Snapshot {
  services: Service[];
  /** The number of tasks that each service is configured to have, by its full name. */
  wanted: Map<string, number>;
  tasks: Task[];
}

/** Reads the current services and tasks of a stack. Without such a stack, all lists are empty. @throws {DockerError} */
export async function readSnapshot(docker: Docker, stack: string): Promise<Snapshot> {
  const lines = splitLines(await docker(['stack', 'services', stack, '--format', '{{.Name}} {{.Replicas}}']));
  const wanted = new Map(
    lines.map((line): [string, number] => {
      const [, name = '', count = ''] = /^(\S+) \d+\/(\d+)/.exec(line) ?? [];
      return [name, Number(count)];
    }),
  );
  if (wanted.size === 0) return { services: [], wanted, tasks: [] };
  const services = await inspect<Service>(docker, 'service', [...wanted.keys()]);
  return { services, wanted, tasks: await readTasks(docker, stack) };
}

/** Retries when Swarm removes an old task between the call that lists the tasks and the call that inspects them. */
async function readTasks(docker: Docker, stack: string, attempts = 5): Promise<Task[]> {
  const ids = splitLines(await docker(['stack', 'ps', stack, '--quiet', '--no-trunc']));
  try {
    return await inspect<Task>(docker, 'task', ids);
  } catch (error) {
    // The messages of older and newer Docker versions.
    const isRemoved = /No such task|task \S+ not found/.test(String(error));
    if (attempts === 1 || !isRemoved) throw error;
    return readTasks(docker, stack, attempts - 1);
  }
}

async function inspect<T>(docker: Docker, type: string, names: readonly string[]): Promise<T[]> {
  if (names.length === 0) return [];
  return JSON.parse(await docker(['inspect', '--type', type, ...names])) as T[];
}

/** Returns the last lines that a task wrote to either output stream, or none if the log is no longer available. */
export async function readLastLines(docker: Docker, task: Task, lines: number): Promise<string[]> {
  const args = ['service', 'logs', '--raw', '--tail', String(lines), task.ID];
  return splitLines(await docker(args, 'both').catch(() => ''));
}
