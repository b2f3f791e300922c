import { tmpdir } from 'node:os';
import { release } from './here';

describe('The command', () => {
  it.each([
    [[], 'Give one VERB: changes, build, sbom, scan, sign, verify.'],
    [['fly'], 'Give one VERB: changes, build, sbom, scan, sign, verify.'],
    [['build', '--offline'], 'build has no option --offline.'],
    [['sign'], 'sign needs a --key.'],
    [['verify', '--key', 'k'], 'verify needs an --image.'],
    [['verify', '--key', 'k', '--image', 'x'], '--image must be SERVICE=IMAGE, not x.'],
    [['scan', '--fast'], "Unknown option '--fast'."],
  ])('called as %j says what is wrong, and how it is called', async (args, sentence) => {
    const { code, err } = await release(tmpdir(), args);
    expect([code, err.split('\n\n')[0]]).toEqual([2, sentence]);
    expect(err).toMatch(/usage: npm run release/);
  });

  it('says how it is called where it is asked', async () => {
    expect(await release(tmpdir(), ['--help'])).toMatchObject({ code: 0, err: '' });
  });
});
