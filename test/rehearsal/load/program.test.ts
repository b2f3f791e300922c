import { CommanderError } from 'commander';
import { createProgram } from './program';

const FILES = ['--pool', 'pool', '--journal', 'journal'];

describe('The command line', () => {
  let stderr: jest.SpyInstance;
  beforeEach(() => {
    stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const actions = { visit: jest.fn(), summary: jest.fn(), compare: jest.fn() };
  const print = jest.fn();
  const parse = (args: string[]) => createProgram(actions, print).parse(args, { from: 'user' });

  it('applies defaults', () => {
    parse(['visit', ...FILES]);
    expect(actions.visit).toHaveBeenCalledWith({
      pool: 'pool',
      journal: 'journal',
      visitors: 8,
      pause: 200,
      name: 'rehearsal',
    });
  });

  it('prints the help when the arguments request it', () => {
    const help = expect.objectContaining({ exitCode: 0 }) as Error;
    expect(() => parse(['--help'])).toThrow(help);
    expect(() => parse(['compare', '-h'])).toThrow(help);
    expect(print).toHaveBeenCalledWith(expect.stringMatching(/^Usage: .* compare \[options\]/));
    expect(stderr).not.toHaveBeenCalled();
  });

  test.each([
    [[], 'Usage: '],
    [['toString'], "unknown command 'toString'"],
    [['visit', '--pool', 'pool'], "required option '--journal <file>' not specified"],
    [['summary', '--journal', 'journal'], "required option '--steps <file>' not specified"],
    [
      ['compare', '--journal', 'journal', '--objects', ''],
      "option '--objects <file>' argument '' is invalid. It must be a file.",
    ],
    [
      ['compare', '--journal', 'journal', '--objects', 'objects', '--steps', 'steps'],
      "unknown option '--steps'",
    ],
    [['visit', ...FILES, 'more'], "too many arguments for 'visit'"],
    [
      ['visit', ...FILES, '--visitors', '0'],
      "option '--visitors <n>' argument '0' is invalid. It must be a whole number from 1 to 1000.",
    ],
    [
      ['visit', ...FILES, '--pause', '1.5'],
      "option '--pause <ms>' argument '1.5' is invalid. It must be a whole number from 0 to 60000.",
    ],
    [['visit', ...FILES, '--name', 'a b'], "option '--name <name>' argument 'a b' is invalid. It must be"],
  ])('rejects the arguments %j', (args, message) => {
    expect(() => parse(args)).toThrow(CommanderError);
    expect(stderr).toHaveBeenCalledWith(expect.stringContaining(message));
  });
});
