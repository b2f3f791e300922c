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

const layersOf = async (names: readonly string[]) =>
  (await inspect<{ RootFS: { Layers: string[] } }>('image', names)).map(({ RootFS }) => RootFS.Layers);

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
    const again = LOOKED_AT.map((name) => `again/${name}:again`);
    const layers = await layersOf(again);
    await docker(['image', 'rm', ...again]);
    expect(layers).toEqual(await layersOf(LOOKED_AT.map((name) => images()[name] ?? '')));
  });

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
    expect(said).toMatch(/^npm's advisories: not asked$/m);
    for (const image of Object.values(images()))
      expect(said).toMatch(
        new RegExp(`^${image}: lacks 0 security updates of its Debian, and \\d+ others$`, 'm'),
      );
  });
});
