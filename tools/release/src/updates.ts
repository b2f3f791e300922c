import type { Finding } from './audit';
import { ReleaseError } from './mistakes';
import { outcomeOf } from './run';

/** What apt would do to an image, by the archives that the image itself names. */
export interface Updates {
  /** Security updates, that the image lacks. */
  security: Finding[];
  /** How many others it lacks. */
  others: number;
}

// Lists and caches belong to what runs for the look, not to the image.
const LOOK = 'apt-get update --quiet=2 && apt-get --simulate --quiet=2 dist-upgrade';

/** Asks Debian's archives for what an image lacks. @throws {ReleaseError} where they give no answer */
export async function updatesOf(image: string): Promise<Updates> {
  const args = ['run', '--rm', '--user', '0', '--tmpfs', '/tmp', '--entrypoint', 'sh', image, '-ec', LOOK];
  const { code, out, err } = await outcomeOf('docker', args, { timeoutMs: 180_000 });
  if (code !== 0)
    throw new ReleaseError(`Debian's archives could not be asked about ${image}: ${err.trim()}`);
  return readUpdates(image, out);
}

/** What `apt-get --simulate dist-upgrade` has said: `Inst NAME [OLD] (NEW ARCHIVE…)`. */
export function readUpdates(image: string, text: string): Updates {
  const lines = [...text.matchAll(/^Inst (\S+) \[([^\]]+)\] \((\S+) ([^)]*)\)/gm)];
  const findings = lines.map(([, name, old, fresh, archive = '']) => ({
    isSecurity: /security/i.test(archive),
    finding: { where: image, package: `${name} ${old}`, what: `${archive.split(' ')[0]} has ${fresh}` },
  }));
  const security = findings.filter(({ isSecurity }) => isSecurity).map(({ finding }) => finding);
  return { security, others: findings.length - security.length };
}
