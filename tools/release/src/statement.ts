import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build, Pushed } from './files';
import { ReleaseError } from './mistakes';

/** https://github.com/in-toto/attestation (Statement v1) */
export const STATEMENT = 'application/vnd.in-toto+json';

interface Statement {
  subject: { name: string; digest: { sha256: string } }[];
}

/**
 * Says of the pushed images which commit they are of, who built them when, and what is known of them: SLSA provenance 1
 * (https://slsa.dev/spec/v1.0/provenance) in a statement of in-toto.
 */
export async function statementOf(folder: string, build: Build, pushed: Pushed): Promise<string> {
  const { JENKINS_URL, BUILD_URL, NODE_NAME } = process.env;
  const others = new Set(Object.keys(build.others));
  const dependencies = Object.entries(pushed)
    .filter(([service]) => others.has(service))
    .map(([, image]) => descriptorOf(image));
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: Object.values(pushed).map(descriptorOf),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:quartet:build:docker-compose:1',
        externalParameters: { source: build.source, revision: build.revision, version: build.version },
        resolvedDependencies: [
          { uri: `git+${build.source}`, digest: { gitCommit: build.revision } },
          ...dependencies,
          await fileOf('.', 'package-lock.json'),
        ],
      },
      runDetails: {
        builder: { id: JENKINS_URL ?? `urn:quartet:builder:${NODE_NAME ?? 'by-hand'}` },
        metadata: {
          ...(BUILD_URL === undefined ? {} : { invocationId: BUILD_URL }),
          startedOn: build.startedOn,
          finishedOn: build.finishedOn,
        },
        byproducts: await findingsIn(folder),
      },
    },
  };
  return JSON.stringify(statement);
}

/** What was found out about the images on their way, such as bills of materials. */
async function findingsIn(folder: string) {
  const names = (await readdir(folder)).filter((name) => name === 'scan.json' || name.endsWith('.cdx.json'));
  return Promise.all(names.sort().map((name) => fileOf(folder, name)));
}

async function fileOf(folder: string, name: string) {
  const sha256 = createHash('sha256')
    .update(await readFile(join(folder, name)))
    .digest('hex');
  return { name, digest: { sha256 } };
}

/** An image by what it is called within its registry: that may move. */
function descriptorOf(image: string) {
  const [, name, sha256] =
    /^(?:[^/]*[.:][^/]*\/|localhost\/)?([^@]+)@sha256:([0-9a-f]{64})$/.exec(image) ?? [];
  if (name === undefined || sha256 === undefined)
    throw new ReleaseError(`${image} is not named by its digest, such as registry/name@sha256:….`);
  return { name, digest: { sha256 } };
}

/** What a statement does not say of what shall run: a sentence for each image. */
export function missingIn(text: string, images: ReadonlyMap<string, string>): string[] {
  const { subject } = JSON.parse(text) as Statement;
  return [...images]
    .filter(([, image]) => {
      const { name, digest } = descriptorOf(image);
      return !subject.some((one) => one.name === name && one.digest.sha256 === digest.sha256);
    })
    .map(([service, image]) => `${service}: ${image} is not in what was signed.`);
}
