import { connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import request from 'supertest';
import { type Quartet, startQuartet } from '../../test/support/quartet';
import { silentKit } from '../../test/support/silent-kit';
import { createApp } from '../src/app';
import { readFrontendConfig } from '../src/config';
import { apiAddresses } from '../src/pages/reference/addresses';
import { connectServices } from '../src/services/services';

describe('An unexpected error', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  it('is answered with 500 and a page without internal details', async () => {
    const config = readFrontendConfig({
      NUMBER_URL: quartet.number.url,
      FLOAT_URL: quartet.float.url,
      PRODUCT_URL: quartet.product.url,
    });
    const app = createApp(silentKit('frontend', 'service1-frontend'), {
      services: connectServices(config),
      visitDeadlineMs: 1_000,
      attemptMs: 1_000,
      exportMax: 1,
      apis: apiAddresses(config),
      freshSeed: () => {
        throw new Error('secret internal detail');
      },
    });
    const { text } = await request(app).get('/').set('Accept', 'text/html').expect(500);
    expect(text).toContain('<h1>Internal error</h1>');
    expect(text).toContain('This is an error on our side.');
    expect(text).not.toContain('secret');
    expect(text).not.toMatch(/\.ts:\d/);
  });
});

describe('A request of HTTP/1.0 without a host', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  it('gets links to the port that it came to', async () => {
    const { port } = new URL(quartet.frontend.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('GET /api HTTP/1.0\r\n\r\n');
    const response = await readText(socket);
    expect(response).toContain(`curl "http://localhost:${port}/"`);
    expect(response).not.toContain('undefined');
  });
});

describe('The configuration', () => {
  it('has defaults for a single machine', () => {
    expect(readFrontendConfig({})).toMatchObject({
      PORT: 5000,
      NUMBER_URL: 'http://127.0.0.1:5001',
      FLOAT_URL: 'http://127.0.0.1:5002',
      PRODUCT_URL: 'http://127.0.0.1:5003',
    });
  });

  it.each([
    ['api', false],
    ['/api', true],
    ['/', true],
    ['https://quartet.example/api/', true],
    ['ftp://quartet.example', false],
    ['/a b', false],
  ])('accepts only a URL or a path of the site as API_URL: %s', (API_URL, isValid) => {
    const read = () => readFrontendConfig({ API_URL });
    if (isValid) expect(read().API_URL).toBe(API_URL.replace(/\/$/, ''));
    else expect(read).toThrow('API_URL must be a path such as /api');
  });

  it('reports all mistakes together', () => {
    expect(() =>
      readFrontendConfig({ NUMBER_URL: 'number', VISIT_DEADLINE_MS: 'soon', PORT: '99999' }),
    ).toThrow(
      [
        'The configuration has 3 errors:',
        '  - PORT must be a whole number from 0 to 65535',
        '  - NUMBER_URL must be an http:// or https:// URL',
        '  - VISIT_DEADLINE_MS must be a whole number of milliseconds from 1 to 60000',
      ].join('\n'),
    );
  });
});
