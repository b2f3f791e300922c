import type { DrawnObject } from '../../service4-product/src/objects/drawn-object';

/** What writes objects into a database, durably when it resolves. */
export interface Writer {
  write: (objects: readonly DrawnObject[]) => Promise<unknown>;
  close: () => Promise<void>;
}
