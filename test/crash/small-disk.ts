import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of so many megabytes in memory, at a folder. */
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

  /** Only once nobody has a file on it. */
  unmount(): void {
    execFileSync('umount', [this.folder]);
  }
}

/** Whether mounting is allowed: that takes root, and not every container has it. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'quartet-disk-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (isMounted) execFileSync('umount', [folder]);
  rmdirSync(folder);
  return isMounted;
}

/** `describe`, skipped with a sentence where mounting is not allowed; under CI nothing is skipped. */
export function describeOnSmallDisk(): jest.Describe {
  if (process.env.CI || canMount()) return describe;
  console.warn('Mounting takes root: the tests of a full disk are skipped.');
  return describe.skip;
}
