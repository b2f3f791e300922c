import { createKit, runService } from '@quartet/service-kit';
import { createApp } from './app';
import { readProductConfig } from './config';
import { openRecord } from './repository/open';
import { loadRules } from './rules/load';

void runService(async () => {
  const config = readProductConfig(process.env);
  const kit = createKit('product', __dirname, config.LOG_LEVEL);
  const rulebook = await loadRules(config.RULES_DIR);
  const record = await openRecord(config.DATABASE_URL);
  const app = createApp(kit, { rulebook, record, now: Date.now });
  return { kit, config, app, close: () => record.close() };
});
