const { join } = require('node:path');

/** A Jest project that compiles TypeScript with swc. `options` are Jest's project options. */
module.exports = (displayName, roots, options = {}) => ({
  displayName,
  rootDir: join(__dirname, '..', '..'),
  roots: roots.map((folder) => `<rootDir>/${folder}`),
  testEnvironment: 'node',
  // Load the packages from their sources, so that a test never runs an outdated build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: {
    '\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // Jest cannot require packages that are published as ES modules only (cel-js, d3), nor run the dynamic imports of a package (OTLP).
  transformIgnorePatterns: [
    '/node_modules/(?!@marcbachmann/cel-js/|d3-|internmap/|@opentelemetry/otlp-exporter-base/)',
    '/(packages|tools)/.*/dist/',
  ],
  ...options,
});
