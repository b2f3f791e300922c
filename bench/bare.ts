import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { atEnd } from './lifetime';
import { startProcess } from './processes';
import { firstPage, freePorts, type Target } from './target';

/** Compiles the bare chain into a folder of its own: it must start without a compiler, as the services do. */
export async function buildBareChain(): Promise<string> {
  const source = join(__dirname, 'bare-chain');
  const folder = await mkdtemp(join(tmpdir(), 'quartet-bench-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  for (const file of await readdir(source)) {
    const { outputText } = ts.transpileModule(await readFile(join(source, file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    await writeFile(join(folder, file.replace(/\.ts$/, '.js')), outputText);
  }
  return folder;
}

/** Starts the bare chain that was compiled into `folder`; its page is `pageBytes` long. */
export async function startBareChain(folder: string, pageBytes: number): Promise<Target> {
  const [front, number, float, product] = await freePorts(4);
  const url = `http://127.0.0.1:${front}/`;
  const shared = {
    NODE_ENV: 'production',
    NUMBER_PORT: String(number),
    FLOAT_PORT: String(float),
    PRODUCT_PORT: String(product),
    PAGE_BYTES: String(pageBytes),
  };
  const began = performance.now();
  const hop = (name: string, port?: number) =>
    startProcess(
      [process.execPath, join(folder, `${name}.js`)],
      { ...shared, PORT: String(port) },
      { channel: 'ipc' },
    );
  const hops = {
    number: hop('number', number),
    float: hop('float', float),
    product: hop('product', product),
    frontend: hop('front', front),
  };
  const page = await firstPage(url, hops.frontend);
  const startMs = performance.now() - began;
  const pids = Object.fromEntries(Object.entries(hops).map(([name, { pid }]) => [name, pid]));
  const stop = async () => {
    await Promise.all(Object.values(hops).map((started) => started.stop()));
  };
  return { name: 'bare chain', url, startMs, pageBytes: Buffer.byteLength(page), pids, stop };
}
