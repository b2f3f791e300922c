import { readOptions } from './options';

const FILES = ['--front', 'front', '--journal', 'journal'];

describe('Options', () => {
  it('have defaults', () => {
    expect(readOptions(['visit', ...FILES])).toEqual({
      ...{ verb: 'visit', front: 'front', journal: 'journal' },
      ...{ visitors: 8, pauseMs: 200, name: 'rehearsal' },
    });
  });

  it('may be asked for', () => {
    expect(readOptions(['--help'])).toBeUndefined();
    expect(readOptions(['compare', '-h'])).toBeUndefined();
  });

  test.each([
    [[], 'Give one of visit, summary and compare.'],
    [['toString'], 'Give one of visit, summary and compare.'],
    [['visit', '--front', 'front'], 'Give --journal FILE.'],
    [['summary', '--journal', 'journal'], 'Give --steps FILE.'],
    [['compare', '--journal', 'journal', '--rows', ''], 'Give --rows FILE.'],
    [['compare', '--journal', 'journal', '--steps', 'steps'], "Unknown option '--steps'"],
    [['visit', ...FILES, 'more'], "Unexpected argument 'more'"],
    [['visit', ...FILES, '--visitors', '0'], '--visitors must be a whole number from 1 to 1000, not 0.'],
    [['visit', ...FILES, '--pause', '1.5'], '--pause must be a whole number from 0 to 60000, not 1.5.'],
    [['visit', ...FILES, '--name', 'a b'], '--name must be'],
  ])('%j are refused', (args, sentence) => {
    expect(() => readOptions(args)).toThrow(sentence);
  });
});
