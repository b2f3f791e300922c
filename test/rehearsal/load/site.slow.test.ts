import { readFile, writeFile } from 'node:fs/promises';
import { listen } from '../../support/listen';
import { frontendApp, type Quartet, startQuartet } from '../../support/quartet';
import { waitUntil } from '../../support/wait-until';
import { runCli } from './cli';
import { cleanUp, createFolder } from './fixtures';
import { readJournal } from './journal';
import { startCommand } from './spawn-command';

interface ListedObject {
  id: string;
  seed: string;
  index: number;
}

describe('The load generator on the real site', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterEach(cleanUp);
  afterAll(() => quartet.close());

  /** Returns all recorded objects in the format of `compare --objects`. */
  async function listObjects(): Promise<string[]> {
    const lines: string[] = [];
    for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null;) {
      const response = await fetch(`${quartet.product.url}/objects?limit=200&before=${next}`);
      const page = (await response.json()) as { objects: ListedObject[]; next: number | null };
      lines.push(...page.objects.map(({ id, seed, index }) => `${id}\t${seed}\t${index}`));
      next = page.next;
    }
    return lines;
  }

  it('loses no object when a machine stops, and finds one that is missing from the list', async () => {
    const { number, float, product } = quartet;
    const machine = await listen(
      frontendApp({
        number: number.url,
        float: float.url,
        product: product.url,
        visitDeadlineMs: 20_000,
        attemptMs: 10_000,
      }),
    );
    const path = await createFolder({ pool: `${quartet.frontend.url}\n${machine.url}\n` });
    const journal = path('journal');
    const { child, result } = startCommand(
      'visit',
      '--pool',
      path('pool'),
      '--journal',
      journal,
      '--visitors',
      '4',
      '--pause',
      '10',
    );
    const countVisits = async () => (await readFile(journal, 'utf8').catch(() => '')).split('\n').length - 1;
    const waitForVisits = async (amount: number) => {
      const goal = (await countVisits()) + amount;
      await waitUntil(async () => (await countVisits()) >= goal);
    };
    await waitForVisits(30);
    // Closes all connections, as a power failure does. Unlike after a power failure, the host refuses new ones.
    await machine.close();
    await waitForVisits(30);
    child.kill('SIGTERM');
    expect(await result).toEqual({ code: 0, stdout: '', stderr: '' });

    const visits = await readJournal(journal);
    expect(visits.filter((visit) => visit.result !== 'ok')).toEqual([]);
    expect(visits.filter(({ recorded, rule }) => recorded !== true || rule !== 'attack')).toEqual([]);
    expect(visits.some(({ moved }) => moved > 0)).toBe(true);

    const objects = await listObjects();
    const compareWith = async (lines: string[]) => {
      await writeFile(path('objects'), lines.map((line) => `${line}\n`).join(''));
      let output = '';
      const args = ['compare', '--journal', journal, '--objects', path('objects')];
      return [await runCli(args, (text) => (output += text)), output];
    };
    expect(await compareWith(objects)).toEqual([
      0,
      `shown objects: ${visits.length} (0 queued)\nrecorded objects: ${objects.length}\nlost: 0\nduplicates: 0\n`,
    ]);
    expect(await compareWith(objects.slice(1))).toEqual([1, expect.stringContaining('lost: 1\n')]);
  });
});
