import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A tmpfs of a few megabytes, mounted on a folder. */
export class SmallDisk {
  constructor(
    readonly folder: string,
    megabytes: number,
  ) {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  }

  grow(megabytes: number): void {
    execFileSync('mount', ['-o', `remount,size=${megabytes}m`, this.folder]);
  }

  /** Fails while a process has a file open on the disk. */
  unmount(): void {
    execFileSync('umount', [this.folder]);
  }
}

/** Mounting needs root and a capability that some containers lack. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (isMounted) execFileSync('umount', [folder]);
  rmdirSync(folder);
  return isMounted;
}

/** Returns `describe`, or `describe.skip` if this process cannot mount. Never skips in CI. */
export function describeOnSmallDisk(): jest.Describe {
  if (process.env.CI || canMount()) return describe;
  console.warn('Skipping the tests of a full disk: mounting needs root.');
  return describe.skip;
}
