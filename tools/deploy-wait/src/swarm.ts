import { type Docker, linesOf } from './docker';

/** What a task is to run. */
export interface TaskSpec {
  ContainerSpec: { Image: string } & Record<string, unknown>;
  ForceUpdate?: number;
}

/** A service, as the Swarm's API describes it (Docker Engine API, ServiceInspect), less what is not looked at. */
export interface Service {
  ID: string;
  Spec: { Name: string; TaskTemplate: TaskSpec };
  UpdateStatus?: { State: string; Message?: string };
}

/** A task, as the Swarm's API describes it (TaskInspect). */
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
  /** How many tasks each service is to have, by its name. */
  wanted: Map<string, number>;
  tasks: Task[];
}

/** Looks at a stack. @throws {DockerError} where Docker does not answer, or has no such stack */
export async function lookAt(docker: Docker, stack: string): Promise<Snapshot> {
  const listed = linesOf(await docker(['stack', 'services', stack, '--format', '{{.Name}} {{.Replicas}}']));
  const wanted = new Map(
    listed.map((line): [string, number] => {
      const [, name = '', amount = ''] = /^(\S+) \d+\/(\d+)/.exec(line) ?? [];
      return [name, Number(amount)];
    }),
  );
  if (wanted.size === 0) return { services: [], wanted, tasks: [] };
  const services = await described<Service>(docker, 'service', [...wanted.keys()]);
  return { services, wanted, tasks: await tasksOf(docker, stack) };
}

/** The Swarm forgets old tasks, also between being asked which there are and what they are like; then they are asked for anew. */
async function tasksOf(docker: Docker, stack: string, attempts = 5): Promise<Task[]> {
  const ids = linesOf(await docker(['stack', 'ps', stack, '--quiet', '--no-trunc']));
  try {
    return await described<Task>(docker, 'task', ids);
  } catch (error) {
    // As older and newer ones say it.
    const isForgotten = /No such task|task \S+ not found/.test(String(error));
    if (attempts === 1 || !isForgotten) throw error;
    return tasksOf(docker, stack, attempts - 1);
  }
}

async function described<T>(docker: Docker, type: string, names: readonly string[]): Promise<T[]> {
  if (names.length === 0) return [];
  return JSON.parse(await docker(['inspect', '--type', type, ...names])) as T[];
}

/** The last lines that a task's container wrote, be it as output or as errors, where they can still be had. */
export async function lastLines(docker: Docker, task: Task, lines: number): Promise<string[]> {
  const tail = ['service', 'logs', '--raw', '--tail', String(lines), task.ID];
  return linesOf(await docker(tail, 'both').catch(() => ''));
}
