import { readOptions } from './options';

const FILES = ['--pool', 'pool', '--journal', 'journal'];

describe('readOptions', () => {
  it('applies defaults', () => {
    expect(readOptions(['visit', ...FILES])).toEqual({
      command: 'visit',
      pool: 'pool',
      journal: 'journal',
      visitors: 8,
      pauseMs: 200,
      name: 'rehearsal',
    });
  });

  it('returns undefined when the arguments request help', () => {
    expect(readOptions(['--help'])).toBeUndefined();
    expect(readOptions(['compare', '-h'])).toBeUndefined();
  });

  test.each([
    [[], 'Specify one of the commands visit, summary and compare.'],
    [['toString'], 'Specify one of the commands visit, summary and compare.'],
    [['visit', '--pool', 'pool'], 'Specify --journal FILE.'],
    [['summary', '--journal', 'journal'], 'Specify --steps FILE.'],
    [['compare', '--journal', 'journal', '--objects', ''], 'Specify --objects FILE.'],
    [['compare', '--journal', 'journal', '--steps', 'steps'], "Unknown option '--steps'"],
    [['visit', ...FILES, 'more'], "Unexpected argument 'more'"],
    [['visit', ...FILES, '--visitors', '0'], '--visitors must be a whole number from 1 to 1000, got `0`.'],
    [['visit', ...FILES, '--pause', '1.5'], '--pause must be a whole number from 0 to 60000, got `1.5`.'],
    [['visit', ...FILES, '--name', 'a b'], '--name must be'],
  ])('rejects the arguments %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
