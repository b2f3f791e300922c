import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from '../containers/support/docker';

export const STACK = 'waited';
export const OTHER_STACK = 'waited-other';

/** The versions of the service: two healthy ones, an unhealthy one, and one that exits with an error. */
const PROGRAMS = {
  good: "setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit())",
  better: "setInterval(() => {}, 1001); process.on('SIGTERM', () => process.exit())",
  sick: "console.log('I feel sick'); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit())",
  broken: "console.error('no such setting: COLOUR'); process.exit(7)",
};
export type Version = keyof typeof PROGRAMS;

const folder = mkdtempSync(join(tmpdir(), 'quartet-swarm-'));

/** Turns the Docker engine of this machine into a single-node Swarm. */
export const initSwarm = () =>
  docker(['swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1']);

/** Removes both stacks and leaves the Swarm. */
export async function leaveSwarm(): Promise<void> {
  await docker(['stack', 'rm', STACK, OTHER_STACK]);
  await docker(['swarm', 'leave', '--force']);
  rmSync(folder, { recursive: true });
}

/** Deploys the service `web` in the given version. Resolves before its tasks run, as `docker stack deploy --detach` does. */
export async function deploy(version: Version, stack = STACK, replicas = 2): Promise<void> {
  const file = join(folder, 'stack.yaml');
  const service = {
    image: 'node:24-trixie-slim',
    command: ['node', '-e', PROGRAMS[version]],
    healthcheck: {
      test: ['CMD', 'sh', '-c', version === 'sick' ? 'exit 1' : 'exit 0'],
      interval: '1s',
      retries: 2,
    },
    stop_grace_period: '2s',
    networks: ['mesh'],
    deploy: {
      replicas,
      endpoint_mode: 'dnsrr',
      update_config: { order: 'start-first', monitor: '3s', failure_action: 'rollback' },
      restart_policy: { delay: '1s' },
    },
  };
  writeFileSync(file, JSON.stringify({ version: '3.8', services: { web: service }, networks: { mesh: {} } }));
  await docker([
    'stack',
    'deploy',
    '--detach=true',
    '--resolve-image',
    'never',
    '--compose-file',
    file,
    stack,
  ]);
}
