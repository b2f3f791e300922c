import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';
import { drawsOf, drawsUntil } from './draws';
import { FULL_DISK_DATABASES, type OnSmallDisk } from './full-disk-databases';
import { Ledger } from './ledger';
import { isAcknowledged, recordAgain, recordDraws } from './load';
import { tell } from './moments';
import { ProductServices, waitingIn } from './services';
import { describeOnSmallDisk } from './small-disk';

const RULES = join(__dirname, '..', '..', 'service4-product', 'rules');
const CONNECTIONS = 20;

describeOnSmallDisk().each(FULL_DISK_DATABASES)('When the disk is full, on $engine', ({ engine, open }) => {
  let database: OnSmallDisk;
  let rules: string;
  const services = new ProductServices(() => database.url);
  beforeAll(async () => {
    // The kept odds of all rule sets would fill it before anything is recorded.
    rules = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    await copyFile(join(RULES, 'attack.yaml'), join(rules, 'attack.yaml'));
    database = await open();
  }, 60_000);
  afterAll(async () => {
    await services.end();
    await rm(rules, { recursive: true });
    await database.remove();
  }, 60_000);

  it('says so, answers what is recorded, loses nothing, and records on once there is room', async () => {
    const ledger = new Ledger();
    const service = await services.start({ RULES_DIR: rules });
    let log = '';
    service.child.stdout!.on('data', (text: Buffer) => (log += text.toString()));

    let isFull = false;
    const untilFull = drawsUntil('filling', () => isFull);
    const filling = await recordDraws(service.url, untilFull, CONNECTIONS, (_count, { status }) => {
      isFull ||= status === 503;
    });
    const beyond = await recordDraws(service.url, drawsOf('beyond', 100), CONNECTIONS);
    ledger.note([...filling, ...beyond]);
    const kept = filling.filter(isAcknowledged);
    expect(kept.length).toBeGreaterThan(20);
    const told = [...filling, ...beyond].filter((answer) => !isAcknowledged(answer));
    expect(told.length).toBeGreaterThanOrEqual(beyond.length);
    for (const { status, body } of told) {
      expect({ status, queued: body?.queued, detail: body?.detail }).toEqual({
        status: 503,
        queued: true,
        detail: 'The disk of the database is full; the object will be recorded when it has room.',
      });
    }
    expect(log).toMatch(/"reason":"[^"]*full/);
    expect(log).not.toContain('"reason":"it was away');

    for (const path of [`/objects/${kept[0]!.body!.id!}`, `/objects/${kept.at(-1)!.body!.id!}`, '/objects'])
      expect((await fetch(service.url + path)).status).toBe(200);

    database.grow();
    await waitUntil(async () => (await waitingIn(service)) === 0);
    expect(await ledger.check(database.settings)).toEqual([]);
    const after = await recordDraws(service.url, drawsOf('after', 500), CONNECTIONS);
    ledger.note(after);
    expect(after.every(isAcknowledged)).toBe(true);
    const again = await recordAgain(
      service.url,
      told.map(({ draw }) => draw),
    );
    expect(again.every(({ status }) => status === 200)).toBe(true);
    expect(await ledger.check(database.settings)).toEqual([]);
    tell(`${engine} on a full disk: ${kept.length} acknowledged, ${told.length} queued and recorded later`);
  }, 120_000);
});
