/**
 * The fast and the slow tests: `npm run test:all`. Tests named *.slow.test.ts start other processes, wait for real time limits or
 * draw 100,000 times. Tests named *.mariadb.test.ts need a MariaDB server.
 */
const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const fast = require('../jest.config');
const project = require('./support/jest-project');

const slow = project(
  'slow',
  [
    'packages',
    'tools',
    'service1-frontend/test',
    'service4-product/test',
    'test/across',
    'test/rehearsal/load',
  ],
  { testMatch: ['**/test/**/*.slow.test.ts'], globalSetup: '<rootDir>/tools/dev/test/build.ts' },
);

/** Runs the database tests on a MariaDB server that the setup starts; the other projects run them on SQLite. */
const onMariadb = project('mariadb', ['service4-product/test', 'test/across'], {
  testMatch: ['**/test/history/*.test.ts', '**/*.mariadb.test.ts', '**/{api,visit,contract}.test.ts'],
  globals: { DATABASE: 'mariadb' },
  globalSetup: '<rootDir>/test/support/mariadb-setup.ts',
  globalTeardown: '<rootDir>/test/support/mariadb-teardown.ts',
});

function mariadbProjects() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  const isInstalled = (program) => folders.some((folder) => existsSync(join(folder, program)));
  if (['mariadbd', 'mariadb-install-db', 'my_print_defaults'].every(isInstalled)) return [onMariadb];
  const problem = 'MariaDB is not installed (Debian: mariadb-server-core, mariadb-client-core)';
  if (process.env.CI) throw new Error(`${problem}. Install it to run the database tests.`);
  console.warn(`${problem}. Skipping the MariaDB tests.`);
  return [];
}

module.exports = {
  ...fast,
  rootDir: '..',
  projects: [...fast.projects, slow, ...mariadbProjects()],
  // V8's coverage takes 50 % longer, and counts unused `??` branches and defaults as covered.
  coverageProvider: 'babel',
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'json-summary', 'lcovonly'],
  // Not release and smoke: their tests run them as processes, which coverage cannot see.
  collectCoverageFrom: [
    'packages/*/src/**/*.ts',
    'tools/{deploy-wait,dev}/src/**/*.ts',
    'service*/src/**/*.ts',
  ],
  coverageThreshold: { global: { statements: 90, branches: 88, functions: 90, lines: 90 } },
};
