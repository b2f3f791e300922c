import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** The style sheet or the icon, under the name that it has in `public/` and a fingerprint of what it holds. */
export interface Asset {
  body: Buffer;
  /** `.css` */
  extension: string;
  fingerprint: string;
}

/** The files of `public/`, read once: what is served is always what the fingerprint is of. */
export class Assets {
  private readonly files: ReadonlyMap<string, Asset>;

  constructor(folder: string) {
    this.files = new Map(readdirSync(folder).map((name) => [name, readAsset(join(folder, name))]));
  }

  /** The address of a file, for the views; with other content it would be another. */
  readonly address = (name: string): string => {
    const { extension, fingerprint } = this.files.get(name) ?? missing(name);
    return `/assets/${name.slice(0, -extension.length)}.${fingerprint}${extension}`;
  };

  /** What is at `style.FINGERPRINT.css` or `style.css`: the file as it is here, and whether it is the very one asked for. */
  find(asked: string): { asset: Asset; isExact: boolean } | undefined {
    const [, fingerprint] = FINGERPRINT.exec(asked) ?? [];
    const asset = this.files.get(fingerprint === undefined ? asked : asked.replace(`.${fingerprint}`, ''));
    return asset && { asset, isExact: fingerprint === asset.fingerprint };
  }
}

/** Also of another version's making: during an update, replicas of both answer for each other's pages. */
const FINGERPRINT = /\.([\w-]{8,12})\.\w+$/;

function readAsset(path: string): Asset {
  const body = readFileSync(path);
  const fingerprint = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { body, extension: extname(path), fingerprint };
}

function missing(name: string): never {
  throw new Error(`There is no ${name} in public/.`);
}
