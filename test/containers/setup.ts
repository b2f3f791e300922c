import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './support/docker';
import { compose, composeAloud } from './support/site';

/** Brings the whole site up from nothing, by one command, with passwords of its own. */
export default async function setup(): Promise<void> {
  const secrets = mkdtempSync(join(tmpdir(), 'quartet-secrets-'));
  copyFileSync(join(ROOT, 'secrets', 'create'), join(secrets, 'create'));
  execFileSync(join(secrets, 'create'));
  process.env.SECRETS = secrets;
  await takeDown();
  await composeAloud(['--progress', 'plain', 'up', '--detach', '--build', '--wait', '--wait-timeout', '300']);
}

export const takeDown = () => compose(['down', '--volumes', '--remove-orphans', '--timeout', '1']);
