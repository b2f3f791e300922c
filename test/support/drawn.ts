import type { DrawnObject } from '../../service4-product/src/objects/drawn-object';

/** An object as service 4 creates it, ready to be recorded. */
export const drawn = (id: string, more: Partial<DrawnObject> = {}): DrawnObject => ({
  id,
  rule: 'attack',
  version: '36f0d39b51ec11ab',
  number: 1,
  float: '7.20',
  product: '7.2',
  outcome: 'HIT',
  attributes: { kind: 'plain', bonus: 2, rare: false },
  text: 'Your attack HIT and did 7.2',
  seed: `seed of ${id}`,
  index: Number.MAX_SAFE_INTEGER,
  createdAt: 1_790_000_000_000,
  ...more,
});
