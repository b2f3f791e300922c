import { type FSWatcher, watch } from 'node:fs';
import type { Logger } from '@quartet/service-kit';
import type { Rulebook } from './rulebook';

/** Saving one file is several events, and copying many takes a moment. */
const SETTLE_MS = 200;

/**
 * Reads the rules again when their folder changes, and on SIGHUP, which works where a platform does not tell of changes.
 * Gives what ends it.
 */
export function watchRules(folder: string, rulebook: Rulebook, log: Logger): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void rulebook.reload(), SETTLE_MS);
  };
  const watcher = tryWatch(folder, changed, log);
  process.on('SIGHUP', changed);
  return () => {
    clearTimeout(timer);
    process.off('SIGHUP', changed);
    watcher?.close();
  };
}

function tryWatch(folder: string, changed: () => void, log: Logger): FSWatcher | undefined {
  try {
    const watcher = watch(folder, changed);
    watcher.on('error', (error) => {
      log.warn({ err: error }, 'changes of the rules are no longer noticed; SIGHUP reads them');
    });
    return watcher;
  } catch (error) {
    log.warn({ err: error }, 'changes of the rules are not noticed; SIGHUP reads them');
    return undefined;
  }
}
