import { readFile } from 'node:fs/promises';
import { waitUntil } from '../../support/wait-until';
import { run, start } from './command';
import { closeAll, folderWith, machine, shows, visitOf } from './machines';

afterEach(closeAll);

const LINE = `${JSON.stringify(visitOf(1))}\n`;

describe('The command', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('visits until %s, and leaves a whole journal', async (signal) => {
    const { url } = await machine(shows());
    const path = await folderWith({ front: `${url}\n`, journal: LINE });
    const { child, ended } = start(
      ...['visit', '--front', path('front'), '--journal', path('journal')],
      ...['--visitors', '2', '--pause', '5', '--name', 'night'],
    );
    const journal = () => readFile(path('journal'), 'utf8');
    await waitUntil(async () => (await journal()).split('\n').length > 12);
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, stdout: '', stderr: '' });
    const [kept, ...lines] = (await journal()).trimEnd().split('\n');
    expect(`${kept}\n`).toBe(LINE);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ result: 'ok', seed: expect.stringMatching(/^night-/) });
  });

  it('ends with 3 where the journal can be written no more', async () => {
    const { url } = await machine(shows());
    const path = await folderWith({ front: `${url}\n` });
    const ended = await run('visit', '--front', path('front'), '--journal', '/dev/full', '--pause', '5');
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('/dev/full cannot be written') });
  });

  it('ends with 2 where it is called wrongly, and says how it is called', async () => {
    const ended = await run('visit');
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('exit codes:') });
    expect(ended.stderr).toMatch(/^Give --front FILE\.\n/);
  });
});
