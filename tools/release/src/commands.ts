import { basename, dirname } from 'node:path';
import { buildImages } from './build';
import { hasDeployableChanges, readCommit } from './commit';
import { type Envelope, openEnvelope, signEnvelope } from './envelope';
import { ReleaseError } from './errors';
import { type Build, type Pushed, readJson, writeJson } from './files';
import { readInventory } from './inventory';
import { readPrivateKey, readPublicKey } from './keys';
import { createNpmSbom, createSbom } from './sbom';
import { formatVulnerabilities, scan as scanBuild } from './scan';
import { createStatement, findUnsigned, STATEMENT } from './statement';

const print = (line: string) => process.stdout.write(`${line}\n`);
const printError = (line: string) => process.stderr.write(`${line}\n`);

/** 3 is an expected outcome that the pipeline acts on. @throws {ReleaseError} if the command fails */
type ExitCode = 0 | 3;

interface Options {
  /** The folder of the result files. */
  folder: string;
}

interface VerifyOptions extends Options {
  /** Files of public keys. */
  key: string[];
  /** The images to verify, by service. */
  image: ReadonlyMap<string, string>;
  attestation?: string;
}

export async function changes({ since = '' }: { since?: string }): Promise<ExitCode> {
  const hasChanged = await hasDeployableChanges(since);
  print(hasChanged ? 'Deployable files have changed.' : `No deployable file has changed since ${since}.`);
  return hasChanged ? 0 : 3;
}

export async function build({ folder }: Options): Promise<ExitCode> {
  await writeJson(folder, 'build.json', await buildImages(await readCommit()));
  return 0;
}

export async function sbom({ folder }: Options): Promise<ExitCode> {
  const { images, others } = await readJson<Build>(folder, 'build.json');
  const commit = await readCommit();
  for (const [name, image] of Object.entries({ ...images, ...others })) {
    const inventory = await readInventory(image);
    await writeJson(folder, `${name}.cdx.json`, createSbom(image, inventory, commit));
    print(`${name}: ${inventory.packages.length} packages`);
  }
  await writeJson(folder, 'npm.cdx.json', await createNpmSbom());
  return 0;
}

export async function scan({ folder, offline }: Options & { offline?: boolean }): Promise<ExitCode> {
  const isOffline = offline === true || process.env.SCAN_OFFLINE === 'true';
  const result = await scanBuild(await readJson<Build>(folder, 'build.json'), isOffline, print);
  await writeJson(folder, 'scan.json', result);
  if (result.findings.length === 0) return 0;
  printError(`Do not deploy this build:\n${formatVulnerabilities(result.findings)}`);
  return 3;
}

export async function sign({ folder, key }: Options & { key: string }): Promise<ExitCode> {
  const built = await readJson<Build>(folder, 'build.json');
  const pushed = await readJson<Pushed>(folder, 'images.json');
  const statement = await createStatement(folder, built, pushed);
  const envelope = signEnvelope(STATEMENT, statement, await readPrivateKey(key));
  await writeJson(folder, 'attestation.json', envelope);
  print(`Signed ${Object.keys(pushed).join(', ')} of commit ${built.revision}`);
  return 0;
}

export async function verify({
  folder,
  key,
  image,
  attestation = `${folder}/attestation.json`,
}: VerifyOptions): Promise<ExitCode> {
  const envelope = await readJson<Envelope>(dirname(attestation), basename(attestation));
  const publicKeys = await Promise.all(key.map(readPublicKey));
  let errors;
  try {
    errors = findUnsigned(openEnvelope(STATEMENT, envelope, publicKeys), image);
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    errors = [`${attestation}: ${error.message}`];
  }
  errors.forEach(printError);
  return errors.length === 0 ? 0 : 3;
}
