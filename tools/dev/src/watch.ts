import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** Saving one file emits several events, and saving many files takes a moment. */
const DEBOUNCE_MS = 100;

export interface Watcher {
  close: () => void;
}

/** The folders whose files a service reads at its start: its own and those of the packages. */
export function sourcesOf(folder: string, root: string): string[] {
  const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'src'));
  return [
    join(root, folder, 'src'),
    join(root, folder, 'public'),
    join(root, folder, 'views'),
    ...packages,
  ].filter((path) => existsSync(path));
}

/**
 * Calls `onChange` after files in `folders` or their subfolders were written, moved or removed.
 * It watches folders, because a watched file is lost when an editor saves by replacing it.
 */
export function watchFolders(folders: string[], onChange: () => void): Watcher {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.flatMap(withSubfolders).map((folder) =>
    watch(folder, () => {
      clearTimeout(timer);
      timer = setTimeout(onChange, DEBOUNCE_MS);
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
  const subfolders = entries.filter((entry) => entry.isDirectory());
  return [folder, ...subfolders.map(({ parentPath, name }) => join(parentPath, name))];
}
