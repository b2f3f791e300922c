import type { DrawnObject } from '../../service4-product/src/objects/drawn-object';

export interface Writer {
  /** Resolves when the objects are durable. */
  write: (objects: readonly DrawnObject[]) => Promise<unknown>;
  close: () => Promise<void>;
}
