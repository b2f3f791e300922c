import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const UNPACKED = join(ROOT, 'test-output', 'nginx');

/** Returns the path of the installed nginx, or of the one that the setup unpacks. */
export function findNginx(): string {
  return existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : join(UNPACKED, 'usr/sbin/nginx');
}

/** Unpacks Debian's nginx instead of installing it, because an installed nginx would start. */
export default function setup(): void {
  if (existsSync(findNginx())) return;
  const script = `. test/support/shell/debian.sh
    mkdir -p ${UNPACKED} && cd ${UNPACKED}
    apt_get download nginx || { apt_get update && apt_get download nginx; }
    dpkg-deb --extract nginx_*.deb .`;
  execFileSync('bash', ['-euc', script], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
}
