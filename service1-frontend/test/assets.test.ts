import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { frontendApp } from '../../test/support/quartet';

const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_NOW = 'public, max-age=60';
const content = (file: string) => readFileSync(join(__dirname, '..', 'public', file), 'utf8');

describe('The style sheet and the icon', () => {
  let app: Express;
  let page: string;
  beforeAll(async () => {
    const nowhere = 'http://127.0.0.1:9';
    app = frontendApp({ number: nowhere, float: nowhere, product: nowhere });
    page = (await request(app).get('/nowhere').set('Accept', 'text/html')).text;
  });

  const addressOf = (attribute: string) =>
    new RegExp(`rel="${attribute}" href="([^"]*)"`).exec(page)?.[1] ?? '';

  it.each([
    ['stylesheet', 'style.css', /^\/assets\/style\.[0-9a-f]{12}\.css$/, 'text/css; charset=utf-8'],
    ['icon', 'icon.svg', /^\/assets\/icon\.[0-9a-f]{12}\.svg$/, 'image/svg+xml'],
  ])(
    'are referred to by addresses with a fingerprint, and kept for ever: %s',
    async (rel, file, address, type) => {
      expect(addressOf(rel)).toMatch(address);
      const { headers, body } = await request(app).get(addressOf(rel)).responseType('blob').expect(200);
      expect(headers).toMatchObject({ 'cache-control': FOR_EVER, 'content-type': type });
      expect((body as Buffer).toString()).toBe(content(file));
    },
  );

  it.each(['style.css', 'style.0123456789ab.css', 'style.Q-x_4567.css'])(
    'are served as they are here, to be kept for a moment, by a plain name and by the fingerprint of another version: %s',
    async (name) => {
      const { headers, text } = await request(app).get(`/assets/${name}`).expect(200);
      expect(headers['cache-control']).toBe(FOR_NOW);
      expect(text).toBe(content('style.css'));
    },
  );

  it.each(['nothing.css', 'nothing.0123456789ab.css', 'style.css.0123456789ab', '..%2Fpackage.json', ''])(
    'are all that there is: %j is not found',
    async (name) => {
      const { headers } = await request(app).get(`/assets/${name}`).expect(404);
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('are not sent again to who has them', async () => {
    const { headers } = await request(app).get('/assets/style.css').expect(200);
    const again = await request(app).get('/assets/style.css').set('If-None-Match', headers.etag!);
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toBe(FOR_NOW);
  });
});
