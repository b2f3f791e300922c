const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** One Jest project per workspace. Run a single one with `npx jest --selectProjects draws`. */
const workspaces = [
  'packages/draws',
  'packages/contracts',
  'packages/service-kit',
  'packages/draw-api',
  'tools/dev',
  'tools/release',
  'tools/smoke',
  'tools/deploy-wait',
  'service1-frontend',
  'service2-number',
  'service3-float',
  'service4-product',
];

const project = (displayName, roots) => ({
  displayName,
  rootDir: __dirname,
  roots,
  testEnvironment: 'node',
  testMatch: ['**/!(*.mariadb).test.ts'],
  // Load packages from their sources, so that tests never run an outdated build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Jest cannot require packages that are published as ES modules only (cel-js, d3).
  transformIgnorePatterns: [
    '/node_modules/(?!@marcbachmann/cel-js/|d3-|internmap/)',
    '/(packages|tools)/.*/dist/',
  ],
});

/**
 * Runs the database tests on a MariaDB server that the setup starts; the other projects run them on SQLite.
 * Tests that need MariaDB are named *.mariadb.test.ts.
 */
const onMariadb = {
  ...project('mariadb', ['<rootDir>/service4-product/test', '<rootDir>/test/across']),
  testMatch: ['**/test/history/*.test.ts', '**/*.mariadb.test.ts', '**/{api,visit,contract}.test.ts'],
  globals: { DATABASE: 'mariadb' },
  globalSetup: '<rootDir>/test/support/mariadb-setup.ts',
  globalTeardown: '<rootDir>/test/support/mariadb-teardown.ts',
};

function mariadbProjects() {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin'];
  const isThere = (program) => folders.some((folder) => existsSync(join(folder, program)));
  if (['mariadbd', 'mariadb-install-db', 'my_print_defaults'].every(isThere)) return [onMariadb];
  const problem = 'MariaDB is not installed (Debian: mariadb-server-core, mariadb-client-core)';
  if (process.env.CI) throw new Error(`${problem}. Install it to run the database tests.`);
  console.warn(`${problem}. Skipping the MariaDB tests.`);
  return [];
}

module.exports = {
  projects: [
    ...workspaces.map((folder) => ({
      ...project(folder.replace(/^(packages|tools)\//, ''), [`<rootDir>/${folder}/test`]),
      // These tests start the built services.
      ...(folder === 'tools/dev' ? { globalSetup: `<rootDir>/${folder}/test/build.ts` } : {}),
    })),
    project('across', ['<rootDir>/test/across']),
    project('load', ['<rootDir>/test/rehearsal/load']),
    ...mariadbProjects(),
  ],
  // Generous, because a busy machine starts processes slowly.
  testTimeout: 60_000,
  // V8's coverage takes 50 % longer, and counts unused `??` branches and defaults as covered.
  coverageProvider: 'babel',
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'json-summary', 'lcovonly'],
  collectCoverageFrom: ['packages/*/src/**/*.ts', 'tools/*/src/**/*.ts', 'service*/src/**/*.ts'],
  coverageThreshold: { global: { statements: 90, branches: 88, functions: 90, lines: 90 } },
};
