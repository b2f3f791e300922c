import { readOutput } from './run';

/** A package in an image. */
export interface Package {
  kind: 'deb' | 'npm' | 'generic';
  name: string;
  version: string;
  architecture?: string;
  licence?: string;
}

/** The packages in an image. */
export interface Inventory {
  /** ID in /etc/os-release, such as `debian`. */
  distribution: string;
  /** VERSION_ID in /etc/os-release, such as `13`; empty if there is none. */
  release: string;
  packages: Package[];
}

const SECTION = '\u001e';

// Uses only programs of a minimal Debian. An image without dpkg or node has no such packages.
const SCRIPT = `
  cat /etc/os-release 2> /dev/null; printf '${SECTION}'
  dpkg-query --show --showformat='\${Package}\\t\${Version}\\t\${Architecture}\\n' 2> /dev/null; printf '${SECTION}'
  node --version 2> /dev/null; printf '${SECTION}'
  find /app -path '*/node_modules/*' -name package.json -type f -printf '%p\\0' -exec cat {} ';' -printf '\\0' 2> /dev/null
  exit 0`;

/** Lists the packages of a local image. The script runs in a container without network. */
export async function readInventory(image: string): Promise<Inventory> {
  const args = ['run', '--rm', '--network', 'none', '--user', '0', '--entrypoint', 'sh', image, '-c', SCRIPT];
  return parseInventory(await readOutput('docker', args, { timeoutMs: 120_000 }));
}

/** Parses the output of `SCRIPT`. */
export function parseInventory(text: string): Inventory {
  const [system = '', debian = '', node = '', npm = ''] = text.split(SECTION);
  const packages = [...parseDebianPackages(debian), ...parseNode(node), ...parseNpmPackages(npm)];
  return {
    distribution: readValue(system, 'ID') ?? 'unknown',
    release: readValue(system, 'VERSION_ID') ?? '',
    packages: packages.filter(isFirst),
  };
}

const readValue = (system: string, name: string) =>
  new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(system)?.[1];

function parseDebianPackages(text: string): Package[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([name = '', version = '', architecture = '']) => ({ kind: 'deb', name, version, architecture }));
}

function parseNode(text: string): Package[] {
  const version = text.trim().replace(/^v/, '');
  return version === '' ? [] : [{ kind: 'generic', name: 'node', version }];
}

/** Skips nested manifests such as `esm/package.json`, which only set the module type. */
function parseNpmPackages(text: string): Package[] {
  const parts = text.split('\0');
  return parts.flatMap((path, index): Package[] => {
    if (index % 2 === 1 || !/\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path)) return [];
    const manifest = JSON.parse(parts[index + 1] ?? '{}') as Record<string, unknown>;
    const { name, version, license: licence } = manifest;
    if (typeof name !== 'string' || typeof version !== 'string') return [];
    return [{ kind: 'npm', name, version, ...(typeof licence === 'string' ? { licence } : {}) }];
  });
}

const keyOf = ({ kind, name, version, architecture }: Package) =>
  [kind, name, version, architecture].join(' ');
const isFirst = (item: Package, index: number, all: readonly Package[]) =>
  all.findIndex((other) => keyOf(other) === keyOf(item)) === index;
