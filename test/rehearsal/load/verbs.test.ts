import { closeAll, folderWith, objectOf, visitOf } from './machines';
import { perform } from './verbs';

afterEach(closeAll);

const LINE = `${JSON.stringify(visitOf(1))}\n`;

/** The exit code and what was printed. */
async function done(...args: string[]): Promise<[code: number, text: string]> {
  let said = '';
  const code = await perform(args, (text) => (said += text));
  return [code, said];
}

describe('The command', () => {
  it('prints the summary, and reads past a line that is still being written', async () => {
    const steps = 'A step\tok\t10\t1799999999\t1800000010.5\n';
    const path = await folderWith({ journal: `${LINE}{"started":18`, steps });
    const [code, text] = await done('summary', '--journal', path('journal'), '--steps', path('steps'));
    expect(code).toBe(0);
    expect(text.split('\n')[1]).toBe('A step\tok\t10\t1\t0\t0\t0\t5\t0\t5');
  });

  test.each([
    ['recorded', 0, `${objectOf('seed', 1).id}\n`, 'lost: 0'],
    ['recorded, and seeds are selected too', 0, `${objectOf('seed', 1).id}\tseed\t1\n`, 'lost: 0'],
    ['lost', 1, `${objectOf('seed', 2).id}\n`, 'lost: 1'],
    ['lost, with all others', 1, '', 'lost: 1'],
  ])('compares: where an object is %s, it ends with %i', async (_, code, rows, text) => {
    const path = await folderWith({ journal: LINE, rows });
    const compared = await done('compare', '--journal', path('journal'), '--rows', path('rows'));
    expect(compared).toEqual([code, expect.stringContaining(text)]);
  });

  it('says how it is called', async () => {
    expect(await done('visit', '--help')).toEqual([0, expect.stringContaining('exit codes:')]);
  });
});
