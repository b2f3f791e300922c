import { isDeepStrictEqual } from 'node:util';
import type { Service, Snapshot, Task, TaskSpec } from './swarm';

/** The progress of a service's deployment. `rolled back` and `paused` are final: Swarm changes nothing more. */
export type State = 'converged' | 'converging' | 'rolling back' | 'rolled back' | 'paused';

export interface ServiceState extends Counts {
  /** Without the stack's prefix: `web`, not `shop_web`. */
  name: string;
  state: State;
  image: string;
  /** Why the service has not converged; empty if it has. */
  detail: string;
}

interface Counts {
  /** Running tasks that match the service's current specification. */
  running: number;
  /** Running tasks that still have an older specification. */
  outdated: number;
  /** Tasks that the service is configured to have. */
  wanted: number;
  /** Failed tasks, the most recent first. */
  failed: Task[];
}

/**
 * Decides the state of every service of a stack.
 * `images` holds the image that each service must run, by its name without the stack's prefix; it may omit services.
 * `causes` holds the ids of tasks that Swarm named as the cause of a rollback. They count as failed.
 */
export function statesOf(
  stack: string,
  { services, wanted, tasks }: Snapshot,
  images: ReadonlyMap<string, string>,
  causes: ReadonlySet<string>,
): ServiceState[] {
  return services.map((service) => {
    const { Name, TaskTemplate } = service.Spec;
    const name = Name.replace(`${stack}_`, '');
    const own = tasks.filter(({ ServiceID }) => ServiceID === service.ID);
    const counts = { wanted: wanted.get(Name) ?? 0, ...countTasks(TaskTemplate, own, causes) };
    const image = TaskTemplate.ContainerSpec.Image;
    return { name, image, ...counts, ...decide(service, counts, images.get(name)) };
  });
}

function countTasks(
  spec: TaskSpec,
  tasks: readonly Task[],
  causes: ReadonlySet<string>,
): Omit<Counts, 'wanted'> {
  const isUp = ({ Status, DesiredState }: Task) => Status.State === 'running' && DesiredState === 'running';
  const up = tasks.filter(isUp);
  const running = up.filter((task) => isCurrent(task.Spec, spec)).length;
  const hasFailed = ({ ID, Status }: Task) => /^(failed|rejected)$/.test(Status.State) || causes.has(ID);
  return { running, outdated: up.length - running, failed: tasks.filter(hasFailed).sort(byMostRecent) };
}

/** Swarm reports these values for a service but omits them for its tasks (swarmkit, api/defaults/service.go). */
const DEFAULTS = { StopGracePeriod: 10_000_000_000, DNSConfig: {} };

/** A changed container specification replaces tasks; so does `docker service update --force`. */
const isCurrent = (task: TaskSpec, service: TaskSpec) =>
  isDeepStrictEqual({ ...DEFAULTS, ...task.ContainerSpec }, { ...DEFAULTS, ...service.ContainerSpec }) &&
  (task.ForceUpdate ?? 0) === (service.ForceUpdate ?? 0);

const byMostRecent = (a: Task, b: Task) => (a.Status.Timestamp < b.Status.Timestamp ? 1 : -1);

/** The update states of Docker that mean a failed deployment. */
const FAILED_UPDATES: Partial<Record<string, State>> = {
  rollback_started: 'rolling back',
  rollback_completed: 'rolled back',
  rollback_paused: 'paused',
  paused: 'paused',
};

function decide(
  { Spec, UpdateStatus: update }: Service,
  { running, outdated, wanted, failed }: Counts,
  expectedImage: string | undefined,
): Pick<ServiceState, 'state' | 'detail'> {
  const failedUpdate = FAILED_UPDATES[update?.State ?? ''];
  if (update && failedUpdate) return { state: failedUpdate, detail: describeUpdate(update) };
  const image = Spec.TaskTemplate.ContainerSpec.Image;
  if (expectedImage !== undefined && image !== expectedImage)
    return { state: 'rolled back', detail: `the image is ${image}, expected ${expectedImage}` };
  if (running < wanted)
    return { state: 'converging', detail: `${running} of ${wanted} tasks running${describeFault(failed)}` };
  if (running > wanted)
    return { state: 'converging', detail: `surplus tasks still running: ${running - wanted}` };
  if (outdated > 0)
    return { state: 'converging', detail: `tasks of an older version still running: ${outdated}` };
  if (update?.State === 'updating') return { state: 'converging', detail: 'Swarm still monitors the update' };
  return { state: 'converged', detail: '' };
}

const describeUpdate = ({ State, Message }: { State: string; Message?: string }) =>
  `${State.replaceAll('_', ' ')}${Message ? `: ${Message}` : ''}`;

const describeFault = ([task]: readonly Task[]) => (task ? `; last failure: ${taskError(task)}` : '');

/** Returns the ids of the tasks that Swarm names as the cause of a rollback. It names them only until the rollback ends. */
export const rollbackCauses = ({ services }: Snapshot) =>
  services.flatMap(({ UpdateStatus }) => /\btask (\w+)$/.exec(UpdateStatus?.Message ?? '')?.[1] ?? []);

/** Returns Docker's message about a failed task. */
export const taskError = ({ Status: { Err, Message, State } }: Task) => Err ?? Message ?? State;
