import { openEngine } from '../../service4-product/src/repository/database/sqlite-engine';
import { toRow } from '../../service4-product/src/repository/object-rows';
import type { DrawnObject } from '../../service4-product/src/objects/drawn-object';
import type { Writer } from './writer';

const INSERT = 'insert into objects values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** The driver without the repository: prepared inserts of the same rows, and a durable commit per call. */
export function openBareSqlite(file: string): Writer {
  const database = openEngine(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const columns = database
    .prepare('select * from objects')
    .columns()
    .map(({ name }) => name);
  const one = database.prepare(INSERT);
  let sequence = 1_000_000_000;
  const insert = (object: DrawnObject) => {
    const row = toRow(object, ++sequence) as unknown as Record<string, string | number>;
    one.run(...columns.map((name) => row[name] ?? null));
  };
  return {
    write: (objects) => {
      database.exec('begin immediate');
      for (const object of objects) insert(object);
      database.exec('commit');
      return Promise.resolve();
    },
    close: () => {
      database.close();
      return Promise.resolve();
    },
  };
}
