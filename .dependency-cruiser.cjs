/** Import rules: services may import packages, packages may not import services, and nothing may import the benchmarks. */
module.exports = {
  forbidden: [
    {
      name: 'no-service-imports-a-service',
      comment: 'Services communicate over HTTP. Code that two of them share belongs in a package.',
      severity: 'error',
      from: { path: '^(service\\d-[a-z]+)/' },
      to: { path: '^service\\d-[a-z]+/', pathNot: '^$1/' },
    },
    {
      name: 'no-package-imports-a-service',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^service\\d-' },
    },
    {
      name: 'draws-is-independent',
      comment: 'The draw algorithm can be extracted and verified separately.',
      severity: 'error',
      from: { path: '^packages/draws/src/' },
      to: { path: '^packages/', pathNot: '^packages/draws/' },
    },
    {
      name: 'service-kit-is-independent',
      severity: 'error',
      from: { path: '^packages/service-kit/src/' },
      to: { path: '^packages/', pathNot: '^packages/service-kit/' },
    },
    {
      name: 'no-import-of-benchmarks',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-undeclared-package',
      comment:
        'Each workspace declares its dependencies in its package.json. The compiler checks this for our packages.',
      severity: 'error',
      from: { path: '^(packages|service)[^/]*/.*src/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown', 'undetermined'],
        pathNot: '^packages/',
      },
    },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
