import { FileError } from './files';
import { cleanUp, createFolder, createVisit } from './fixtures';
import { Journal, readJournal } from './journal';
import { Pool } from './pool';
import { readRecordedObjects } from './recorded-objects';
import { readSteps } from './steps';

afterEach(cleanUp);

const { id } = createVisit(1);
const LINE = `${JSON.stringify(createVisit(1))}\n`;
const ignore = () => undefined;

describe('The file readers', () => {
  it('read the machines of a pool and ignore white space', async () => {
    const path = await createFolder({ pool: 'http://10.0.0.1\r\n\n  http://n2:8080/' });
    const pool = await Pool.open(path('pool'));
    expect(await pool.machines()).toEqual(['http://10.0.0.1', 'http://n2:8080']);
  });

  it('read the visits of a journal in order, after those of an earlier run', async () => {
    const path = await createFolder({ journal: LINE });
    const journal = await Journal.open(path('journal'), ignore);
    const visits = [createVisit(2), createVisit(3, { result: 'failed' })];
    for (const visit of visits) journal.add(visit);
    await journal.close();
    expect(await readJournal(path('journal'))).toEqual([createVisit(1), ...visits]);
  });

  test.each<[read: (file: string) => Promise<unknown>, text: string, problem: string]>([
    [(file) => Pool.open(file), '\n', 'lists no machine'],
    [
      (file) => Pool.open(file),
      'https://10.0.0.1\n',
      'must be a base URL such as http://10.0.0.1, got `https://10.0.0.1`',
    ],
    [(file) => Pool.open(file), 'http://10.0.0.1/path\n', 'must be a base URL'],
    [(file) => Pool.open(file), '10.0.0.1\n', 'must be a base URL'],
    [readJournal, `${LINE}{"started":\n`, 'line 2 is not a visit'],
    [readJournal, 'null\n', 'line 1 is not a visit'],
    [readJournal, LINE.replace(id!, ''), 'line 1 is not a visit'],
    [readRecordedObjects, `id\n${id}\n`, 'line 1 must be an id'],
    [readRecordedObjects, `${id}\n${id}\tseed\n`, 'line 2 must be an id'],
    [readSteps, '', 'lists no step'],
    [readSteps, 'title\tok\t1\t1800000000\n', 'line 1 must be TITLE'],
    [readSteps, 'title\tok\t1\t1800000000000\t1800000001000\n', 'line 1 must be TITLE'],
    [readSteps, 'title\tok\t1\t1800000001\t1800000000\n', 'line 1 must be TITLE'],
  ])('reject a malformed file (%#)', async (read, text, problem) => {
    const path = await createFolder({ file: text });
    const rejection = expect(read(path('file'))).rejects;
    await rejection.toThrow(FileError);
    await expect(read(path('file'))).rejects.toThrow(problem);
  });

  test.each([(file: string) => Pool.open(file), readJournal, readRecordedObjects, readSteps])(
    'name the file that does not exist (%#)',
    async (read) => {
      await expect(read('/nowhere/file')).rejects.toThrow('Cannot read /nowhere/file: ENOENT');
    },
  );

  it('name the journal that cannot be opened', async () => {
    await expect(Journal.open('/nowhere/journal', ignore)).rejects.toThrow(
      'Cannot write /nowhere/journal: ENOENT',
    );
  });
});
