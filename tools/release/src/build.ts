import type { Commit } from './commit';
import type { Build } from './files';
import { answerOf, show } from './run';

interface Compose {
  services: Record<string, { image: string; build?: unknown }>;
}

/** Builds what docker-compose.yaml builds, tagged with the commit. */
export async function build(commit: Commit): Promise<Build> {
  const environment = {
    VERSION: commit.version,
    REVISION: commit.id,
    SOURCE: commit.source,
  };
  const startedOn = new Date().toISOString();
  await show('docker', ['compose', 'build'], environment);
  const finishedOn = new Date().toISOString();
  const { services } = JSON.parse(
    await answerOf('docker', ['compose', 'config', '--format', 'json'], { env: environment }),
  ) as Compose;
  const named = (isOurs: boolean) =>
    Object.fromEntries(
      Object.entries(services)
        .filter(([, service]) => (service.build !== undefined) === isOurs)
        .map(([name, { image }]) => [name, image]),
    );
  return {
    version: commit.version,
    revision: commit.id,
    source: commit.source,
    startedOn,
    finishedOn,
    images: named(true),
    others: named(false),
  };
}
