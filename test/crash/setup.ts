import { spawnSync } from 'node:child_process';
import build from '../../tools/dev/test/build';

/** The tests run the built services and a real MariaDB. */
export default function setup(): void {
  if (spawnSync('mariadbd', ['--version']).error)
    throw new Error(
      'MariaDB is not installed. Install the Debian packages mariadb-server-core and mariadb-client-core.',
    );
  build();
}
