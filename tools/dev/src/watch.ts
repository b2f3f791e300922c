import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Saving one file is several events, and saving many takes a moment. */
const SETTLE_MS = 100;

export interface Watching {
  close: () => void;
}

/** The folders of which a service is made: its own, the packages', and what it reads when it starts. */
export function sourcesOf(folder: string, root: string): string[] {
  const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'src'));
  // Of `public`, too, a service reads each file once.
  return [join(root, folder, 'src'), join(root, folder, 'public'), ...packages].filter((path) =>
    existsSync(path),
  );
}

/**
 * Calls `changed` after files in `folders`, or below, were written, moved or removed.
 * Folders are watched, not files: an editor that saves by replacing a file is noticed each time.
 */
export function watchFolders(folders: string[], changed: () => void): Watching {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.flatMap(withSubfolders).map((folder) =>
    watch(folder, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }),
  );
  const close = () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
  return { close };
}

function withSubfolders(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory());
  return [folder, ...below.map(({ parentPath, name }) => join(parentPath, name))];
}
