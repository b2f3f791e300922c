import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { floatApp, frontendApp, numberApp, productApp, startQuartet } from '../support/quartet';

/** A request that its service answers with success. */
export interface Sample {
  method: 'get' | 'post';
  /** As the OpenAPI document names it. */
  path: string;
  /** As it is asked for, where that differs: with a name or an id in it. */
  url?: string;
  query?: Record<string, string>;
  body?: object;
  /** A body of YAML, in place of JSON. */
  text?: string;
}

export interface Subject {
  service: string;
  /** Builds the app, and what ends it. */
  build: () => Promise<{ app: Express; end: () => Promise<void> }>;
  /** One for each documented operation. */
  samples: Sample[];
}

const nothing = () => Promise.resolve();
const draw = { number: 1, float: 4.42, seed: 'quartet' };
const RULES = readFileSync(join(__dirname, '../../service4-product/rules/attack.yaml'), 'utf8');
/** What `draw` is recorded as; ids are the same everywhere. */
const drawnId = 'iL4epp408SSzfn77nK-KaACb';
const openApi: Sample = { method: 'get', path: '/openapi.json' };

const drawSamples = (name: string, range: Record<string, string>): Sample[] => [
  { method: 'get', path: `/${name}`, query: { ...range, seed: 'a', index: '7' } },
  { method: 'get', path: `/${name}s`, query: { ...range, seed: 'a', index: '7', count: '3' } },
  { method: 'post', path: `/${name}s`, body: { draws: [{ seed: 'a' }, { seed: 'b', index: 9 }] } },
  openApi,
];

/** The four services, each with one working request for each of its operations. */
export const subjects: Subject[] = [
  {
    service: 'number',
    build: () => Promise.resolve({ app: numberApp(), end: nothing }),
    samples: drawSamples('number', { min: '1', max: '6' }),
  },
  {
    service: 'float',
    build: () => Promise.resolve({ app: floatApp(), end: nothing }),
    samples: drawSamples('float', { min: '-1.5', max: '6', decimals: '3' }),
  },
  {
    service: 'product',
    build: async () => {
      const { app, remove } = await productApp();
      await request(app).post('/product').send(draw).expect(201);
      return { app, end: remove };
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
      { method: 'post', path: '/rules/check', text: RULES },
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
      return { app, end: quartet.close };
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
          ...{ rule: 'attack', version: '36f0d39b51ec11ab', seed: 'a' },
          ...{ index: '0', count: '3', format: 'json' },
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
