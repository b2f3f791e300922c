import { freshSeed } from '@quartet/draws';
import { createKit, runService } from '@quartet/service-kit';
import { createApp } from './app';
import { readFrontendConfig } from './config';
import { apiAddresses } from './pages/reference/addresses';
import { connectServices } from './services/services';

void runService(() => {
  const config = readFrontendConfig(process.env);
  const kit = createKit('frontend', __dirname, config);
  const app = createApp(kit, {
    services: connectServices(config),
    visitDeadlineMs: config.VISIT_DEADLINE_MS,
    attemptMs: config.ATTEMPT_MS,
    exportMax: config.EXPORT_MAX,
    apis: apiAddresses(config),
    freshSeed,
  });
  return { kit, config, app };
});
