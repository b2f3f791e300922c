import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(__dirname, '..', '..', '..');
export const ROLE = join(ROOT, 'ansible', 'roles', 'jenkins');

/** The secrets of an inventory, with values that a test can recognise. */
export const SECRETS = Object.fromEntries(
  ['admin_password', 'deliverers_password', 'webhook_secret', 'github', 'ssh_key', 'vault_password'].map(
    (name) => [name, `secret ${name}`],
  ),
);

/** Reads the variables that are commented out in the example inventory. */
function readExample(): Record<string, unknown> {
  const text = readFileSync(join(ROOT, 'ansible/inventories/example/group_vars/all.yml'), 'utf8');
  const lines = text.split('\n').filter((line) => line.startsWith('# jenkins_'));
  return parse(lines.map((line) => line.slice(2)).join('\n')) as Record<string, unknown>;
}

const folders: string[] = [];

export function removeRendered(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Renders the files of the role with these variables. `read` returns the content of one file. */
export function render(variables: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-jenkins-'));
  folders.push(folder);
  const file = join(folder, 'variables.json');
  const all = {
    ...readExample(),
    jenkins_certificate: 'a certificate',
    jenkins_certificate_key: 'secret key of the certificate',
    jenkins_secrets: SECRETS,
    ...variables,
  };
  writeFileSync(file, JSON.stringify(all));
  execFileSync(
    'ansible-playbook',
    [
      '-i',
      'localhost,',
      '-c',
      'local',
      '-e',
      `folder=${folder} variables=${file}`,
      join(__dirname, '..', 'render.yml'),
    ],
    { env: { ...process.env, ANSIBLE_LOCALHOST_WARNING: 'false', ANSIBLE_STDOUT_CALLBACK: 'default' } },
  );
  return { folder, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
}
