import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { frontendApp } from '../../test/support/quartet';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const SHORT_LIVED = 'public, max-age=60';
const contentOf = (file: string) => readFileSync(join(__dirname, '..', 'public', file), 'utf8');

describe('GET /assets', () => {
  let app: Express;
  let page: string;
  beforeAll(async () => {
    const unused = 'http://127.0.0.1:9';
    app = frontendApp({ number: unused, float: unused, product: unused });
    page = (await request(app).get('/nowhere').set('Accept', 'text/html')).text;
  });

  const addressOf = (attribute: string) =>
    new RegExp(`rel="${attribute}" href="([^"]*)"`).exec(page)?.[1] ?? '';

  it.each([
    ['stylesheet', 'style.css', /^\/assets\/style\.[0-9a-f]{12}\.css$/, 'text/css; charset=utf-8'],
    ['icon', 'icon.svg', /^\/assets\/icon\.[0-9a-f]{12}\.svg$/, 'image/svg+xml'],
  ])(
    'serves a file as immutable at the address with its fingerprint: %s',
    async (rel, file, address, type) => {
      expect(addressOf(rel)).toMatch(address);
      const { headers, body } = await request(app).get(addressOf(rel)).responseType('blob').expect(200);
      expect(headers).toMatchObject({ 'cache-control': IMMUTABLE, 'content-type': type });
      expect((body as Buffer).toString()).toBe(contentOf(file));
    },
  );

  it.each(['style.css', 'style.0123456789ab.css', 'style.Q-x_4567.css'])(
    'serves the current file as short-lived at its plain name and at the fingerprint of another version: %s',
    async (name) => {
      const { headers, text } = await request(app).get(`/assets/${name}`).expect(200);
      expect(headers['cache-control']).toBe(SHORT_LIVED);
      expect(text).toBe(contentOf('style.css'));
    },
  );

  it.each(['nothing.css', 'nothing.0123456789ab.css', 'style.css.0123456789ab', '..%2Fpackage.json', ''])(
    'returns 404 for an unknown file: %j',
    async (name) => {
      const { headers } = await request(app).get(`/assets/${name}`).expect(404);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('returns 304 when the client has the current file', async () => {
    const { headers } = await request(app).get('/assets/style.css').expect(200);
    const again = await request(app).get('/assets/style.css').set('If-None-Match', headers.etag!);
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toBe(SHORT_LIVED);
  });
});
