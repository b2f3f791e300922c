import { ReleaseError } from './errors';
import { readOutput, runProgram } from './run';

export interface Commit {
  /** 40 hexadecimal digits. */
  id: string;
  /** The tag of the commit's images: the first 12 digits of `id`. */
  version: string;
  /** The commit date in seconds since 1970. All artifacts have this date. */
  epoch: number;
  /** The URL of the repository without credentials, or `unknown`. */
  source: string;
}

/** Changes to these files alone are not delivered. */
const NOT_DEPLOYED = ['docs/**', 'bench/**', '**/test/**', '**/*.md'];

const git = (...args: string[]) => readOutput('git', args).then((output) => output.trimEnd());

/** Reads the checked-out commit. @throws {ReleaseError} if the working tree differs from the commit */
export async function readCommit(): Promise<Commit> {
  const changes = await git('status', '--porcelain');
  if (changes !== '')
    throw new ReleaseError(`The working tree has uncommitted changes; commit or stash them:\n${changes}`);
  const [id = '', epoch] = (await git('log', '-1', '--format=%H %ct')).split(' ');
  const { code, stdout } = await runProgram('git', ['remote', 'get-url', 'origin']);
  const source = code === 0 ? stdout.trim().replace(/^(\w+:\/\/)[^/@]*@/, '$1') : 'unknown';
  return { id, version: id.slice(0, 12), epoch: Number(epoch), source };
}

/** Reports whether a deployable file has changed since a commit. Returns true if the commit is unknown. */
export async function hasDeployableChanges(since: string): Promise<boolean> {
  const lookup = await runProgram('git', ['cat-file', '-e', `${since}^{commit}`]);
  if (since === '' || lookup.code !== 0) return true;
  const exclusions = NOT_DEPLOYED.map((path) => `:(exclude,glob,top)${path}`);
  const { code, stderr } = await runProgram('git', [
    'diff',
    '--quiet',
    since,
    'HEAD',
    '--',
    ':/',
    ...exclusions,
  ]);
  if (code !== 0 && code !== 1) throw new ReleaseError(stderr.trim());
  return code === 1;
}
