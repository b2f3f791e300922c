import { spawnSync } from 'node:child_process';
import build from '../../tools/dev/test/build';

/** The crashes are those of the services as people run them, and of a real MariaDB. */
export default function setup(): void {
  if (spawnSync('mariadbd', ['--version']).error)
    throw new Error('Install MariaDB (Debian: mariadb-server-core, mariadb-client-core) to run these tests.');
  build();
}
