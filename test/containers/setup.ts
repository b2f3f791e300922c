import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';
import { docker, ROOT } from './support/docker';
import { compose, composeAloud, replicasOf } from './support/site';

/** Brings the whole site up from nothing, by one command, with passwords of its own. */
export default async function setup(): Promise<void> {
  const secrets = mkdtempSync(join(tmpdir(), 'quartet-secrets-'));
  copyFileSync(join(ROOT, 'secrets', 'create'), join(secrets, 'create'));
  execFileSync(join(secrets, 'create'));
  process.env.SECRETS = secrets;
  await takeDown();
  await composeAloud(['--progress', 'plain', 'up', '--detach', '--build', '--wait', '--wait-timeout', '300']);
  for (const id of await replicasOf('service4-product')) await waitUntil(() => isReady(id));
}

/** Whether a product replica has reached the database: it is healthy before, and what it is then given is answered with 503. */
async function isReady(id: string): Promise<boolean> {
  const script = "fetch('http://localhost:5003/health/ready').then(({ status }) => console.log(status))";
  return (await docker(['exec', id, 'node', '-e', script])) === '200';
}

export const takeDown = () => compose(['down', '--volumes', '--remove-orphans', '--timeout', '1']);
