import { tmpdir } from 'node:os';
import { runRelease } from './fixture';

describe('release', () => {
  it.each([
    [[], 'Usage: npm run release -- [options] [command]'],
    [['fly'], "error: unknown command 'fly'"],
    [['build', '--offline'], "error: unknown option '--offline'"],
    [['sign'], "error: required option '--key <file>' not specified"],
    [['verify', '--key', 'k'], "error: required option '--image <service=image>' not specified"],
    [
      ['verify', '--key', 'k', '--image', 'x'],
      "error: option '--image <service=image>' argument 'x' is invalid. It must be SERVICE=IMAGE.",
    ],
    [['scan', '--fast'], "error: unknown option '--fast'"],
  ])('exits with 2, an error and the usage when its arguments are %j', async (args, message) => {
    const { code, stderr } = await runRelease(tmpdir(), args);
    expect([code, stderr.split('\n\n')[0]]).toEqual([2, message]);
    expect(stderr).toMatch(/Usage: npm run release/);
  });

  it('prints the usage for --help', async () => {
    expect(await runRelease(tmpdir(), ['--help'])).toMatchObject({ code: 0, stderr: '' });
  });
});
