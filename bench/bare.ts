import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { onCleanup } from './cleanup';
import { startProcess } from './processes';
import { freePorts, type Target, waitForFirstPage } from './target';

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
export async function startBareChain(folder: string, pageBytes: number): Promise<Target> {
  const [front, number, float, product] = await freePorts(4);
  const url = `http://127.0.0.1:${front}/`;
  const sharedEnv = {
    NODE_ENV: 'production',
    NUMBER_PORT: String(number),
    FLOAT_PORT: String(float),
    PRODUCT_PORT: String(product),
    PAGE_BYTES: String(pageBytes),
  };
  const startedAt = performance.now();
  const startHop = (name: string, port?: number) =>
    startProcess(
      [process.execPath, join(folder, `${name}.js`)],
      { ...sharedEnv, PORT: String(port) },
      { channel: 'ipc' },
    );
  const hops = {
    number: startHop('number', number),
    float: startHop('float', float),
    product: startHop('product', product),
    frontend: startHop('front', front),
  };
  const page = await waitForFirstPage(url, hops.frontend);
  const startMs = performance.now() - startedAt;
  const pids = Object.fromEntries(Object.entries(hops).map(([name, { pid }]) => [name, pid]));
  const stop = async () => {
    await Promise.all(Object.values(hops).map((hop) => hop.stop()));
  };
  return { name: 'bare chain', url, startMs, pageBytes: Buffer.byteLength(page), pids, stop };
}
