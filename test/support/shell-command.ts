import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Runs a command with `sh` in an empty folder and returns its standard output. Each `curl` fails unless the response is successful.
 *
 * @throws if the command fails or writes to standard error
 */
export async function runInShell(command: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quartet-'));
  try {
    await writeFile(join(folder, '.curlrc'), 'fail-with-body\nsilent\n');
    const env = { PATH: process.env.PATH, CURL_HOME: folder };
    const { stdout, stderr } = await promisify(execFile)('sh', ['-ec', command], { cwd: folder, env });
    if (stderr !== '') throw new Error(stderr);
    return stdout;
  } catch (error) {
    throw new Error(`Command failed: ${command}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true });
  }
}
