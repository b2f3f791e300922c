import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** A file of `public/`, with a fingerprint of its content. */
export interface Asset {
  body: Buffer;
  /** With the dot: `.css`. */
  extension: string;
  fingerprint: string;
}

/** The files of `public/`, read once at start, so that each always matches its fingerprint. */
export class Assets {
  private readonly files: ReadonlyMap<string, Asset>;

  constructor(folder: string) {
    this.files = new Map(readdirSync(folder).map((name) => [name, readAsset(join(folder, name))]));
  }

  /** Returns the address of a file, for the views. The address changes with the content of the file. */
  readonly address = (name: string): string => {
    const { extension, fingerprint } = this.files.get(name) ?? missing(name);
    return `/assets/${name.slice(0, -extension.length)}.${fingerprint}${extension}`;
  };

  /** Finds a file by its plain name or by its name with any fingerprint. `isExact` reports whether the fingerprint is its own. */
  find(requested: string): { asset: Asset; isExact: boolean } | undefined {
    const [, fingerprint] = FINGERPRINT.exec(requested) ?? [];
    const name = fingerprint === undefined ? requested : requested.replace(`.${fingerprint}`, '');
    const asset = this.files.get(name);
    return asset && { asset, isExact: fingerprint === asset.fingerprint };
  }
}

/** Also matches fingerprints of other versions: during an update, both versions serve each other's pages. */
const FINGERPRINT = /\.([\w-]{8,12})\.\w+$/;

function readAsset(path: string): Asset {
  const body = readFileSync(path);
  const fingerprint = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { body, extension: extname(path), fingerprint };
}

function missing(name: string): never {
  throw new Error(`There is no ${name} in public/.`);
}
