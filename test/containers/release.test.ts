import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { docker, inspect, ROOT } from './support/docker';
import { SERVICES } from './support/site';

const COMPARED = ['nginx', 'service2-number'];
const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@site.example'];

/** Creates a Git repository with the current files of this one. */
function createRepository(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.trim().split('\n')) {
    execFileSync('mkdir', ['-p', dirname(join(folder, file))]);
    cpSync(join(ROOT, file), join(folder, file));
  }
  const git = (...args: string[]) => execFileSync('git', [...IDENTITY, ...args], { cwd: folder });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'Add all files');
}

/**
 * Prints a checksum of each image layer: names, dates, modes, owners and contents of its files.
 * A checksum of the layer archive would also depend on the file order, which differs between builds.
 */
const LAYER_CHECKSUMS = `
  cd "$1" && docker save "$2" | tar --extract
  for layer in $(node -p 'require("./manifest.json")[0].Layers.join(" ")'); do
    rm -rf files && mkdir files && tar --extract --file "$layer" --directory files
    { tar --list --verbose --full-time --numeric-owner --file "$layer" | sort
      cd files && find . -type f -print0 | sort -z | xargs --null --no-run-if-empty sha256sum && cd ..; } | sha256sum
  done`;

function layerChecksums(image: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-layers-'));
  const output = execFileSync('bash', ['-eo', 'pipefail', '-c', LAYER_CHECKSUMS, '-', folder, image], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return output.trim().split('\n');
}

function release(folder: string, ...args: string[]): string {
  const main = join(ROOT, 'tools/release/dist/main.js');
  return execFileSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('A release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-release-'));
  const cloneParent = mkdtempSync(join(tmpdir(), 'quartet-release-'));
  const json = (name: string) => JSON.parse(readFileSync(join(folder, 'release', name), 'utf8')) as unknown;
  const images = () => (json('build.json') as { images: Record<string, string> }).images;

  beforeAll(() => {
    createRepository(folder);
    release(folder, 'build');
  });
  afterAll(async () => {
    await docker(['image', 'rm', '--force', ...Object.values(images())]);
    for (const path of [folder, cloneParent]) rmSync(path, { recursive: true });
  });

  it('has images with the commit as tag and label', async () => {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
    expect(Object.keys(images()).sort()).toEqual(['nginx', ...SERVICES].sort());
    const described = await inspect<{ Config: { Labels: Record<string, string> } }>(
      'image',
      Object.values(images()),
    );
    for (const { Config } of described)
      expect(Config.Labels).toMatchObject({
        'org.opencontainers.image.revision': commit,
        'org.opencontainers.image.version': commit.slice(0, 12),
      });
  });

  it('has reproducible layers, which a later build by another user without a cache creates again', async () => {
    // The clone has newer files, which other users cannot read.
    execFileSync('sh', ['-c', `umask 077 && git clone --quiet ${folder} ${cloneParent}/clone`]);
    const file = ['--file', join(cloneParent, 'clone/docker-compose.yaml')];
    const names = { REGISTRY: 'again', VERSION: 'again' };
    await docker(['compose', ...file, 'build', '--no-cache', '--quiet', ...COMPARED], names);
    for (const name of COMPARED)
      expect(layerChecksums(`again/${name}:again`)).toEqual(layerChecksums(images()[name] ?? ''));
    await docker(['image', 'rm', ...COMPARED.map((name) => `again/${name}:again`)]);
  }, 300_000);

  it('has a bill of materials for each image and for all npm packages', () => {
    const output = release(folder, 'sbom');
    expect(output).toMatch(/^service4-product: \d\d+ packages$/m);
    const purls = (name: string) =>
      (json(name) as { components: { purl: string }[] }).components.map(({ purl }) => purl);
    const { dependencies } = JSON.parse(
      readFileSync(join(ROOT, 'service1-frontend/package.json'), 'utf8'),
    ) as {
      dependencies: Record<string, string>;
    };
    const frontend = purls('service1-frontend.cdx.json');
    expect(frontend).toContain(`pkg:npm/express@${dependencies.express}`);
    expect(frontend).toContainEqual(expect.stringMatching(/^pkg:deb\/debian\/libc6@/));
    expect(purls('nginx.cdx.json')).toContainEqual(expect.stringMatching(/^pkg:deb\/debian\/nginx/));
    expect(purls('npm.cdx.json')).toContainEqual(expect.stringMatching(/^pkg:npm\/jest@/));
    expect(frontend).not.toContainEqual(expect.stringMatching(/^pkg:npm\/jest@/));
  });

  it('lists the missing Debian updates of each image, and reports that it skipped the npm advisories', () => {
    const output = release(folder, 'scan', '--offline');
    expect(output).toMatch(/^npm's advisories: not asked$/m);
    for (const image of Object.values(images()))
      expect(output).toMatch(
        new RegExp(`^${image}: lacks 0 security updates of its Debian, and \\d+ others$`, 'm'),
      );
  });
});
