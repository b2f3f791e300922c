import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Express } from 'express';
import request from 'supertest';
import { NEGATIVE_TTL_MS } from '../../service1-frontend/src/services/rule-cache';
import { type Listening, listen } from '../support/listen';
import { floatApp, frontendApp, numberApp, type Product, productApp } from '../support/quartet';

const ATTACK = join(__dirname, '..', '..', 'service4-product', 'rules', 'attack.yaml');

describe('The frontend with changing rule files', () => {
  let folder: string;
  let attack: string;
  let product: Product;
  let frontend: Express;
  let open: Listening[];
  let calls: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    await cp(ATTACK, join(folder, 'attack.yaml'));
    attack = await readFile(ATTACK, 'utf8');
    product = await productApp(folder);
    calls = [];
    // Looks up `product` for each request, so that a test can replace it.
    const current: RequestListener = (req, res) => {
      product.app(req, res);
    };
    open = await Promise.all([numberApp(), floatApp(), current].map((app) => listen(counted(app))));
    const [number, float, products] = open.map(({ url }) => url);
    frontend = frontendApp({ number: number!, float: float!, product: products! });
    await visit('/').expect(200);
    calls.length = 0;
  });
  afterEach(async () => {
    await Promise.all(open.map((service) => service.close()));
    await product.remove();
    await rm(folder, { recursive: true });
  });

  const counted =
    (app: RequestListener): RequestListener =>
    (req, res) => {
      calls.push(`${req.method} ${req.url?.replace(/\?.*/, '')}`);
      app(req, res);
    };
  const visit = (url: string) => request(frontend).get(url).accept('application/json');
  const write = async (name: string, yaml: string) => {
    await writeFile(join(folder, `${name}.yaml`), yaml.replace('name: attack', `name: ${name}`));
    await product.rulebook.reload();
  };
  const remove = async (name: string) => {
    await rm(join(folder, `${name}.yaml`));
    await product.rulebook.reload();
  };
  /** Makes the frontend reload the rule sets. */
  const refreshRules = async () => {
    await sleep(NEGATIVE_TTL_MS);
    await visit('/?rule=nope').expect(404);
  };
  /** Replaces the product service by one with an empty history, which has no old versions. */
  const replaceProduct = async () => {
    await product.remove();
    product = await productApp(folder);
  };

  it('makes three calls for a visit when nothing has changed', async () => {
    await visit('/').expect(200);
    expect(calls.sort()).toEqual(['GET /float', 'GET /number', 'POST /product']);
  });

  it('draws with a new rule set after a moment', async () => {
    await sleep(NEGATIVE_TTL_MS);
    await write('strike', attack);
    const { body } = await visit('/?rule=strike').expect(200);
    expect(body).toMatchObject({ rule: 'strike' });
  });

  it('does not request the rules at each visit with an unknown rule set', async () => {
    await sleep(NEGATIVE_TTL_MS);
    const begin = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => visit('/?rule=nope').expect(404)));
    for (let count = 0; count < 5; count++) await visit('/?rule=nope').expect(404);
    // Once at first, and again each time the cached answer expires, as on a busy machine.
    const maxCalls = 1 + Math.floor((performance.now() - begin) / NEGATIVE_TTL_MS);
    expect(new Set(calls)).toEqual(new Set(['GET /rules']));
    expect(calls.length).toBeLessThanOrEqual(maxCalls);
    expect(calls.length).toBeLessThan(25);
  });

  it('returns 404 for a removed rule set, but still draws its objects again', async () => {
    await write('strike', attack);
    await sleep(NEGATIVE_TTL_MS);
    const drawn = (await visit('/?rule=strike&seed=quartet').expect(200)).body as { version: string };
    await remove('strike');
    await refreshRules();
    const { body } = await visit('/?rule=strike').expect(404);
    const detail = 'There is no rule set `strike`. Available rule sets: attack.';
    expect(body).toMatchObject({ type: 'urn:quartet:problem:not-found', detail });
    const again = await visit(`/?rule=strike&seed=quartet&version=${drawn.version}`).expect(200);
    expect(again.body).toEqual(drawn);
    await visit('/?rule=strike&version=0123456789abcdef').expect(404);
  });

  it('draws with the current version when its cached version is unknown', async () => {
    await writeFile(join(folder, 'attack.yaml'), attack.replace('label: HIT', 'label: STRUCK'));
    await replaceProduct();
    const { body } = await visit('/?seed=quartet').expect(200);
    expect(body).toMatchObject({ outcome: 'STRUCK', seed: 'quartet' });
  });

  it('draws with an old version', async () => {
    const old = (await visit('/?seed=quartet').expect(200)).body as { version: string };
    await write('attack', attack.replace('label: HIT', 'label: STRUCK'));
    const again = await visit(`/?seed=quartet&version=${old.version}`).expect(200);
    expect(again.body).toEqual(old);
    await visit('/?version=0123456789abcdef').expect(404);
  });

  it('draws from a float range whose bounds JavaScript writes with an exponent', async () => {
    await sleep(NEGATIVE_TTL_MS);
    await write(
      'tiny',
      attack.replace('max: 10, decimals: 2', 'max: 0.0000001, decimals: 7').replace('5.0', '0.0'),
    );
    await visit('/?rule=tiny').expect(200);
  });

  it('shows the float of an old version with the decimals of that version', async () => {
    const old = (await visit('/?seed=p133').expect(200)).body as { version: string; id: string };
    await write('attack', attack.replace('decimals: 2', 'decimals: 4'));
    await refreshRules();
    for (const url of [`/?seed=p133&version=${old.version}`, `/objects/${old.id}`]) {
      const { text } = await visit(url).accept('text/html').expect(200);
      expect(text).toContain('<dt>Float</dt><dd>7.90</dd>');
    }
  });
});
