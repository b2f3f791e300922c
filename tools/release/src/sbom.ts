import { createHash } from 'node:crypto';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import type { Commit } from './commit';
import type { Inventory, Package } from './inventory';
import { readOutput } from './run';

/** Creates the SBOM of an image (CycloneDX 1.6, JSON). The result is deterministic for an inventory and a commit. */
export function createSbom(image: string, inventory: Inventory, commit: Commit): string {
  const component = new Models.Component(Enums.ComponentType.Container, image.replace(/:[^:]*$/, ''), {
    version: commit.version,
    bomRef: image,
  });
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ timestamp: new Date(commit.epoch * 1_000), component }),
  });
  for (const item of inventory.packages) bom.components.add(createComponent(item, inventory));
  bom.serialNumber = createSerialNumber(image, inventory, commit);
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

function createComponent(item: Package, inventory: Inventory): Models.Component {
  const purl = createPackageUrl(item, inventory);
  const type = item.kind === 'generic' ? Enums.ComponentType.Platform : Enums.ComponentType.Library;
  const component = new Models.Component(type, item.name, { version: item.version, purl, bomRef: purl });
  if (item.licence !== undefined) component.licenses.add(new Models.NamedLicense(item.licence));
  return component;
}

/** See https://github.com/package-url/purl-spec. */
function createPackageUrl({ kind, name, version, architecture }: Package, inventory: Inventory): string {
  const { distribution, release } = inventory;
  if (kind !== 'deb') {
    const [scope, rest = name] = name.startsWith('@') ? name.split('/') : [];
    return new PackageURL(kind, scope, rest, version, undefined, undefined).toString();
  }
  const qualifiers = {
    arch: architecture ?? '',
    distro: release === '' ? distribution : `${distribution}-${release}`,
  };
  return new PackageURL('deb', distribution, name, version, qualifiers, undefined).toString();
}

/** Creates a UUID (RFC 9562, version 8) from a hash of the content, so that equal SBOMs have equal numbers. */
function createSerialNumber(...content: unknown[]): string {
  const digits = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

/** Creates the SBOM of all npm packages in the lockfile, including development dependencies. */
export const createNpmSbom = () =>
  readOutput('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']).then((text) =>
    text.trim(),
  );
