import { waitUntil } from '../support/wait-until';
import { type OwnMariadb, ownMariadb } from './databases';
import { drawsOf, drawsUntil } from './draws';
import { Ledger } from './ledger';
import { type Answer, isAcknowledged, recordAgain, recordDraws } from './load';
import { momentOf, tell } from './moments';
import { ProductServices, waitingIn } from './services';

const ROUNDS = 20;
const RECORDINGS = 2_000;
const CONNECTIONS = 150;

describe('When MariaDB is killed amid recordings', () => {
  let database: OwnMariadb;
  const services = new ProductServices(() => database.url);
  beforeEach(async () => {
    database = await ownMariadb();
  }, 60_000);
  afterEach(async () => {
    await services.end();
    await database.remove();
  }, 60_000);

  const queued = (answers: Answer[]) => answers.filter(({ status, body }) => status === 503 && body?.queued);

  it('what was acknowledged is there when it is back, and what was queued is recorded', async () => {
    const ledger = new Ledger();
    const service = await services.start();
    const sums = { acknowledged: 0, queued: 0, backAfterMs: 0, drainedAfterMs: 0 };
    for (let round = 1; round <= ROUNDS; round++) {
      const moment = momentOf('database', round, { min: 1, max: RECORDINGS / 2 });
      let killed: Promise<void> | undefined;
      const draws = drawsOf(`round ${round}`, RECORDINGS);
      const answers = await recordDraws(service.url, draws, CONNECTIONS, (count) => {
        if (count === moment) killed = database.server.end('SIGKILL');
      });
      ledger.note(answers);
      const acknowledged = answers.filter(isAcknowledged).length;
      expect(acknowledged + queued(answers).length).toBe(RECORDINGS);
      expect(acknowledged).toBeGreaterThanOrEqual(moment);

      await killed;
      const start = performance.now();
      await database.server.resume();
      const isBack = performance.now();
      await waitUntil(async () => (await waitingIn(service)) === 0);
      sums.backAfterMs += (isBack - start) / ROUNDS;
      sums.drainedAfterMs += (performance.now() - isBack) / ROUNDS;
      expect(await ledger.check(database.settings)).toEqual([]);
      const again = await recordAgain(service.url, draws);
      expect(again.filter(({ status }) => status !== 200)).toEqual([]);
      sums.acknowledged += acknowledged;
      sums.queued += RECORDINGS - acknowledged;
    }
    tell(`MariaDB killed ${ROUNDS} times: ${JSON.stringify(sums)}`);
  }, 300_000);

  it('while thousands wait and more come, it records all of them once MariaDB is back, and acknowledges again', async () => {
    const ledger = new Ledger();
    const service = await services.start();
    let killed: Promise<void> | undefined;
    let resumed: Promise<void> | undefined;
    let waiting = 0;
    let acknowledgedSince = 0;
    const draws = drawsUntil('flood', () => acknowledgedSince >= 500);
    const answers = await recordDraws(service.url, draws, CONNECTIONS, (count, { status }) => {
      if (status === 503) waiting += 1;
      else if (resumed) acknowledgedSince += 1;
      if (count === 500) killed = database.server.end('SIGKILL');
      if (waiting >= 2_000) resumed ??= killed!.then(() => database.server.resume());
    });
    await resumed;
    await waitUntil(async () => (await waitingIn(service)) === 0);
    expect(acknowledgedSince).toBeGreaterThanOrEqual(500);
    expect(answers.filter(({ status }) => status === undefined)).toEqual([]);
    ledger.note(answers);
    expect(await ledger.check(database.settings)).toEqual([]);
    tell(`MariaDB killed under load that went on: ${queued(answers).length} of ${answers.length} queued`);
  }, 120_000);
});
