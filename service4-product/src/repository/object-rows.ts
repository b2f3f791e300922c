import type { Selectable } from 'kysely';
import type { DrawnObject } from '../objects/drawn-object';
import type { ObjectsTable } from './schema';

/** An object as the row with that place in the sequence. */
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

export function fromRow(row: Selectable<ObjectsTable>): DrawnObject {
  const { id, rule, version, number, float, product, outcome, text, seed } = row;
  return {
    ...{ id, rule, version, number, float, product, outcome, text, seed },
    index: row.draw_index,
    attributes: JSON.parse(row.attributes) as DrawnObject['attributes'],
    createdAt: row.created_at,
  };
}
