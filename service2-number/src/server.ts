import { freshSeed } from '@quartet/draws';
import { commonVariables, createKit, readConfig, runService } from '@quartet/service-kit';
import { createApp } from './app';

void runService(() => {
  const config = readConfig(commonVariables(5001), process.env);
  const kit = createKit('number', __dirname, config);
  return { kit, config, app: createApp(kit, freshSeed) };
});
