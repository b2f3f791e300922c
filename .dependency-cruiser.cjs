/** The folders of service4-product/src/rules; each imports only those before it. */
const RULE_LAYERS = ['file', 'language', 'odds', 'check', 'book'];

const rulesImportDownwardOnly = RULE_LAYERS.slice(0, -1).map((layer, index) => ({
  name: 'rules-import-downward-only',
  comment: `Rules are read, then compiled, enumerated, checked and served: ${RULE_LAYERS.join(' ← ')}.`,
  severity: 'error',
  from: { path: `^service4-product/src/rules/${layer}/` },
  to: { path: `^service4-product/src/rules/(${RULE_LAYERS.slice(index + 1).join('|')})/` },
}));

/** The layers of the service kit, lowest first. A folder imports lower layers only, and no other folder of its own layer. */
const KIT_LAYERS = [['config', 'observability'], ['errors'], ['http', 'client'], ['process']];

const kitLayers = KIT_LAYERS.flatMap((layer, index) =>
  layer.map((folder) => {
    const sameOrHigher = KIT_LAYERS.slice(index).flat();
    const others = sameOrHigher.filter((other) => other !== folder).map((other) => `${other}/`);
    return {
      name: 'kit-layers',
      comment: 'packages/service-kit/README.md lists the layers.',
      severity: 'error',
      from: { path: `^packages/service-kit/src/${folder}/` },
      to: { path: `^packages/service-kit/src/(${[...others, 'index\\.ts$'].join('|')})` },
    };
  }),
);

/** Import rules. Services may import packages, but packages and tools may not import services, and nothing may import the benchmarks. */
module.exports = {
  forbidden: [
    {
      name: 'no-service-imports-a-service',
      comment: 'Services communicate over HTTP; code that two of them share belongs in a package.',
      severity: 'error',
      from: { path: '^(service\\d-[a-z]+)/' },
      to: { path: '^service\\d-[a-z]+/', pathNot: '^$1/' },
    },
    {
      name: 'no-package-imports-a-service',
      severity: 'error',
      from: { path: '^(packages|tools)/' },
      to: { path: '^service\\d-' },
    },
    {
      name: 'no-tools-in-production',
      comment: 'Tools are for development and delivery. The images of the services do not contain them.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|service[^/]+)/src/' },
      to: { path: '^tools/' },
    },
    {
      name: 'draws-import-no-other-package',
      comment: 'The draw algorithm is pure, so that it can be copied and checked without the rest.',
      severity: 'error',
      from: { path: '^packages/draws/src/' },
      to: { path: '^(packages|tools)/', pathNot: '^packages/draws/' },
    },
    {
      name: 'service-kit-imports-no-domain',
      severity: 'error',
      from: { path: '^packages/service-kit/src/' },
      to: { path: '^(packages|tools)/', pathNot: '^packages/service-kit/' },
    },
    ...rulesImportDownwardOnly,
    {
      name: 'sql-only-in-the-repository',
      comment: 'Other code may import the types of a database, but runs no query itself.',
      severity: 'error',
      from: { path: '/src/', pathNot: '^service4-product/src/repository/' },
      to: {
        path: '^node_modules/(kysely|mysql2|@photostructure/sqlite)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'migrations-are-self-contained',
      comment: 'A released migration never changes, so it must not depend on code that does.',
      severity: 'error',
      from: { path: '^service4-product/src/repository/migrations/' },
      to: {
        dependencyTypesNot: ['core'],
        pathNot: ['^service4-product/src/repository/migrations/engine\\.ts$', '^node_modules/kysely/'],
      },
    },
    {
      name: 'no-import-of-benchmarks',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    ...kitLayers,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-undeclared-package',
      comment:
        'Each workspace lists its imports in its package.json; the compiler checks those of the workspaces.',
      severity: 'error',
      from: { path: '^(packages|tools|service)[^/]*/.*src/' },
      to: {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown', 'undetermined'],
        pathNot: '^(packages|tools)/',
      },
    },
    { name: 'no-unresolved-import', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(packages|tools)/[^/]+/dist/', '^service[^/]+/dist/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
