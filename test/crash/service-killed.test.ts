import type { TestDatabase } from '../support/database';
import { DATABASES } from './databases';
import { drawsOf } from './draws';
import { Ledger } from './ledger';
import { isAcknowledged, recordAgain, recordDraws } from './load';
import { momentOf, tell } from './moments';
import { ProductServices } from './services';

const ROUNDS = 20;
const RECORDINGS = 2_000;
const CONNECTIONS = 150;

describe.each(DATABASES)(
  'When the product service is killed amid recordings, on $engine',
  ({ engine, open }) => {
    let database: TestDatabase;
    const services = new ProductServices(() => database.url);
    beforeAll(async () => {
      database = await open();
    }, 60_000);
    afterAll(async () => {
      await services.end();
      await database.remove();
    });

    it('keeps all that it acknowledged, and what is asked for again is there once', async () => {
      const ledger = new Ledger();
      const sums = { acknowledged: 0, unanswered: 0, untold: 0 };
      let service = await services.start();
      for (let round = 1; round <= ROUNDS; round++) {
        const killed = service;
        const moment = momentOf(engine, round, { min: 1, max: RECORDINGS / 2 });
        const draws = drawsOf(`round ${round}`, RECORDINGS);
        const answers = await recordDraws(killed.url, draws, CONNECTIONS, (count) => {
          if (count === moment) void killed.stop('SIGKILL');
        });
        ledger.note(answers);
        const lost = answers.filter(({ status }) => status === undefined);
        expect(answers.filter(isAcknowledged).length).toBe(RECORDINGS - lost.length);
        expect(lost.length).toBeGreaterThan(0);

        service = await services.start();
        expect(await ledger.check(database.settings)).toEqual([]);
        const repeated = lost.map(({ draw }) => draw);
        const again = await recordAgain(service.url, repeated);
        ledger.note(again);
        expect(again.filter(isAcknowledged)).toHaveLength(lost.length);
        sums.acknowledged += RECORDINGS - lost.length;
        sums.unanswered += lost.length;
      }
      expect(await ledger.check(database.settings)).toEqual([]);
      sums.untold = ledger.untold;
      tell(`${engine}, the service killed ${ROUNDS} times: ${JSON.stringify(sums)}`);
    }, 300_000);
  },
);
