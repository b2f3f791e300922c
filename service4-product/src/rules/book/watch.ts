import { type FSWatcher, watch } from 'node:fs';
import type { Logger } from '@quartet/service-kit';
import type { Rulebook } from './rulebook';

/** Saving one file causes several events, and copying many files takes a moment. */
const SETTLE_MS = 200;

/**
 * Reloads the rules when their folder changes, and on SIGHUP for platforms without change events.
 * @returns a function that stops watching
 */
export function watchRules(folder: string, rulebook: Rulebook, log: Logger): () => void {
  let timer: NodeJS.Timeout | undefined;
  const reloadSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void rulebook.reload(), SETTLE_MS);
  };
  const watcher = tryWatch(folder, reloadSoon, log);
  process.on('SIGHUP', reloadSoon);
  return () => {
    clearTimeout(timer);
    process.off('SIGHUP', reloadSoon);
    watcher?.close();
  };
}

function tryWatch(folder: string, onChange: () => void, log: Logger): FSWatcher | undefined {
  try {
    const watcher = watch(folder, onChange);
    watcher.on('error', (error) => {
      log.warn({ err: error }, 'Watching the rules failed; send SIGHUP to reload them');
    });
    return watcher;
  } catch (error) {
    log.warn({ err: error }, 'The rules cannot be watched; send SIGHUP to reload them');
    return undefined;
  }
}
