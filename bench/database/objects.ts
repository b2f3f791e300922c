import { objectId } from '../../service4-product/src/objects/identity';
import type { DrawnObject } from '../../service4-product/src/objects/drawn-object';

const VERSION = '36f0d39b51ec11ab';
const OUTCOMES = ['MISSED', 'HIT', 'HIT', 'CRIT', 'HIT', 'MISSED'];

/** Returns a deterministic object for each place; the rule set changes every hundred places. */
export function benchObject(place: number, stream = 'bench'): DrawnObject {
  const rule = `rule-${Math.floor(place / 100) % 14}`;
  const seed = `${stream}-${place}`;
  const float = ((place * 7) % 1_000) / 100;
  return {
    id: objectId(rule, VERSION, seed, 0),
    rule,
    version: VERSION,
    number: place % 3,
    float: float.toFixed(2),
    product: String(Math.round((place % 3) * float * 100) / 100),
    outcome: OUTCOMES[place % OUTCOMES.length] ?? 'HIT',
    attributes: {},
    text: `Your attack HIT and did ${float}`,
    seed,
    index: 0,
    createdAt: 1_790_000_000_000 + place,
  };
}
