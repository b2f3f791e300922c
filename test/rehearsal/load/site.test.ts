import { readFile, writeFile } from 'node:fs/promises';
import { listen } from '../../support/listen';
import { frontendApp, type Quartet, startQuartet } from '../../support/quartet';
import { waitUntil } from '../../support/wait-until';
import { start } from './command';
import { readJournal } from './journal';
import { closeAll, folderWith } from './machines';
import { perform } from './verbs';

interface Recorded {
  id: string;
  seed: string;
  index: number;
}

describe('On the real site', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterEach(closeAll);
  afterAll(() => quartet.close());

  /** All that is recorded, as the rows of a selection. */
  async function rows(): Promise<string[]> {
    const lines: string[] = [];
    for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null;) {
      const response = await fetch(`${quartet.product.url}/objects?limit=200&before=${next}`);
      const page = (await response.json()) as { objects: Recorded[]; next: number | null };
      lines.push(...page.objects.map(({ id, seed, index }) => `${id}\t${seed}\t${index}`));
      next = page.next;
    }
    return lines;
  }

  it('visitors lose no object while a machine goes away, and the comparison finds the one that is taken from the rows', async () => {
    const { number, float, product } = quartet;
    const patience = { visitDeadlineMs: 20_000, attemptMs: 10_000 };
    const machine = await listen(
      frontendApp({ number: number.url, float: float.url, product: product.url, ...patience }),
    );
    const path = await folderWith({ front: `${quartet.frontend.url}\n${machine.url}\n` });
    const journal = path('journal');
    const { child, ended } = start(
      ...['visit', '--front', path('front'), '--journal', journal, '--visitors', '4', '--pause', '10'],
    );
    const visits = async () => (await readFile(journal, 'utf8').catch(() => '')).split('\n').length - 1;
    const more = async (amount: number) => {
      const goal = (await visits()) + amount;
      await waitUntil(async () => (await visits()) >= goal);
    };
    await more(30);
    // As abruptly as a machine that loses its power, though one that is still there to refuse.
    await machine.close();
    await more(30);
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 0, stdout: '', stderr: '' });

    const made = await readJournal(journal);
    expect(made.filter(({ result }) => result !== 'ok')).toEqual([]);
    expect(made.filter(({ recorded, rule }) => recorded !== true || rule !== 'attack')).toEqual([]);
    expect(made.some(({ moved }) => moved > 0)).toBe(true);

    const recorded = await rows();
    const compareWith = async (lines: string[]) => {
      await writeFile(path('rows'), lines.map((line) => `${line}\n`).join(''));
      let said = '';
      const args = ['compare', '--journal', journal, '--rows', path('rows')];
      return [await perform(args, (text) => (said += text)), said];
    };
    expect(await compareWith(recorded)).toEqual([
      0,
      `shown: ${made.length}, of which 0 were not recorded yet at the time\nrecorded: ${recorded.length}\nlost: 0\ndoubled: 0\n`,
    ]);
    expect(await compareWith(recorded.slice(1))).toEqual([1, expect.stringContaining('lost: 1\n')]);
  });
});
