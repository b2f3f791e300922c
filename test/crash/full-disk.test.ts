import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';
import { createDraws, generateDraws } from './draws';
import { FULL_DISK_DATABASES, type SmallDiskDatabase } from './full-disk-databases';
import { Ledger } from './ledger';
import { isAcknowledged, recordDraws, repeatDraws } from './load';
import { logResult } from './moments';
import { countQueued, ProductServices } from './services';
import { describeOnSmallDisk } from './small-disk';

const RULES = join(__dirname, '..', '..', 'service4-product', 'rules');
const CONNECTIONS = 20;

describeOnSmallDisk().each(FULL_DISK_DATABASES)('The product service on $engine', ({ engine, open }) => {
  let database: SmallDiskDatabase;
  let rules: string;
  const services = new ProductServices(() => database.url);
  beforeAll(async () => {
    // One rule set only: the stored odds of all rule sets would fill the disk before the first object.
    rules = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    await copyFile(join(RULES, 'attack.yaml'), join(rules, 'attack.yaml'));
    database = await open();
  }, 60_000);
  afterAll(async () => {
    await services.end();
    await rm(rules, { recursive: true });
    await database.remove();
  }, 60_000);

  it('queues objects and serves recorded ones while the disk is full, and records all of them once it grows', async () => {
    const ledger = new Ledger();
    const service = await services.start({ RULES_DIR: rules });
    let log = '';
    service.child.stdout!.on('data', (text: Buffer) => (log += text.toString()));

    let isFull = false;
    const untilFull = generateDraws('filling', () => isFull);
    const filling = await recordDraws(service.url, untilFull, CONNECTIONS, (_count, { status }) => {
      isFull ||= status === 503;
    });
    const beyond = await recordDraws(service.url, createDraws('beyond', 100), CONNECTIONS);
    ledger.add([...filling, ...beyond]);
    const kept = filling.filter(isAcknowledged);
    expect(kept.length).toBeGreaterThan(20);
    const refused = [...filling, ...beyond].filter((answer) => !isAcknowledged(answer));
    expect(refused.length).toBeGreaterThanOrEqual(beyond.length);
    for (const { status, body } of refused) {
      expect({ status, queued: body?.queued, detail: body?.detail }).toEqual({
        status: 503,
        queued: true,
        detail: 'The disk of the record is full: what was made will be recorded when there is room.',
      });
    }
    expect(log).toMatch(/"reason":"[^"]*full/);
    expect(log).not.toContain('"reason":"it was away');

    for (const path of [`/objects/${kept[0]!.body!.id!}`, `/objects/${kept.at(-1)!.body!.id!}`, '/objects'])
      expect((await fetch(service.url + path)).status).toBe(200);

    database.grow();
    await waitUntil(async () => (await countQueued(service)) === 0);
    expect(await ledger.check(database.settings)).toEqual([]);
    const after = await recordDraws(service.url, createDraws('after', 500), CONNECTIONS);
    ledger.add(after);
    expect(after.every(isAcknowledged)).toBe(true);
    const repeated = await repeatDraws(
      service.url,
      refused.map(({ draw }) => draw),
    );
    expect(repeated.every(({ status }) => status === 200)).toBe(true);
    expect(await ledger.check(database.settings)).toEqual([]);
    logResult(
      `${engine} on a full disk: ${kept.length} acknowledged, ${refused.length} queued and recorded later`,
    );
  }, 120_000);
});
