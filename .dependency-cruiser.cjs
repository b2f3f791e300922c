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

/** Allowed imports: services import packages, packages never import services, and pure packages import no others. */
module.exports = {
  forbidden: [
    {
      name: 'no-service-imports-a-service',
      comment: 'Services communicate over HTTP. Put code that they share into a package.',
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
      name: 'draws-import-nothing-of-ours',
      comment: 'The draw algorithm is pure, so that anyone can extract and verify it.',
      severity: 'error',
      from: { path: '^packages/draws/src/' },
      to: { path: '^packages/', pathNot: '^packages/draws/' },
    },
    {
      name: 'the-kit-knows-no-domain',
      severity: 'error',
      from: { path: '^packages/service-kit/src/' },
      to: { path: '^packages/', pathNot: '^packages/service-kit/' },
    },
    ...kitLayers,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-undeclared-package',
      comment:
        'Each workspace lists its imports in its own package.json; the compiler checks the @quartet packages.',
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
