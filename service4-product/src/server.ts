import { createKit, failStart, runService } from '@quartet/service-kit';
import { createApp } from './app';
import { readProductConfig } from './config';
import { databaseSettings } from './repository/database/settings';
import { openRepository } from './repository/open';
import { startRetention } from './repository/retention';
import { Rulebook } from './rules/book/rulebook';
import { watchRules } from './rules/book/watch';

const DAY_MS = 24 * 60 * 60_000;

void runService(async () => {
  const config = readProductConfig(process.env);
  const kit = createKit('product', __dirname, config);
  const recording = { timeoutMs: config.DATABASE_TIMEOUT_MS, capacity: config.RECORD_QUEUE };
  const repository = await openRepository(
    databaseSettings(config),
    recording,
    kit.log,
    failStart,
    kit.drills?.offerDatabase(),
  );
  const rulebook = await Rulebook.open(config.RULES_DIR, repository.ruleStore, kit.log);
  const stopWatching = watchRules(config.RULES_DIR, rulebook, kit.log);
  const maxAgeMs = config.KEEP_DAYS === undefined ? undefined : config.KEEP_DAYS * DAY_MS;
  const stopPruning = startRetention(repository.db, { maxAgeMs, maxObjects: config.KEEP_OBJECTS }, kit.log);
  const isCheckPublic = config.RULES_CHECK === 'public';
  const objectsPerHour = config.OBJECTS_PER_HOUR;
  const app = createApp(kit, { rulebook, repository, now: Date.now, objectsPerHour, isCheckPublic });
  const close = async () => {
    stopWatching();
    stopPruning();
    await repository.close();
  };
  return { kit, config, app, close };
});
