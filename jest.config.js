/** One project a workspace, and one for what crosses services; `npx jest --selectProjects draws` runs one alone. */
const workspaces = [
  'packages/draws',
  'packages/contracts',
  'packages/service-kit',
  'packages/draw-api',
  'packages/supervisor',
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
  testMatch: ['**/*.test.ts'],
  // The packages are taken from their sources, so that a test never runs yesterday's build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // cel-js is published as an ES module only, which jest cannot require as it is.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)', '/dist/'],
});

module.exports = {
  projects: [
    ...workspaces.map((folder) => ({
      ...project(folder.replace('packages/', ''), [`<rootDir>/${folder}/test`]),
      // What starts the services as people do needs them built.
      ...(folder === 'packages/supervisor' ? { globalSetup: `<rootDir>/${folder}/test/build.ts` } : {}),
    })),
    project('across', ['<rootDir>/test/across']),
  ],
  // Generous: a busy machine starts processes slowly, and a test that hangs is found all the same.
  testTimeout: 60_000,
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text', 'json-summary', 'lcovonly'],
  collectCoverageFrom: ['packages/*/src/**/*.ts', 'service*/src/**/*.ts'],
  coverageThreshold: { global: { statements: 90, branches: 90, functions: 90, lines: 90 } },
};
