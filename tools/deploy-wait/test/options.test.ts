import { UsageError } from '@quartet/command-line';
import { readOptions } from '../src/options';

describe('readOptions', () => {
  it('has a default deadline of 300 s', () => {
    expect(readOptions(['shop'])).toEqual({ stack: 'shop', deadlineMs: 300_000, images: new Map() });
  });

  it('reads every option', () => {
    const args = ['--deadline', '60', '--over', 'ssh one sudo', '--json', 'a.json', '--junit', 'a.xml'];
    const images = ['--image', 'web=registry/web:1', '--image', 'api=registry/api:1'];
    expect(readOptions(['shop', ...args, ...images])).toEqual({
      stack: 'shop',
      deadlineMs: 60_000,
      over: 'ssh one sudo',
      json: 'a.json',
      junit: 'a.xml',
      images: new Map([
        ['web', 'registry/web:1'],
        ['api', 'registry/api:1'],
      ]),
    });
  });

  it('returns nothing for --help', () => {
    expect(readOptions(['--help'])).toBeUndefined();
  });

  it.each([
    [[]],
    [['one', 'two']],
    [['shop', '--deadline', '0']],
    [['shop', '--over', ' ']],
    [['shop', '--fast']],
  ])('refuses %j', (args) => {
    expect(() => readOptions(args)).toThrow(UsageError);
  });
});
