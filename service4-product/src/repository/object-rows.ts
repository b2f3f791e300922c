import type { Selectable } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import { type Value, withoutNoise } from '../rules/language/attribute';
import type { ObjectsTable } from './schema';

/** Converts an object to a row with the given sequence number. */
export function toRow(object: DrawnObject, sequence: number): ObjectsTable {
  const { index, attributes, createdAt, ...same } = object;
  return {
    sequence,
    ...same,
    draw_index: index,
    attributes: JSON.stringify(attributes),
    created_at: createdAt,
  };
}

/** Converts a row to an object. */
export function fromRow(row: Selectable<ObjectsTable>): DrawnObject {
  return {
    id: row.id,
    rule: row.rule,
    version: row.version,
    number: row.number,
    float: row.float,
    product: row.product,
    outcome: row.outcome,
    text: row.text,
    seed: row.seed,
    index: row.draw_index,
    attributes: attributesFrom(row.attributes),
    createdAt: row.created_at,
  };
}

/**
 * Reads attributes as this program would make them. Earlier programs could store values such as null, which become text so that no
 * object breaks a list, and decimals with the noise of doubles.
 */
function attributesFrom(json: string): DrawnObject['attributes'] {
  const stored = JSON.parse(json) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, attributeFrom(value)]));
}

function attributeFrom(stored: unknown): Value {
  if (typeof stored === 'string' || typeof stored === 'boolean') return stored;
  return typeof stored === 'number' ? withoutNoise(stored) : JSON.stringify(stored);
}
