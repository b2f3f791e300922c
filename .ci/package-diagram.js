/**
 * Checks that the package diagram in docs/architecture.md shows the imports of the source files; `--write` updates it.
 */
const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..');
const DOCUMENT = join(ROOT, 'docs', 'architecture.md');
const BLOCK = /(<!-- package diagram: npm run docs:diagram -->\n\n```mermaid\n).*?(\n```)/s;
const FOLDERS = [
  'packages',
  'tools',
  'service1-frontend',
  'service2-number',
  'service3-float',
  'service4-product',
];

const depcruise = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const diagram = execFileSync(
  process.execPath,
  [
    ...[depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'mermaid'],
    ...['--include-only', '^(packages|tools|service)', '--exclude', '/(test|dist)/'],
    ...['--collapse', '^(packages/[^/]+|tools/[^/]+|service[^/]+)', ...FOLDERS],
  ],
  { cwd: ROOT, encoding: 'utf8' },
).trimEnd();

const current = readFileSync(DOCUMENT, 'utf8');
const updated = current.replace(BLOCK, (_block, start, end) => `${start}${diagram}${end}`);
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, updated);
else if (updated !== current || !BLOCK.test(current)) {
  console.error('docs/architecture.md does not show the current imports. Run `npm run docs:diagram`.');
  process.exitCode = 1;
}
