import { isDeepStrictEqual } from 'node:util';
import type { Service, Snapshot, Task } from './swarm';

/** How a service is doing: after `gone back` and `paused` nothing more will happen by itself. */
export type State = 'converged' | 'on its way' | 'going back' | 'gone back' | 'paused';

export interface ServiceState {
  /** Within the stack: `web`, not `shop_web`. */
  name: string;
  state: State;
  image: string;
  /** Tasks that run as they were deployed, and how many there are to be. */
  running: number;
  wanted: number;
  /** What keeps it from being there, in words; empty where it is. */
  detail: string;
  /** Tasks that failed, the latest first. */
  failed: Task[];
}

/** How each service of a stack is doing, measured by the images that it was to have; `blamed` are ids of tasks that count as failed. */
export function statesOf(
  stack: string,
  { services, wanted, tasks }: Snapshot,
  images: ReadonlyMap<string, string>,
  blamed: ReadonlySet<string>,
): ServiceState[] {
  return services.map((service) => {
    const name = service.Spec.Name.replace(`${stack}_`, '');
    const own = tasks.filter(({ ServiceID }) => ServiceID === service.ID);
    return stateOf(name, service, own, wanted.get(service.Spec.Name) ?? 0, images.get(name), blamed);
  });
}

/** What Docker fills in where it describes a service, and leaves out where it describes a task (swarmkit, api/defaults/service.go). */
const DEFAULTS = { StopGracePeriod: 10_000_000_000, DNSConfig: {} };

/** What the Swarm says of an update that it has given up. */
const GIVEN_UP: Partial<Record<string, State>> = {
  rollback_started: 'going back',
  rollback_completed: 'gone back',
  rollback_paused: 'paused',
  paused: 'paused',
};

function stateOf(
  name: string,
  { Spec: { TaskTemplate: spec }, UpdateStatus: update }: Service,
  tasks: readonly Task[],
  wanted: number,
  expected: string | undefined,
  blamed: ReadonlySet<string>,
): ServiceState {
  const image = spec.ContainerSpec.Image;
  const isCurrent = (task: Task) =>
    isDeepStrictEqual({ ...DEFAULTS, ...task.Spec.ContainerSpec }, { ...DEFAULTS, ...spec.ContainerSpec }) &&
    (task.Spec.ForceUpdate ?? 0) === (spec.ForceUpdate ?? 0);
  const isUp = ({ Status, DesiredState }: Task) => Status.State === 'running' && DesiredState === 'running';
  const running = tasks.filter((task) => isUp(task) && isCurrent(task)).length;
  const others = tasks.filter((task) => isUp(task) && !isCurrent(task)).length;
  const hasFailed = ({ ID, Status }: Task) => /^(failed|rejected)$/.test(Status.State) || blamed.has(ID);
  const failed = tasks.filter(hasFailed).sort(latestFirst);
  const found = { name, image, running, wanted, failed };
  const givenUp = GIVEN_UP[update?.State ?? ''];
  if (update && givenUp) return { ...found, state: givenUp, detail: saidOf(update) };
  if (expected !== undefined && image !== expected)
    return { ...found, state: 'gone back', detail: `it is to run ${image} instead of ${expected}` };
  if (running < wanted)
    return { ...found, state: 'on its way', detail: `${running} of ${wanted} run${lastFault(failed)}` };
  if (running > wanted)
    return { ...found, state: 'on its way', detail: `${running - wanted} more than wanted still run` };
  if (others > 0) return { ...found, state: 'on its way', detail: `${others} of an older version still run` };
  if (update?.State === 'updating')
    return { ...found, state: 'on its way', detail: 'its update is being watched' };
  return { ...found, state: 'converged', detail: '' };
}

const latestFirst = (a: Task, b: Task) => (a.Status.Timestamp < b.Status.Timestamp ? 1 : -1);

const saidOf = ({ State, Message }: { State: string; Message?: string }) =>
  `${State.replaceAll('_', ' ')}${Message ? `: ${Message}` : ''}`;

const lastFault = ([task]: readonly Task[]) => (task ? `; one failed: ${faultOf(task)}` : '');

/** The tasks because of which updates are being given up: Docker tells them only while it goes back. */
export const blamedIn = ({ services }: Snapshot) =>
  services.flatMap(({ UpdateStatus }) => /\btask (\w+)$/.exec(UpdateStatus?.Message ?? '')?.[1] ?? []);

/** Why a task failed, in Docker's words. */
export const faultOf = ({ Status: { Err, Message, State } }: Task) => Err ?? Message ?? State;
