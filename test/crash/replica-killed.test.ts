import { type MariadbDatabase, mariadbDatabase } from './databases';
import { createDraws } from './draws';
import { Ledger } from './ledger';
import { isAcknowledged, recordDraws } from './load';
import { logResult, randomMoment } from './moments';
import { ProductServices } from './services';

const ROUNDS = 5;
const RECORDINGS = 2_000;
/** Connections to each replica. */
const CONNECTIONS = 60;

describe('Two product services on one MariaDB', () => {
  let database: MariadbDatabase;
  const services = new ProductServices(() => database.url);
  beforeAll(async () => {
    database = await mariadbDatabase();
  }, 60_000);
  afterAll(async () => {
    await services.end();
    await database.remove();
  }, 60_000);

  it('record each draw once, without an error from the survivor, when one of them is killed', async () => {
    const ledger = new Ledger();
    const sums = { acknowledgedByKilled: 0, createdBySurvivor: 0 };
    const survivor = await services.start();
    for (let round = 1; round <= ROUNDS; round++) {
      const killed = await services.start();
      const moment = randomMoment('replica', round, { min: 1, max: RECORDINGS / 2 });
      const draws = createDraws(`round ${round}`, RECORDINGS);
      const [killedAnswers, survivorAnswers] = await Promise.all([
        recordDraws(killed.url, draws, CONNECTIONS, (count) => {
          if (count === moment) void killed.stop('SIGKILL');
        }),
        recordDraws(survivor.url, draws, CONNECTIONS),
      ]);
      ledger.add([...killedAnswers, ...survivorAnswers]);
      expect(killedAnswers.filter(isAcknowledged).length).toBeGreaterThanOrEqual(moment);
      expect(survivorAnswers.filter((answer) => !isAcknowledged(answer))).toEqual([]);
      expect(await ledger.check(database.settings)).toEqual([]);
      sums.acknowledgedByKilled += killedAnswers.filter(isAcknowledged).length;
      sums.createdBySurvivor += survivorAnswers.filter(({ status }) => status === 201).length;
    }
    logResult(`One of two replicas killed ${ROUNDS} times: ${JSON.stringify(sums)}`);
  }, 120_000);
});
