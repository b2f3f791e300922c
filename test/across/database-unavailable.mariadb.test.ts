import request from 'supertest';
import { settingsOf } from '../support/database';
import { Mariadb } from '../support/mariadb';
import { productAppOver, type Quartet, startQuartet } from '../support/quartet';
import { openTestRepository } from '../support/repository';
import { waitUntil } from '../support/wait-until';

const TIMEOUT_MS = 300;
const SENTENCE = 'Your attack HIT and did 4.42';

describe('The frontend without a database', () => {
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
    ['is down', () => mariadb.end('SIGKILL'), () => mariadb.resume()],
    ['hangs', () => mariadb.freeze(), () => Promise.resolve(mariadb.thaw())],
  ])('draws an object that is not recorded yet when the server %s', async (_how, interrupt, restore) => {
    await visit('text/html');
    await interrupt();
    const page = await visit('text/html');
    expect(page.text).toContain(SENTENCE);
    expect(page.text).toContain('Not recorded yet');
    expect(page.text).not.toContain('Permalink');
    expect(page.text).toMatch(
      /href="\/\?rule=attack&amp;version=36f0d39b51ec11ab&amp;seed=quartet">Repeat this draw/,
    );
    expect((await visit('application/json')).body).toMatchObject({ text: SENTENCE, recorded: false });
    expect((await visit('text/plain')).text).toBe(
      `${SENTENCE}\n(not recorded yet: the database is unavailable; to repeat this draw: /?rule=attack&version=36f0d39b51ec11ab&seed=quartet&index=0)\n`,
    );
    await restore();
    await waitUntil(async () => 'createdAt' in ((await visit('application/json')).body as object));
    expect((await visit('text/html')).text).toContain('Permalink');
  });

  const getUnavailable = (path: string, accept: string) =>
    request(quartet.frontend.url).get(path).set('Accept', accept).expect(503);

  test.each(['/objects/iL4epp408SSzfn77nK-KaACb', '/?version=0123456789abcdef'])(
    'returns 503 for %s, which needs the database, and says that objects can be drawn',
    async (path) => {
      await mariadb.end('SIGKILL');
      const page = await getUnavailable(path, 'text/html');
      expect(page.headers['retry-after']).toBe('1');
      expect(page.text).toContain('<h1>The database is unavailable</h1>');
      expect(page.text).toContain('The database cannot be reached.');
      expect(page.text).toContain('You can still draw new ones');
      expect(page.text).not.toMatch(/product service|You cannot draw or open objects/);
      expect((await getUnavailable(path, 'application/json')).body).toMatchObject({
        type: 'urn:quartet:problem:database-unavailable',
        title: 'The database is unavailable',
        detail: 'The database cannot be reached.',
      });
      expect((await getUnavailable(path, 'text/plain')).text).toBe(
        'The database is unavailable: The database cannot be reached.\n',
      );
      await mariadb.resume();
    },
  );
});
