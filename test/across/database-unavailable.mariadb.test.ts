import request from 'supertest';
import { settingsOf } from '../support/database';
import { Mariadb } from '../support/mariadb';
import { productAppOver, type Quartet, startQuartet } from '../support/quartet';
import { openTestRepository } from '../support/repository';
import { waitUntil } from '../support/wait-until';

const TIMEOUT_MS = 300;
const SENTENCE = 'Your attack HIT and did 4.42';

describe('When the database is away', () => {
  let mariadb: Mariadb;
  let quartet: Quartet;
  beforeAll(async () => {
    mariadb = await Mariadb.start();
    await mariadb.run('create database quartet');
    const settings = settingsOf(mariadb.url('quartet'), TIMEOUT_MS);
    const repository = await openTestRepository(settings, { timeoutMs: TIMEOUT_MS });
    const { app } = await productAppOver(repository);
    quartet = await startQuartet({ app, remove: () => repository.close() });
  });
  afterAll(async () => {
    await quartet.close();
    await mariadb.remove();
  });

  const visit = (accept: string) =>
    request(quartet.frontend.url).get('/?seed=quartet').set('Accept', accept).expect(200);

  test.each([
    ['is gone', () => mariadb.end('SIGKILL'), () => mariadb.resume()],
    ['hangs', () => mariadb.freeze(), () => Promise.resolve(mariadb.thaw())],
  ])(
    'because it %s, a visit still draws, and says that it is not recorded yet',
    async (_how, takeAway, bringBack) => {
      await visit('text/html');
      await takeAway();
      const page = await visit('text/html');
      expect(page.text).toContain(SENTENCE);
      expect(page.text).toContain('Not recorded yet');
      expect(page.text).not.toContain('Its permanent page');
      expect(page.text).toMatch(
        /href="\/\?rule=attack&amp;version=36f0d39b51ec11ab&amp;seed=quartet">Same draw again/,
      );
      expect((await visit('application/json')).body).toMatchObject({ text: SENTENCE, recorded: false });
      expect((await visit('text/plain')).text).toBe(
        `${SENTENCE}\n(not recorded yet, the record is away; the same draw again: /?rule=attack&version=36f0d39b51ec11ab&seed=quartet&index=0)\n`,
      );
      await bringBack();
      await waitUntil(async () => 'createdAt' in ((await visit('application/json')).body as object));
      expect((await visit('text/html')).text).toContain('Its permanent page');
    },
  );

  const ask = (path: string, accept: string) =>
    request(quartet.frontend.url).get(path).set('Accept', accept).expect(503);

  test.each(['/objects/iL4epp408SSzfn77nK-KaACb', '/?version=0123456789abcdef'])(
    'a page that needs it, %s, says that the record is away, and that objects can be drawn',
    async (path) => {
      await mariadb.end('SIGKILL');
      const page = await ask(path, 'text/html');
      expect(page.headers['retry-after']).toBe('1');
      expect(page.text).toContain('<h1>The database is unavailable</h1>');
      expect(page.text).toContain('The record of objects cannot be reached.');
      expect(page.text).toContain('new ones can be drawn all the same');
      expect(page.text).not.toMatch(/product service|neither made nor shown/);
      expect((await ask(path, 'application/json')).body).toMatchObject({
        type: 'urn:quartet:problem:database-unavailable',
        title: 'The database is unavailable',
        detail: 'The record of objects cannot be reached.',
      });
      expect((await ask(path, 'text/plain')).text).toBe(
        'The database is unavailable: The record of objects cannot be reached.\n',
      );
      await mariadb.resume();
    },
  );
});
