import type { Commit } from './commit';
import type { Build } from './files';
import { readOutput, runAttached } from './run';

interface Compose {
  services: Record<string, { image: string; build?: unknown }>;
}

/** Builds the images of docker-compose.yaml and tags them with the commit. */
export async function buildImages(commit: Commit): Promise<Build> {
  const environment = {
    VERSION: commit.version,
    REVISION: commit.id,
    SOURCE: commit.source,
  };
  const startedOn = new Date().toISOString();
  await runAttached('docker', ['compose', 'build'], environment);
  const finishedOn = new Date().toISOString();
  const { services } = JSON.parse(
    await readOutput('docker', ['compose', 'config', '--format', 'json'], { env: environment }),
  ) as Compose;
  const selectImages = (isBuilt: boolean) =>
    Object.fromEntries(
      Object.entries(services)
        .filter(([, service]) => (service.build !== undefined) === isBuilt)
        .map(([name, { image }]) => [name, image]),
    );
  return {
    version: commit.version,
    revision: commit.id,
    source: commit.source,
    startedOn,
    finishedOn,
    images: selectImages(true),
    others: selectImages(false),
  };
}
