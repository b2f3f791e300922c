import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { onCleanup } from './cleanup';
import { startProcess } from './processes';
import { freePorts, type Target, waitForFirstPage } from './target';

const FROM_SOURCES = [process.execPath, ...process.execArgv];

/**
 * Compiles the bare chain into a temporary folder and returns its path. The services start from compiled
 * JavaScript too, so the start times are comparable.
 */
export async function buildBareChain(): Promise<string> {
  const source = join(__dirname, 'bare-chain');
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  onCleanup(() => rm(folder, { recursive: true, force: true }));
  for (const file of await readdir(source)) {
    const { outputText } = ts.transpileModule(await readFile(join(source, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    await writeFile(join(folder, file.replace(/\.ts$/, '.js')), outputText);
  }
  return folder;
}

/** Starts the bare chain compiled into `folder`, with a page of `pageBytes` bytes. */
export const startBareChain = (folder: string, pageBytes: number) =>
  startChain('bare chain', (hop) => [process.execPath, join(folder, `${hop}.js`)], pageBytes);

/** Starts a chain of Express, axios and EJS, as people write it, with a page of `pageBytes` bytes. */
export const startExpressChain = (pageBytes: number) => {
  const command = (hop: string) => [...FROM_SOURCES, join(__dirname, 'express-chain', `${hop}.ts`)];
  return startChain('Express chain', command, pageBytes);
};

async function startChain(
  name: string,
  commandOf: (hop: string) => string[],
  pageBytes: number,
): Promise<Target> {
  const [front, number, float, product] = await freePorts(4);
  const urlOf = (port?: number) => `http://127.0.0.1:${port}/`;
  const sharedEnv = {
    NODE_ENV: 'production',
    NUMBER_PORT: String(number),
    FLOAT_PORT: String(float),
    PRODUCT_PORT: String(product),
    PAGE_BYTES: String(pageBytes),
  };
  const startedAt = performance.now();
  const startHop = (hop: string, port?: number) =>
    startProcess(commandOf(hop), { ...sharedEnv, PORT: String(port) }, { channel: 'ipc' });
  const hops = {
    number: startHop('number', number),
    float: startHop('float', float),
    product: startHop('product', product),
    frontend: startHop('front', front),
  };
  const page = await waitForFirstPage(urlOf(front), hops.frontend);
  const startMs = performance.now() - startedAt;
  const pids = Object.fromEntries(Object.entries(hops).map(([hop, { pid }]) => [hop, pid]));
  const urls = { number: urlOf(number), float: urlOf(float), product: urlOf(product) };
  const stop = async () => {
    await Promise.all(Object.values(hops).map((hop) => hop.stop()));
  };
  return { name, url: urlOf(front), urls, startMs, pageBytes: Buffer.byteLength(page), pids, stop };
}
