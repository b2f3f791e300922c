import type { TestDatabase } from '../support/database';
import { DATABASES } from './databases';
import { createDraws } from './draws';
import { Ledger } from './ledger';
import { isAcknowledged, recordDraws, repeatDraws } from './load';
import { logResult, randomMoment } from './moments';
import { ProductServices } from './services';

const ROUNDS = 20;
const RECORDINGS = 1_000;
const CONNECTIONS = 150;

describe.each(DATABASES)('The product service on $engine', ({ engine, open }) => {
  let database: TestDatabase;
  const services = new ProductServices(() => database.url);
  beforeAll(async () => {
    database = await open();
  }, 60_000);
  afterAll(async () => {
    await services.end();
    await database.remove();
  });

  it('keeps acknowledged objects and records repeated draws once when it is killed', async () => {
    const ledger = new Ledger();
    const sums = { acknowledged: 0, unanswered: 0, unreportedCommits: 0 };
    let service = await services.start();
    for (let round = 1; round <= ROUNDS; round++) {
      const killed = service;
      const moment = randomMoment(engine, round, { min: 1, max: RECORDINGS / 2 });
      const draws = createDraws(`round ${round}`, RECORDINGS);
      const answers = await recordDraws(killed.url, draws, CONNECTIONS, (count) => {
        if (count === moment) void killed.stop('SIGKILL');
      });
      ledger.add(answers);
      const unanswered = answers.filter(({ status }) => status === undefined);
      expect(answers.filter(isAcknowledged).length).toBe(RECORDINGS - unanswered.length);
      expect(unanswered.length).toBeGreaterThan(0);

      service = await services.start();
      expect(await ledger.check(database.settings)).toEqual([]);
      const repeated = await repeatDraws(
        service.url,
        unanswered.map(({ draw }) => draw),
      );
      ledger.add(repeated);
      expect(repeated.filter(isAcknowledged)).toHaveLength(unanswered.length);
      sums.acknowledged += RECORDINGS - unanswered.length;
      sums.unanswered += unanswered.length;
    }
    expect(await ledger.check(database.settings)).toEqual([]);
    sums.unreportedCommits = ledger.unreportedCommits;
    logResult(`${engine}, the service killed ${ROUNDS} times: ${JSON.stringify(sums)}`);
  }, 300_000);
});
