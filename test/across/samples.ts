import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { floatApp, frontendApp, numberApp, productApp, startQuartet } from '../support/quartet';

/** A request that succeeds. */
export interface Sample {
  method: 'get' | 'post';
  /** The path in the OpenAPI document. */
  path: string;
  /** The path of the request, when it has a name or an id. */
  url?: string;
  query?: Record<string, string>;
  body?: object;
  /** A YAML body, instead of a JSON one. */
  text?: string;
}

export interface Subject {
  service: string;
  /** Builds the app; `close` stops it. */
  build: () => Promise<{ app: Express; close: () => Promise<void> }>;
  /** One sample for each documented operation. */
  samples: Sample[];
}

const noop = () => Promise.resolve();
const draw = { number: 1, float: 4.42, seed: 'quartet' };
const RULE_FILE = readFileSync(join(__dirname, '../../service4-product/rules/attack.yaml'), 'utf8');
/** The id of `draw`, which is the same on every machine. */
const drawnId = 'iL4epp408SSzfn77nK-KaACb';
const openApi: Sample = { method: 'get', path: '/openapi.json' };

const drawSamples = (name: string, range: Record<string, string>): Sample[] => [
  { method: 'get', path: `/${name}`, query: { ...range, seed: 'a', index: '7' } },
  { method: 'get', path: `/${name}s`, query: { ...range, seed: 'a', index: '7', count: '3' } },
  { method: 'post', path: `/${name}s`, body: { draws: [{ seed: 'a' }, { seed: 'b', index: 9 }] } },
  openApi,
];

/** The four services, with a sample for each operation. */
export const subjects: Subject[] = [
  {
    service: 'number',
    build: () => Promise.resolve({ app: numberApp(), close: noop }),
    samples: drawSamples('number', { min: '1', max: '6' }),
  },
  {
    service: 'float',
    build: () => Promise.resolve({ app: floatApp(), close: noop }),
    samples: drawSamples('float', { min: '-1.5', max: '6', decimals: '3' }),
  },
  {
    service: 'product',
    build: async () => {
      const { app, remove } = await productApp();
      await request(app).post('/product').send(draw).expect(201);
      return { app, close: remove };
    },
    samples: [
      { method: 'post', path: '/product', body: draw },
      {
        method: 'post',
        path: '/products',
        body: { objects: [draw, { number: 2, float: 7 }, { number: 9, float: 7 }], partial: true },
      },
      {
        method: 'get',
        path: '/objects',
        query: { rule: 'attack', outcome: 'HIT', before: '99', after: '0', limit: '5' },
      },
      { method: 'get', path: '/objects/{id}', url: `/objects/${drawnId}` },
      { method: 'get', path: '/rules' },
      { method: 'get', path: '/rules/{name}', url: '/rules/attack', query: { version: '36f0d39b51ec11ab' } },
      {
        method: 'get',
        path: '/rules/{name}/rows',
        url: '/rules/attack/rows',
        query: { version: '36f0d39b51ec11ab', seed: 'a', index: '7', count: '3' },
      },
      { method: 'post', path: '/rules/check', text: RULE_FILE },
      openApi,
    ],
  },
  {
    service: 'frontend',
    build: async () => {
      const quartet = await startQuartet();
      const app = frontendApp({
        number: quartet.number.url,
        float: quartet.float.url,
        product: quartet.product.url,
      });
      await request(app).get('/').query({ seed: draw.seed }).expect(200);
      return { app, close: quartet.close };
    },
    samples: [
      {
        method: 'get',
        path: '/',
        query: { rule: 'attack', version: '36f0d39b51ec11ab', seed: 'quartet', index: '0' },
      },
      { method: 'get', path: '/objects/{id}', url: `/objects/${drawnId}` },
      { method: 'get', path: '/rules' },
      { method: 'get', path: '/rules/{name}', url: '/rules/attack', query: { version: '36f0d39b51ec11ab' } },
      {
        method: 'get',
        path: '/history',
        query: { rule: 'attack', outcome: 'HIT', before: '99', after: '0', limit: '5' },
      },
      {
        method: 'get',
        path: '/export',
        query: {
          rule: 'attack',
          version: '36f0d39b51ec11ab',
          seed: 'a',
          index: '0',
          count: '3',
          format: 'json',
        },
      },
      { method: 'get', path: '/status' },
      { method: 'get', path: '/api' },
      { method: 'get', path: '/history.csv', query: { rule: 'attack', outcome: 'HIT' } },
      {
        method: 'get',
        path: '/verify',
        query: { rule: 'attack', version: '36f0d39b51ec11ab', seed: 'quartet', index: '0' },
      },
      openApi,
    ],
  },
];
