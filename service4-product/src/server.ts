import { createKit, runService } from '@quartet/service-kit';
import { createApp } from './app';
import { readProductConfig } from './config';
import { openRepository } from './repository/open';
import { rulesLog } from './rules/log';
import { Rulebook } from './rules/rulebook';
import { watchRules } from './rules/watch';

void runService(async () => {
  const config = readProductConfig(process.env);
  const kit = createKit('product', __dirname, config.LOG_LEVEL);
  const repository = await openRepository(config.DATABASE_URL);
  const log = rulesLog(kit.log);
  const rulebook = await Rulebook.open(config.RULES_DIR, repository.ruleStore, log);
  const stopWatching = watchRules(config.RULES_DIR, rulebook, log);
  const app = createApp(kit, { rulebook, record: repository.record, now: Date.now });
  const close = async () => {
    stopWatching();
    await repository.close();
  };
  return { kit, config, app, close };
});
