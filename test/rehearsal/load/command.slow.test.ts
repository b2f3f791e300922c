import { readFile } from 'node:fs/promises';
import { waitUntil } from '../../support/wait-until';
import { cleanUp, createFolder, createVisit, serveObject, startMachine } from './fixtures';
import { runCommand, startCommand } from './spawn-command';

afterEach(cleanUp);

const LINE = `${JSON.stringify(createVisit(1))}\n`;

describe('The load command', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'visits until %s and leaves a complete journal',
    async (signal) => {
      const { url } = await startMachine(serveObject());
      const path = await createFolder({ pool: `${url}\n`, journal: LINE });
      const { child, result } = startCommand(
        'visit',
        '--pool',
        path('pool'),
        '--journal',
        path('journal'),
        '--visitors',
        '2',
        '--pause',
        '5',
        '--name',
        'night',
      );
      const journal = () => readFile(path('journal'), 'utf8');
      await waitUntil(async () => (await journal()).split('\n').length > 12);
      child.kill(signal);
      expect(await result).toEqual({ code: 0, stdout: '', stderr: '' });
      const [kept, ...lines] = (await journal()).trimEnd().split('\n');
      expect(`${kept}\n`).toBe(LINE);
      for (const line of lines)
        expect(JSON.parse(line)).toMatchObject({ result: 'ok', seed: expect.stringMatching(/^night-/) });
    },
  );

  it('exits with 3 when it cannot write the journal', async () => {
    const { url } = await startMachine(serveObject());
    const path = await createFolder({ pool: `${url}\n` });
    const result = await runCommand(
      'visit',
      '--pool',
      path('pool'),
      '--journal',
      '/dev/full',
      '--pause',
      '5',
    );
    expect(result).toMatchObject({ code: 3, stderr: expect.stringContaining('Cannot write /dev/full') });
  });

  it('exits with 2 and prints the usage when the arguments are invalid', async () => {
    const result = await runCommand('visit');
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Exit codes:') });
    expect(result.stderr).toMatch(/^error: required option '--pool <file>' not specified\n/);
  });
});
