import request from 'supertest';
import { type Quartet, startQuartet } from '../../test/support/quartet';
import { silentKit } from '../../test/support/silent-kit';
import { createApp } from '../src/app';
import { readFrontendConfig } from '../src/config';
import { apiAddresses } from '../src/pages/reference/addresses';
import { connectServices } from '../src/services/services';

describe('A mistake of our own', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  it('is answered with 500 and a page that tells nothing of its inside', async () => {
    const config = readFrontendConfig({
      NUMBER_URL: quartet.number.url,
      FLOAT_URL: quartet.float.url,
      PRODUCT_URL: quartet.product.url,
    });
    const app = createApp(silentKit('frontend', 'service1-frontend'), {
      services: connectServices(config),
      visitDeadlineMs: 1_000,
      exportMax: 1,
      apis: apiAddresses(config),
      freshSeed: () => {
        throw new Error('secret of the inside');
      },
    });
    const { text } = await request(app).get('/').set('Accept', 'text/html').expect(500);
    expect(text).toContain('<h1>Internal error</h1>');
    expect(text).toContain('It is not your doing.');
    expect(text).not.toContain('secret');
    expect(text).not.toMatch(/\.ts:\d/);
  });
});

describe('The configuration', () => {
  it('has defaults for one machine', () => {
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
  ])('takes for where the APIs are an address, or a path of the site: %s', (API_URL, isTaken) => {
    const read = () => readFrontendConfig({ API_URL });
    if (isTaken) expect(read().API_URL).toBe(API_URL.replace(/\/$/, ''));
    else expect(read).toThrow('API_URL must be a path such as /api');
  });

  it('tells all mistakes together', () => {
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
