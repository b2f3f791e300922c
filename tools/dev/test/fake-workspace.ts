import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './start-quartet';

const FOLDERS = {
  frontend: 'service1-frontend',
  number: 'service2-number',
  float: 'service3-float',
  product: 'service4-product',
};

/** The program of a service that is ready at once, and stops on SIGTERM and when its parent disconnects. */
export const WELL_BEHAVED = `
const { createServer } = require('node:http');
createServer((_req, res) => res.end('ok')).listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(JSON.stringify({ level: 'info', service: process.env.PORT, msg: 'Listening' }));
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
`;
/** The program of a service that ignores SIGTERM. */
export const STUBBORN = WELL_BEHAVED.replace('process.exit(0)', '0');

/** A minimal workspace with four fake services. */
export interface Workspace {
  root: string;
  /** The path of a service's source file. */
  source: (name: keyof typeof FOLDERS) => string;
  remove: () => Promise<void>;
}

/** Creates a workspace; `services` has the programs that differ from WELL_BEHAVED. */
export async function fakeWorkspace(
  services: Partial<Record<keyof typeof FOLDERS, string>> = {},
): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'quartet-workspace-'));
  for (const [name, folder] of Object.entries(FOLDERS)) {
    const program = services[name as keyof typeof FOLDERS] ?? WELL_BEHAVED;
    await mkdir(join(root, folder, 'dist'), { recursive: true });
    await mkdir(join(root, folder, 'src', 'routes'), { recursive: true });
    await writeFile(join(root, folder, 'dist', 'server.js'), program);
    await writeFile(join(root, folder, 'src', 'server.ts'), program);
  }
  await mkdir(join(root, 'packages', 'shared', 'src'), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  await copyFile(join(ROOT, 'tsconfig.json'), join(root, 'tsconfig.json'));
  return {
    root,
    source: (name) => join(root, FOLDERS[name], 'src', 'server.ts'),
    remove: () => rm(root, { recursive: true }),
  };
}
