import type { Vulnerability } from './audit';
import { ReleaseError } from './errors';
import { runProgram } from './run';

/** The Debian updates that an image lacks. */
export interface Updates {
  security: Vulnerability[];
  /** The number of other updates. */
  others: number;
}

// Package lists are written to the container of the scan, so that the image stays unchanged.
const SCRIPT = 'apt-get update --quiet=2 && apt-get --simulate --quiet=2 dist-upgrade';

/** Checks an image for updates in the archives that it is configured with. @throws {ReleaseError} if they do not answer */
export async function readUpdates(image: string): Promise<Updates> {
  const args = ['run', '--rm', '--user', '0', '--tmpfs', '/tmp', '--entrypoint', 'sh', image, '-ec', SCRIPT];
  const { code, stdout, stderr } = await runProgram('docker', args, { timeoutMs: 180_000 });
  if (code !== 0)
    throw new ReleaseError(`The Debian archives returned no updates for ${image}: ${stderr.trim()}`);
  return parseUpdates(image, stdout);
}

/** Parses `apt-get --simulate dist-upgrade`, whose lines are `Inst NAME [OLD] (NEW ARCHIVE…)`. */
export function parseUpdates(image: string, text: string): Updates {
  const lines = [...text.matchAll(/^Inst (\S+) \[([^\]]+)\] \((\S+) ([^)]*)\)/gm)];
  const updates = lines.map(([, name, installed, available, archive = '']) => ({
    isSecurity: /security/i.test(archive),
    vulnerability: {
      where: image,
      package: `${name} ${installed}`,
      what: `${archive.split(' ')[0]} has ${available}`,
    },
  }));
  const security = updates.filter(({ isSecurity }) => isSecurity).map(({ vulnerability }) => vulnerability);
  return { security, others: updates.length - security.length };
}
