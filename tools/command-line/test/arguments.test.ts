import { imageOf, readArguments, UsageError } from '../src';

describe('What a command is given', () => {
  const options = { deadline: { type: 'string' } } as const;

  it('is read as Node reads it', () => {
    const { values, positionals } = readArguments({
      args: ['--deadline', '5', 'one'],
      allowPositionals: true,
      options,
    });
    expect([values.deadline, positionals]).toEqual(['5', ['one']]);
  });

  it.each([
    [['--fast'], "Unknown option '--fast'."],
    [['--deadline'], "Option '--deadline <value>' argument missing."],
  ])('is refused in one sentence where it is wrong: %j', (args, sentence) => {
    expect(() => readArguments({ args, options })).toThrow(new UsageError(sentence));
  });

  it('may be an image for a service', () => {
    expect(imageOf('web=registry/web:1=2')).toEqual(['web', 'registry/web:1=2']);
    for (const text of ['web', 'web=', '=image'])
      expect(() => imageOf(text)).toThrow(new UsageError(`--image must be SERVICE=IMAGE, not ${text}.`));
  });
});
