import { type OwnMariadb, ownMariadb } from './databases';
import { drawsOf } from './draws';
import { Ledger } from './ledger';
import { isAcknowledged, recordDraws } from './load';
import { momentOf, tell } from './moments';
import { ProductServices } from './services';

const ROUNDS = 5;
const RECORDINGS = 2_000;
/** Of each replica. */
const CONNECTIONS = 60;

describe('When one of two product services over the same MariaDB is killed', () => {
  let database: OwnMariadb;
  const services = new ProductServices(() => database.url);
  beforeAll(async () => {
    database = await ownMariadb();
  }, 60_000);
  afterAll(async () => {
    await services.end();
    await database.remove();
  }, 60_000);

  it('the other records the same draws undisturbed, each once', async () => {
    const ledger = new Ledger();
    const sums = { byTheKilled: 0, newByTheOther: 0 };
    const other = await services.start();
    for (let round = 1; round <= ROUNDS; round++) {
      const killed = await services.start();
      const moment = momentOf('replica', round, { min: 1, max: RECORDINGS / 2 });
      const draws = drawsOf(`round ${round}`, RECORDINGS);
      const [before, all] = await Promise.all([
        recordDraws(killed.url, draws, CONNECTIONS, (count) => {
          if (count === moment) void killed.stop('SIGKILL');
        }),
        recordDraws(other.url, draws, CONNECTIONS),
      ]);
      ledger.note([...before, ...all]);
      expect(before.filter(isAcknowledged).length).toBeGreaterThanOrEqual(moment);
      expect(all.filter((answer) => !isAcknowledged(answer))).toEqual([]);
      expect(await ledger.check(database.settings)).toEqual([]);
      sums.byTheKilled += before.filter(isAcknowledged).length;
      sums.newByTheOther += all.filter(({ status }) => status === 201).length;
    }
    tell(`One of two replicas killed ${ROUNDS} times: ${JSON.stringify(sums)}`);
  }, 120_000);
});
