import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';
import { docker, ROOT } from './support/docker';
import { compose, composeWithOutput, replicasOf } from './support/site';

/** Starts a new site from docker-compose.yaml, with new passwords. */
export default async function setup(): Promise<void> {
  const secrets = mkdtempSync(join(tmpdir(), 'quartet-secrets-'));
  copyFileSync(join(ROOT, 'secrets', 'create'), join(secrets, 'create'));
  execFileSync(join(secrets, 'create'));
  process.env.SECRETS = secrets;
  await takeDown();
  await composeWithOutput([
    '--progress',
    'plain',
    'up',
    '--detach',
    '--build',
    '--wait',
    '--wait-timeout',
    '300',
  ]);
  for (const id of await replicasOf('service4-product')) await waitUntil(() => isReady(id));
}

/** Whether a product replica has reached the database. Until then it is healthy, but answers with 503. */
async function isReady(id: string): Promise<boolean> {
  const script = "fetch('http://localhost:5003/health/ready').then(({ status }) => console.log(status))";
  return (await docker(['exec', id, 'node', '-e', script])) === '200';
}

export const takeDown = () => compose(['down', '--volumes', '--remove-orphans', '--timeout', '1']);
