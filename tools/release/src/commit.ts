import { ReleaseError } from './mistakes';
import { answerOf, outcomeOf } from './run';

export interface Commit {
  /** 40 hexadecimal digits. */
  id: string;
  /** What images of it are tagged with: the first twelve of them. */
  version: string;
  /** When it was made, in seconds since 1970: the date of all that is made from it. */
  epoch: number;
  /** Where it is from, without a name or a password in it. */
  source: string;
}

/** What is below these changes nothing that runs. */
const BESIDE = ['docs/**', 'bench/**', '**/test/**', '**/*.md'];

const git = (...args: string[]) => answerOf('git', args).then((out) => out.trimEnd());

/** The commit that is checked out. @throws {ReleaseError} where files differ from it: images of it would not be its own */
export async function checkedOut(): Promise<Commit> {
  const changed = await git('status', '--porcelain');
  if (changed !== '')
    throw new ReleaseError(
      `These differ from the commit that is checked out; commit them, or put them away:\n${changed}`,
    );
  const [id = '', epoch] = (await git('log', '-1', '--format=%H %ct')).split(' ');
  const { code, out } = await outcomeOf('git', ['remote', 'get-url', 'origin']);
  const source = code === 0 ? out.trim().replace(/^(\w+:\/\/)[^/@]*@/, '$1') : 'unknown';
  return { id, version: id.slice(0, 12), epoch: Number(epoch), source };
}

/** Whether anything that runs differs from what it was at `since`; so it does where that is not known. */
export async function hasChanged(since: string): Promise<boolean> {
  const known = await outcomeOf('git', ['cat-file', '-e', `${since}^{commit}`]);
  if (since === '' || known.code !== 0) return true;
  const outside = BESIDE.map((path) => `:(exclude,glob,top)${path}`);
  const { code, err } = await outcomeOf('git', ['diff', '--quiet', since, 'HEAD', '--', ':/', ...outside]);
  if (code !== 0 && code !== 1) throw new ReleaseError(err.trim());
  return code === 1;
}
