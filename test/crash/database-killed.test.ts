import { waitUntil } from '../support/wait-until';
import { type MariadbDatabase, mariadbDatabase } from './databases';
import { createDraws, generateDraws } from './draws';
import { Ledger } from './ledger';
import { type Answer, isAcknowledged, recordDraws, repeatDraws } from './load';
import { logResult, randomMoment } from './moments';
import { countQueued, ProductServices } from './services';

const ROUNDS = 20;
const RECORDINGS = 1_000;
const CONNECTIONS = 150;

describe('The product service', () => {
  let database: MariadbDatabase;
  const services = new ProductServices(() => database.url);
  beforeEach(async () => {
    database = await mariadbDatabase();
  }, 60_000);
  afterEach(async () => {
    await services.end();
    await database.remove();
  }, 60_000);

  const queuedOf = (answers: Answer[]) =>
    answers.filter(({ status, body }) => status === 503 && body?.queued);

  it('keeps acknowledged objects and records queued ones when MariaDB is killed and restarted', async () => {
    const ledger = new Ledger();
    const service = await services.start();
    const sums = { acknowledged: 0, queued: 0, restartMs: 0, drainMs: 0 };
    for (let round = 1; round <= ROUNDS; round++) {
      const moment = randomMoment('database', round, { min: 1, max: RECORDINGS / 2 });
      let killed: Promise<void> | undefined;
      const draws = createDraws(`round ${round}`, RECORDINGS);
      const answers = await recordDraws(service.url, draws, CONNECTIONS, (count) => {
        if (count === moment) killed = database.server.end('SIGKILL');
      });
      ledger.add(answers);
      const acknowledged = answers.filter(isAcknowledged).length;
      expect(acknowledged + queuedOf(answers).length).toBe(RECORDINGS);
      expect(acknowledged).toBeGreaterThanOrEqual(moment);

      await killed;
      const start = performance.now();
      await database.server.resume();
      const restarted = performance.now();
      await waitUntil(async () => (await countQueued(service)) === 0);
      sums.restartMs += (restarted - start) / ROUNDS;
      sums.drainMs += (performance.now() - restarted) / ROUNDS;
      expect(await ledger.check(database.settings)).toEqual([]);
      const repeated = await repeatDraws(service.url, draws);
      expect(repeated.filter(({ status }) => status !== 200)).toEqual([]);
      sums.acknowledged += acknowledged;
      sums.queued += RECORDINGS - acknowledged;
    }
    logResult(`MariaDB killed ${ROUNDS} times: ${JSON.stringify(sums)}`);
  }, 300_000);

  it('records thousands of queued objects and acknowledges new ones when MariaDB restarts under load', async () => {
    const ledger = new Ledger();
    const service = await services.start();
    let killed: Promise<void> | undefined;
    let resumed: Promise<void> | undefined;
    let queued = 0;
    let acknowledgedAfterRestart = 0;
    const draws = generateDraws('flood', () => acknowledgedAfterRestart >= 500);
    const answers = await recordDraws(service.url, draws, CONNECTIONS, (count, { status }) => {
      if (status === 503) queued += 1;
      else if (resumed) acknowledgedAfterRestart += 1;
      if (count === 500) killed = database.server.end('SIGKILL');
      if (queued >= 2_000) resumed ??= killed!.then(() => database.server.resume());
    });
    await resumed;
    await waitUntil(async () => (await countQueued(service)) === 0);
    expect(acknowledgedAfterRestart).toBeGreaterThanOrEqual(500);
    expect(answers.filter(({ status }) => status === undefined)).toEqual([]);
    ledger.add(answers);
    expect(await ledger.check(database.settings)).toEqual([]);
    logResult(
      `MariaDB killed under continuous load: ${queuedOf(answers).length} of ${answers.length} queued`,
    );
  }, 120_000);
});
