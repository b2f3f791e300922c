import type { Kysely } from 'kysely';
import { changeCounts } from '../../service4-product/src/repository/counts';
import { dialectOf } from '../../service4-product/src/repository/database/dialects';
import { toRow } from '../../service4-product/src/repository/object-rows';
import type { Schema } from '../../service4-product/src/repository/schema';
import { writeTransaction } from '../../service4-product/src/repository/database/write-transaction';
import { logProgress } from '../report';
import { benchObject } from './objects';

/** Rows per insert. */
const CHUNK = 1_024;
/** Inserts per transaction. */
const CHUNKS = 16;

/** Records `amount` objects, in large transactions because only the total time matters here. */
export async function fill(db: Kysely<Schema>, amount: number, name: string): Promise<void> {
  const startedAt = performance.now();
  for (let from = 0; from < amount; from += CHUNK * CHUNKS) {
    const size = Math.min(CHUNK * CHUNKS, amount - from);
    await writeTransaction(db, size, async (transaction, last) => {
      const objects = Array.from({ length: size }, (_, index) => benchObject(from + index, name));
      const rows = objects.map((object, index) => toRow(object, last - size + 1 + index));
      for (let at = 0; at < size; at += CHUNK)
        await dialectOf(db).insertNew(transaction, rows.slice(at, at + CHUNK));
      await changeCounts(transaction, objects, 'recorded');
    });
    if ((from / (CHUNK * CHUNKS)) % 30 === 0 && from > 0) {
      const rate = from / ((performance.now() - startedAt) / 1_000);
      logProgress(`${name}: ${from} of ${amount} objects, ${rate.toFixed(0)}/s`);
    }
  }
}
