import { runCli } from './cli';
import { cleanUp, createFolder, createObject, createVisit } from './fixtures';

afterEach(cleanUp);

const LINE = `${JSON.stringify(createVisit(1))}\n`;

/** Returns the exit code and the output. */
async function run(...args: string[]): Promise<[code: number, output: string]> {
  let output = '';
  const code = await runCli(args, (text) => (output += text));
  return [code, output];
}

describe('runCli', () => {
  it('prints the summary and ignores an incomplete last line of the journal', async () => {
    const steps = 'A step\tok\t10\t1799999999\t1800000010.5\n';
    const path = await createFolder({ journal: `${LINE}{"started":18`, steps });
    const [code, output] = await run('summary', '--journal', path('journal'), '--steps', path('steps'));
    expect(code).toBe(0);
    expect(output.split('\n')[1]).toBe('A step\tok\t10\t1\t0\t0\t0\t5\t0\t5');
  });

  test.each([
    [0, 'the object is recorded', `${createObject('seed', 1).id}\n`, 'lost: 0'],
    [
      0,
      'the object is recorded and the file has seeds',
      `${createObject('seed', 1).id}\tseed\t1\n`,
      'lost: 0',
    ],
    [1, 'the object is lost', `${createObject('seed', 2).id}\n`, 'lost: 1'],
    [1, 'no object is recorded', '', 'lost: 1'],
  ])('returns %i from compare when %s', async (code, _, objects, text) => {
    const path = await createFolder({ journal: LINE, objects });
    const result = await run('compare', '--journal', path('journal'), '--objects', path('objects'));
    expect(result).toEqual([code, expect.stringContaining(text)]);
  });

  it('prints the usage', async () => {
    expect(await run('visit', '--help')).toEqual([0, expect.stringContaining('Exit codes:')]);
  });
});
