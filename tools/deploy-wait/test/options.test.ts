import { CommanderError } from 'commander';
import { readOptions } from '../src/options';

describe('readOptions', () => {
  let stdout: jest.SpyInstance;
  let stderr: jest.SpyInstance;
  beforeEach(() => {
    stdout = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

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

  it('prints the help on standard output for --help', () => {
    expect(() => readOptions(['--help'])).toThrow(expect.objectContaining({ exitCode: 0 }));
    expect(stdout).toHaveBeenCalledWith(expect.stringMatching(/^Usage: npm run deploy:wait -- /));
    expect(stderr).not.toHaveBeenCalled();
  });

  it('splits the image of a service at the first equals sign', () => {
    const { images } = readOptions(['shop', '--image', 'web=registry/web:1=2']);
    expect(images).toEqual(new Map([['web', 'registry/web:1=2']]));
  });

  it.each([
    [[], "missing required argument 'stack'"],
    [['one', 'two'], 'too many arguments'],
    [['shop', '--deadline', '0'], "'--deadline <seconds>' argument '0' is invalid"],
    [['shop', '--over', ' '], "'--over <command>' argument ' ' is invalid"],
    [['shop', '--image', 'web'], "'--image <service=image>' argument 'web' is invalid"],
    [['shop', '--image', 'web='], "'--image <service=image>' argument 'web=' is invalid"],
    [['shop', '--image', '=image'], "'--image <service=image>' argument '=image' is invalid"],
    [['shop', '--fast'], "unknown option '--fast'"],
    [['shop', '--deadline'], "option '--deadline <seconds>' argument missing"],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(CommanderError);
    expect(stderr).toHaveBeenCalledWith(expect.stringContaining(message));
    expect(stdout).not.toHaveBeenCalled();
  });
});
