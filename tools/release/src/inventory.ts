import { answerOf } from './run';

/** A package that is in an image. */
export interface Package {
  kind: 'deb' | 'npm' | 'generic';
  name: string;
  version: string;
  architecture?: string;
  licence?: string;
}

/** What is in an image. */
export interface Inventory {
  /** The distribution, as /etc/os-release calls it: `debian`; its release, such as 13, where it has one. */
  distribution: string;
  release: string;
  packages: Package[];
}

const SECTION = '\u001e';

// Only what a Debian has anyway. Where there is no dpkg or node, there are none of its packages.
const LOOK = `
  cat /etc/os-release 2> /dev/null; printf '${SECTION}'
  dpkg-query --show --showformat='\${Package}\\t\${Version}\\t\${Architecture}\\n' 2> /dev/null; printf '${SECTION}'
  node --version 2> /dev/null; printf '${SECTION}'
  find /app -path '*/node_modules/*' -name package.json -type f -printf '%p\\0' -exec cat {} ';' -printf '\\0' 2> /dev/null
  exit 0`;

/** Looks into an image of this machine's Docker; what runs for it has no network. */
export async function inventoryOf(image: string): Promise<Inventory> {
  const args = ['run', '--rm', '--network', 'none', '--user', '0', '--entrypoint', 'sh', image, '-c', LOOK];
  return readInventory(await answerOf('docker', args, { timeoutMs: 120_000 }));
}

/** What the look into an image has said. */
export function readInventory(text: string): Inventory {
  const [system = '', debian = '', node = '', npm = ''] = text.split(SECTION);
  const packages = [...debianPackages(debian), ...nodeItself(node), ...npmPackages(npm)];
  return {
    distribution: valueOf(system, 'ID') ?? 'unknown',
    release: valueOf(system, 'VERSION_ID') ?? '',
    packages: packages.filter(isFirst),
  };
}

const valueOf = (system: string, name: string) =>
  new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(system)?.[1];

function debianPackages(text: string): Package[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
    .map(([name = '', version = '', architecture = '']) => ({ kind: 'deb', name, version, architecture }));
}

function nodeItself(text: string): Package[] {
  const version = text.trim().replace(/^v/, '');
  return version === '' ? [] : [{ kind: 'generic', name: 'node', version }];
}

/** Manifests of packages themselves; some have further ones within, which name no package. */
function npmPackages(text: string): Package[] {
  const parts = text.split('\0');
  return parts.flatMap((path, at): Package[] => {
    if (at % 2 === 1 || !/\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path)) return [];
    const manifest = JSON.parse(parts[at + 1] ?? '{}') as Record<string, unknown>;
    const { name, version, license: licence } = manifest;
    if (typeof name !== 'string' || typeof version !== 'string') return [];
    return [{ kind: 'npm', name, version, ...(typeof licence === 'string' ? { licence } : {}) }];
  });
}

const keyOf = ({ kind, name, version, architecture }: Package) =>
  [kind, name, version, architecture].join(' ');
const isFirst = (item: Package, at: number, all: readonly Package[]) =>
  all.findIndex((other) => keyOf(other) === keyOf(item)) === at;
