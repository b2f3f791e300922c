import { basename, dirname } from 'node:path';
import { buildImages } from './build';
import { hasDeployableChanges, readCommit } from './commit';
import { type Envelope, openEnvelope, signEnvelope } from './envelope';
import { ReleaseError } from './errors';
import { type Build, type Pushed, readJson, writeJson } from './files';
import { readInventory } from './inventory';
import { readPrivateKey, readPublicKey } from './keys';
import type { Command, Options } from './options';
import { createNpmSbom, createSbom } from './sbom';
import { formatVulnerabilities, scan } from './scan';
import { createStatement, findUnsigned, STATEMENT } from './statement';

const print = (line: string) => process.stdout.write(`${line}\n`);
const printError = (line: string) => process.stderr.write(`${line}\n`);

/** Each command returns its exit code. @throws {ReleaseError} if it fails */
export const commands: Record<Command, (options: Options) => Promise<0 | 3>> = {
  async changes({ since }) {
    const hasChanged = await hasDeployableChanges(since);
    print(hasChanged ? 'Deployable files have changed.' : `No deployable file has changed since ${since}.`);
    return hasChanged ? 0 : 3;
  },

  async build({ folder }) {
    await writeJson(folder, 'build.json', await buildImages(await readCommit()));
    return 0;
  },

  async sbom({ folder }) {
    const { images, others } = await readJson<Build>(folder, 'build.json');
    const commit = await readCommit();
    for (const [name, image] of Object.entries({ ...images, ...others })) {
      const inventory = await readInventory(image);
      await writeJson(folder, `${name}.cdx.json`, createSbom(image, inventory, commit));
      print(`${name}: ${inventory.packages.length} packages`);
    }
    await writeJson(folder, 'npm.cdx.json', await createNpmSbom());
    return 0;
  },

  async scan({ folder, offline }) {
    const result = await scan(await readJson<Build>(folder, 'build.json'), offline, print);
    await writeJson(folder, 'scan.json', result);
    if (result.findings.length === 0) return 0;
    printError(`Do not deploy this build:\n${formatVulnerabilities(result.findings)}`);
    return 3;
  },

  async sign({ folder, keys: [key = ''] }) {
    const build = await readJson<Build>(folder, 'build.json');
    const pushed = await readJson<Pushed>(folder, 'images.json');
    const statement = await createStatement(folder, build, pushed);
    const envelope = signEnvelope(STATEMENT, statement, await readPrivateKey(key));
    await writeJson(folder, 'attestation.json', envelope);
    print(`Signed ${Object.keys(pushed).join(', ')} of commit ${build.revision}`);
    return 0;
  },

  async verify({ folder, keys, attestation = `${folder}/attestation.json`, images }) {
    const envelope = await readJson<Envelope>(dirname(attestation), basename(attestation));
    const publicKeys = await Promise.all(keys.map(readPublicKey));
    let errors;
    try {
      errors = findUnsigned(openEnvelope(STATEMENT, envelope, publicKeys), images);
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      errors = [`${attestation}: ${error.message}`];
    }
    errors.forEach(printError);
    return errors.length === 0 ? 0 : 3;
  },
};
