import { Front } from './front';
import { Journal, readJournal } from './journal';
import { closeAll, folderWith, visitOf } from './machines';
import { FileProblem } from './mistakes';
import { readRows } from './rows';
import { readSteps } from './steps';

afterEach(closeAll);

const { id } = visitOf(1);
const LINE = `${JSON.stringify(visitOf(1))}\n`;
const ignore = () => undefined;

describe('A file', () => {
  it('gives the machines of a front, without what is about them', async () => {
    const path = await folderWith({ front: 'http://10.0.0.1\r\n\n  http://n2:8080/' });
    const front = await Front.open(path('front'));
    expect(await front.machines()).toEqual(['http://10.0.0.1', 'http://n2:8080']);
  });

  it('gives back the visits of a journal as they were added, after those of an earlier run', async () => {
    const path = await folderWith({ journal: LINE });
    const journal = await Journal.open(path('journal'), ignore);
    const visits = [visitOf(2), visitOf(3, { result: 'failed' })];
    for (const visit of visits) journal.add(visit);
    await journal.close();
    expect(await readJournal(path('journal'))).toEqual([visitOf(1), ...visits]);
  });

  test.each<[read: (file: string) => Promise<unknown>, text: string, problem: string]>([
    [(file) => Front.open(file), '\n', 'lists no machine'],
    [(file) => Front.open(file), 'https://10.0.0.1\n', 'https://10.0.0.1 is no base address'],
    [(file) => Front.open(file), 'http://10.0.0.1/path\n', 'is no base address'],
    [(file) => Front.open(file), '10.0.0.1\n', 'is no base address'],
    [readJournal, `${LINE}{"started":\n`, 'line 2 is no visit'],
    [readJournal, 'null\n', 'line 1 is no visit'],
    [readJournal, LINE.replace(id!, ''), 'line 1 is no visit'],
    [readRows, `id\n${id}\n`, 'line 1 is neither'],
    [readRows, `${id}\n${id}\tseed\n`, 'line 2 is neither'],
    [readSteps, '', 'has no step'],
    [readSteps, 'what\tok\t1\t1800000000\n', 'line 1 is not WHAT'],
    [readSteps, 'what\tok\t1\t1800000000000\t1800000001000\n', 'line 1 is not WHAT'],
    [readSteps, 'what\tok\t1\t1800000001\t1800000000\n', 'line 1 is not WHAT'],
  ])('that is not what it should be is refused (%#)', async (read, text, problem) => {
    const path = await folderWith({ file: text });
    const refused = expect(read(path('file'))).rejects;
    await refused.toThrow(FileProblem);
    await expect(read(path('file'))).rejects.toThrow(problem);
  });

  test.each([(file: string) => Front.open(file), readJournal, readRows, readSteps])(
    'that is not there is named (%#)',
    async (read) => {
      await expect(read('/nowhere/file')).rejects.toThrow('/nowhere/file cannot be read: ENOENT');
    },
  );

  it('that cannot be written is named', async () => {
    await expect(Journal.open('/nowhere/journal', ignore)).rejects.toThrow(
      '/nowhere/journal cannot be written: ENOENT',
    );
  });
});
