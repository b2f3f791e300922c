import { createDocker, DockerError, splitLines } from '../src/docker';

describe('createDocker', () => {
  it('passes one quoted shell line to the command for another machine', async () => {
    const docker = createDocker('echo  one sudo');
    expect(await docker(['stack', 'ps', "it's", '$HOME'])).toBe(
      `one sudo docker 'stack' 'ps' 'it'\\''s' '$HOME'`,
    );
  });

  it.each<['output' | 'both', string]>([
    ['output', 'out'],
    ['both', 'out\nerr'],
  ])('returns the streams that the caller requests: %s', async (streams, expected) => {
    const docker = createDocker('env -S sh\\_-c\\_"echo\\_out;echo\\_err>&2"');
    expect(await docker(['version'], streams)).toBe(expected);
  });

  it.each([
    ['the command does not exist', '/nowhere/ssh', '`/nowhere/ssh` is not on the PATH.'],
    ['the command fails without a message', 'false', 'Command failed: false'],
    ['the command fails with a message', 'sh nowhere', 'nowhere'],
  ])('fails with a DockerError when %s', async (_, over, message) => {
    const call = createDocker(over)(['version']);
    await expect(call).rejects.toThrow(DockerError);
    await expect(call).rejects.toThrow(message);
  });
});

describe('splitLines', () => {
  it('returns the lines without empty ones', () => {
    expect(splitLines('one\n\ntwo\n')).toEqual(['one', 'two']);
    expect(splitLines('')).toEqual([]);
  });
});
