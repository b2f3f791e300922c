import { basename, dirname } from 'node:path';
import { billOf, billOfNpm } from './bill';
import { build } from './build';
import { checkedOut, hasChanged } from './commit';
import { open, type Envelope, seal } from './envelope';
import { type Build, type Pushed, readJson, writeJson } from './files';
import { inventoryOf } from './inventory';
import { privateKey, publicKey } from './keys';
import { ReleaseError } from './mistakes';
import type { Options, Verb } from './options';
import { scan, textOf } from './scan';
import { missingIn, STATEMENT, statementOf } from './statement';

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Does what a verb says, and gives the exit code. @throws {ReleaseError} where it cannot be done */
export const verbs: Record<Verb, (options: Options) => Promise<0 | 3>> = {
  async changes({ since }) {
    const changed = await hasChanged(since);
    say(changed ? 'Something that runs has changed.' : `Nothing that runs has changed since ${since}.`);
    return changed ? 0 : 3;
  },

  async build({ folder }) {
    await writeJson(folder, 'build.json', await build(await checkedOut()));
    return 0;
  },

  async sbom({ folder }) {
    const { images, others } = await readJson<Build>(folder, 'build.json');
    const commit = await checkedOut();
    for (const [name, image] of Object.entries({ ...images, ...others })) {
      const inventory = await inventoryOf(image);
      await writeJson(folder, `${name}.cdx.json`, billOf(image, inventory, commit));
      say(`${name}: ${inventory.packages.length} packages`);
    }
    await writeJson(folder, 'npm.cdx.json', await billOfNpm());
    return 0;
  },

  async scan({ folder, offline }) {
    const result = await scan(await readJson<Build>(folder, 'build.json'), offline, say);
    await writeJson(folder, 'scan.json', result);
    if (result.findings.length === 0) return 0;
    complain(`This should not run anywhere:\n${textOf(result.findings)}`);
    return 3;
  },

  async sign({ folder, keys: [key = ''] }) {
    const made = await readJson<Build>(folder, 'build.json');
    const pushed = await readJson<Pushed>(folder, 'images.json');
    const statement = await statementOf(folder, made, pushed);
    await writeJson(folder, 'attestation.json', seal(STATEMENT, statement, await privateKey(key)));
    say(`Signed: ${Object.keys(pushed).join(', ')} of ${made.revision}`);
    return 0;
  },

  async verify({ folder, keys, attestation = `${folder}/attestation.json`, images }) {
    const envelope = await readJson<Envelope>(dirname(attestation), basename(attestation));
    const known = await Promise.all(keys.map(publicKey));
    let missing;
    try {
      missing = missingIn(open(STATEMENT, envelope, known), images);
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      missing = [`${attestation}: ${error.message}`];
    }
    missing.forEach(complain);
    return missing.length === 0 ? 0 : 3;
  },
};
