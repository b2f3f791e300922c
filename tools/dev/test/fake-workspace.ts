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

/** A service that is ready at once, and does as the real ones: stops when asked, and when its parent is gone. */
export const WILLING = `
const { createServer } = require('node:http');
createServer((_req, res) => res.end('well')).listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(JSON.stringify({ level: 'info', service: process.env.PORT, msg: 'listening' }));
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
`;
/** One that has to be killed. */
export const STUBBORN = WILLING.replace('process.exit(0)', '0');

/** A workspace of which only the services' programs matter: `services` gives those that differ from WILLING. */
export interface Workspace {
  root: string;
  /** The file of a service's source, for \`--dev\`. */
  source: (name: keyof typeof FOLDERS) => string;
  remove: () => Promise<void>;
}

export async function fakeWorkspace(
  services: Partial<Record<keyof typeof FOLDERS, string>> = {},
): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'quartet-workspace-'));
  for (const [name, folder] of Object.entries(FOLDERS)) {
    const program = services[name as keyof typeof FOLDERS] ?? WILLING;
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
