import { runProgram } from '../src/run';
import { ReleaseError } from '../src/errors';

describe('runProgram', () => {
  it('returns the exit code of a program that fails', async () => {
    expect(await runProgram('sh', ['-c', 'echo out; exit 5'])).toEqual({
      code: 5,
      stdout: 'out\n',
      stderr: '',
    });
  });

  it('rejects with the signal that ended the program', async () => {
    await expect(runProgram('sh', ['-c', 'kill -TERM $$'])).rejects.toThrow(
      new ReleaseError('`sh -c` was ended by SIGTERM.'),
    );
  });
});
