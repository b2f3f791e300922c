import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Quartet, startQuartet } from '../support/quartet';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'test-output', 'generated-clients');
const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);
const run = async (program: string, ...options: string[]) =>
  (await promisify(execFile)(bin(program), options, { cwd: FOLDER })).stdout;

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'commonjs',
    moduleResolution: 'bundler',
    types: ['node'],
    skipLibCheck: true,
    outDir: 'out',
  },
  files: ['program.ts'],
});

/** Calls all four services with both clients. */
const PROGRAM = `
import createClient from 'openapi-fetch';
import type { paths as Frontend } from './frontend-types';
import type { paths as Num } from './number-types';
import type { paths as Float } from './float-types';
import type { paths as Product } from './product-types';
import { createClient as connect } from './frontend/client';
import { visit } from './frontend';
import { drawManyNumbers } from './number';
import { drawFloat } from './float';
import { makeObjects } from './product';

type Json = 'application/json' | 'application/problem+json';

async function main([frontend = '', number = '', float = '', product = '']: string[]): Promise<void> {
  const headers = { Accept: 'application/json' };
  const draw = { seed: 'quartet', index: 3 };
  const first = {
    visit: (await createClient<Frontend, Json>({ baseUrl: frontend, headers }).GET('/', { params: { query: draw } })).data?.text,
    number: (await createClient<Num, Json>({ baseUrl: number }).GET('/number', { params: { query: { min: 0, max: 10, ...draw } } })).data?.number,
    float: (await createClient<Float, Json>({ baseUrl: float }).POST('/floats', { body: { draws: [draw] } })).data?.draws[0]?.float,
    product: (await createClient<Product, Json>({ baseUrl: product }).POST('/product', { body: { number: 1, float: 7.21 } })).data?.text,
    refused: (await createClient<Product, Json>({ baseUrl: product }).GET('/rules/{name}', { params: { path: { name: 'nope' } } })).error?.title,
  };
  const second = {
    visit: (await visit({ client: connect({ baseUrl: frontend, headers }), query: draw })).data?.text,
    numbers: (await drawManyNumbers({ client: connect({ baseUrl: number }), body: { draws: [draw] } })).data?.draws.map((draw) => draw.number),
    float: (await drawFloat({ client: connect({ baseUrl: float }), query: draw })).data?.float,
    product: (await makeObjects({ client: connect({ baseUrl: product }), body: { objects: [{ number: 1, float: 7.21 }] } })).data?.results[0]?.status,
  };
  console.log(JSON.stringify({ first, second }));
}

void main(process.argv.slice(2));
`;

describe('Clients that openapi-typescript and Hey API generate from the OpenAPI documents', () => {
  let quartet: Quartet;
  beforeAll(async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    quartet = await startQuartet();
  });
  afterAll(() => quartet.close());

  it('compile with strict types and call all services', async () => {
    const services = ['frontend', 'number', 'float', 'product'] as const;
    const urls = services.map((service) => quartet[service].url);
    await Promise.all(
      services.map(async (service, index) => {
        const file = join(FOLDER, `${service}.json`);
        await writeFile(file, await (await fetch(`${urls[index]}/openapi.json`)).text());
        await run('openapi-typescript', file, '--output', `${service}-types.d.ts`);
        await run('openapi-ts', '--input', file, '--output', service, '--silent');
      }),
    );
    await writeFile(join(FOLDER, 'program.ts'), PROGRAM);
    await writeFile(join(FOLDER, 'package.json'), '{"type":"commonjs"}');
    await writeFile(join(FOLDER, 'tsconfig.json'), TSCONFIG);
    await run('tsc', '--project', '.');
    const { stdout } = await promisify(execFile)('node', [join(FOLDER, 'out', 'program.js'), ...urls]);
    const visit = 'Your attack HIT and did 1.5';
    expect(JSON.parse(stdout)).toEqual({
      first: { visit, number: 7, float: 1.5, product: 'Your attack HIT and did 7.21', refused: 'Not found' },
      second: { visit, numbers: [1], float: 1.5, product: 200 },
    });
  }, 180_000);
});
