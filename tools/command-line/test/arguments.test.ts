import { imageOf, readArguments, UsageError } from '../src';

describe('readArguments', () => {
  const options = { deadline: { type: 'string' } } as const;

  it('returns the values and positionals of parseArgs', () => {
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
  ])('refuses %j with one sentence', (args, sentence) => {
    expect(() => readArguments({ args, options })).toThrow(new UsageError(sentence));
  });
});

describe('imageOf', () => {
  it('splits a service from its image and refuses anything else', () => {
    expect(imageOf('web=registry/web:1=2')).toEqual(['web', 'registry/web:1=2']);
    for (const text of ['web', 'web=', '=image'])
      expect(() => imageOf(text)).toThrow(new UsageError(`--image must be SERVICE=IMAGE, got \`${text}\`.`));
  });
});
