import { freshSeed } from '@quartet/draws';
import { commonVariables, createKit, readConfig, runService } from '@quartet/service-kit';
import { createApp } from './app';

void runService(() => {
  const config = readConfig(commonVariables(5002), process.env);
  const kit = createKit('float', __dirname, config);
  return { kit, config, app: createApp(kit, freshSeed) };
});
