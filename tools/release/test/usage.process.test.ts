import { tmpdir } from 'node:os';
import { runRelease } from './fixture';

describe('release', () => {
  it.each([
    [[], 'Give one COMMAND: changes, build, sbom, scan, sign, verify.'],
    [['fly'], 'Give one COMMAND: changes, build, sbom, scan, sign, verify.'],
    [['build', '--offline'], 'build has no option --offline.'],
    [['sign'], 'sign needs a --key.'],
    [['verify', '--key', 'k'], 'verify needs an --image.'],
    [['verify', '--key', 'k', '--image', 'x'], '--image must be SERVICE=IMAGE, got `x`.'],
    [['scan', '--fast'], "Unknown option '--fast'."],
  ])('exits with 2, an error and the usage when its arguments are %j', async (args, message) => {
    const { code, stderr } = await runRelease(tmpdir(), args);
    expect([code, stderr.split('\n\n')[0]]).toEqual([2, message]);
    expect(stderr).toMatch(/usage: npm run release/);
  });

  it('prints the usage for --help', async () => {
    expect(await runRelease(tmpdir(), ['--help'])).toMatchObject({ code: 0, stderr: '' });
  });
});
