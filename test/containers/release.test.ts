import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { docker, inspect, ROOT } from './support/docker';
import { SERVICES } from './support/site';

const LOOKED_AT = ['nginx', 'service2-number'];
const IDENTITY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@site.example'];

/** A repository of its own with the files as they are here now. */
function repository(folder: string): void {
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
  git('commit', '--quiet', '--message', 'All of it');
}

/**
 * A sum over each layer of an image: names, dates, modes, owners and contents of its files. Not over the archive that the engine
 * makes of it, whose order goes by how the layer came to lie on the one below.
 */
const SUMS = `
  cd "$1" && docker save "$2" | tar --extract
  for layer in $(node -p 'require("./manifest.json")[0].Layers.join(" ")'); do
    rm -rf files && mkdir files && tar --extract --file "$layer" --directory files
    { tar --list --verbose --full-time --numeric-owner --file "$layer" | sort
      cd files && find . -type f -print0 | sort -z | xargs --null --no-run-if-empty sha256sum && cd ..; } | sha256sum
  done`;

function layersOf(image: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-layers-'));
  const said = execFileSync('bash', ['-eo', 'pipefail', '-c', SUMS, '-', folder, image], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return said.trim().split('\n');
}

function release(folder: string, ...args: string[]): string {
  const main = join(ROOT, 'packages/release/dist/main.js');
  return execFileSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('A release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-release-'));
  const elsewhere = mkdtempSync(join(tmpdir(), 'quartet-release-'));
  const json = (name: string) => JSON.parse(readFileSync(join(folder, 'release', name), 'utf8')) as unknown;
  const images = () => (json('build.json') as { images: Record<string, string> }).images;

  beforeAll(() => {
    repository(folder);
    release(folder, 'build');
  });
  afterAll(async () => {
    await docker(['image', 'rm', '--force', ...Object.values(images())]);
    for (const one of [folder, elsewhere]) rmSync(one, { recursive: true });
  });

  it('has images that are tagged with the commit, and labelled with it', async () => {
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
    expect(Object.keys(images()).sort()).toEqual(['nginx', ...SERVICES].sort());
    const found = await inspect<{ Config: { Labels: Record<string, string> } }>(
      'image',
      Object.values(images()),
    );
    for (const { Config } of found)
      expect(Config.Labels).toMatchObject({
        'org.opencontainers.image.revision': commit,
        'org.opencontainers.image.version': commit.slice(0, 12),
      });
  });

  it('is made of the same layers by somebody else, at another time, from nothing', async () => {
    // Files that are newer, and that nobody else may read.
    execFileSync('sh', ['-c', `umask 077 && git clone --quiet ${folder} ${elsewhere}/clone`]);
    const file = ['--file', join(elsewhere, 'clone/docker-compose.yaml')];
    const names = { REGISTRY: 'again', VERSION: 'again' };
    await docker(['compose', ...file, 'build', '--no-cache', '--quiet', ...LOOKED_AT], names);
    for (const name of LOOKED_AT)
      expect(layersOf(`again/${name}:again`)).toEqual(layersOf(images()[name] ?? ''));
    await docker(['image', 'rm', ...LOOKED_AT.map((name) => `again/${name}:again`)]);
  }, 300_000);

  it('has a bill of materials of each image, and of all npm packages', () => {
    const said = release(folder, 'sbom');
    expect(said).toMatch(/^service4-product: \d\d+ packages$/m);
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

  it("asks Debian's archives what each image lacks, and says what was not asked", () => {
    const said = release(folder, 'scan', '--offline');
    expect(said).toMatch(/^npm advisories: skipped$/m);
    for (const image of Object.values(images()))
      expect(said).toMatch(new RegExp(`^${image}: 0 missing security updates, \\d+ other updates$`, 'm'));
  });
});
