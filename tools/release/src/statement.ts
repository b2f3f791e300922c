import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from './errors';
import type { Build, Pushed } from './files';

/** The media type of an in-toto statement: https://github.com/in-toto/attestation (Statement v1). */
export const STATEMENT = 'application/vnd.in-toto+json';

interface Statement {
  subject: { name: string; digest: { sha256: string } }[];
}

/** Creates the provenance of the pushed images as an in-toto statement (https://slsa.dev/spec/v1.0/provenance). */
export async function createStatement(folder: string, build: Build, pushed: Pushed): Promise<string> {
  const { JENKINS_URL, BUILD_URL, NODE_NAME } = process.env;
  const others = new Set(Object.keys(build.others));
  const dependencies = Object.entries(pushed)
    .filter(([service]) => others.has(service))
    .map(([, image]) => describeImage(image));
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: Object.values(pushed).map(describeImage),
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'urn:quartet:build:docker-compose:1',
        externalParameters: { source: build.source, revision: build.revision, version: build.version },
        resolvedDependencies: [
          { uri: `git+${build.source}`, digest: { gitCommit: build.revision } },
          ...dependencies,
          await describeFile('.', 'package-lock.json'),
        ],
      },
      runDetails: {
        builder: { id: JENKINS_URL ?? `urn:quartet:builder:${NODE_NAME ?? 'by-hand'}` },
        metadata: {
          ...(BUILD_URL === undefined ? {} : { invocationId: BUILD_URL }),
          startedOn: build.startedOn,
          finishedOn: build.finishedOn,
        },
        byproducts: await describeReports(folder),
      },
    },
  };
  return JSON.stringify(statement);
}

/** Describes the SBOMs and the scan. */
async function describeReports(folder: string) {
  const names = (await readdir(folder)).filter((name) => name === 'scan.json' || name.endsWith('.cdx.json'));
  return Promise.all(names.sort().map((name) => describeFile(folder, name)));
}

async function describeFile(folder: string, name: string) {
  const sha256 = createHash('sha256')
    .update(await readFile(join(folder, name)))
    .digest('hex');
  return { name, digest: { sha256 } };
}

/** Describes an image without its registry host, because the registry may move. */
function describeImage(image: string) {
  const [, name, sha256] =
    /^(?:[^/]*[.:][^/]*\/|localhost\/)?([^@]+)@sha256:([0-9a-f]{64})$/.exec(image) ?? [];
  if (name === undefined || sha256 === undefined)
    throw new ReleaseError(`${image} has no digest. Name it as registry/name@sha256:….`);
  return { name, digest: { sha256 } };
}

/** Returns one error for each image that a statement does not contain. */
export function findUnsigned(text: string, images: ReadonlyMap<string, string>): string[] {
  const { subject } = JSON.parse(text) as Statement;
  return [...images]
    .filter(([, image]) => {
      const { name, digest } = describeImage(image);
      return !subject.some((signed) => signed.name === name && signed.digest.sha256 === digest.sha256);
    })
    .map(([service, image]) => `${service}: ${image} is not in the signed statement.`);
}
