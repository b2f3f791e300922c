const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** One project a workspace, and one for what crosses services; `npx jest --selectProjects draws` runs one alone. */
const workspaces = [
  'packages/draws',
  'tools/command-line',
  'packages/contracts',
  'packages/service-kit',
  'packages/draw-api',
  'tools/dev',
  'tools/release',
  'tools/smoke',
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
  // The packages are taken from their sources, so that a test never runs yesterday's build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // cel-js and d3 are published as ES modules only, which jest cannot require as they are.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/|d3-|internmap/)', '/(packages|tools)/.*/dist/'],
});

/** What needs a database runs on both: on SQLite with all the others, and here on a MariaDB server that the run starts itself. What is about such a server alone is called *.mariadb.test.ts. */
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
  const sentence = 'MariaDB is not installed (Debian: mariadb-server-core, mariadb-client-core)';
  if (process.env.CI) throw new Error(`${sentence}: its tests cannot run.`);
  console.warn(`${sentence}: the tests on it are skipped; those on SQLite run.`);
  return [];
}

module.exports = {
  projects: [
    ...workspaces.map((folder) => ({
      ...project(folder.replace(/^(packages|tools)\//, ''), [`<rootDir>/${folder}/test`]),
      // What starts the services as people do needs them built.
      ...(folder === 'tools/dev' ? { globalSetup: `<rootDir>/${folder}/test/build.ts` } : {}),
    })),
    project('across', ['<rootDir>/test/across']),
    project('load', ['<rootDir>/test/rehearsal/load']),
    ...mariadbProjects(),
  ],
  // Generous: a busy machine starts processes slowly, and a test that hangs is found all the same.
  testTimeout: 60_000,
  // V8's own takes half as long again, and calls a `??` or a default that nothing took covered.
  coverageProvider: 'babel',
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'json-summary', 'lcovonly'],
  collectCoverageFrom: ['packages/*/src/**/*.ts', 'tools/*/src/**/*.ts', 'service*/src/**/*.ts'],
  coverageThreshold: { global: { statements: 90, branches: 88, functions: 90, lines: 90 } },
};
