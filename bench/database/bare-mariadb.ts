import { createPool } from 'mysql2/promise';
import { toRow } from '../../service4-product/src/repository/object-rows';
import type { MysqlSettings } from '../../service4-product/src/repository/database/settings';
import type { Writer } from './writer';

/** The driver without the repository: one statement per call inserts the same rows, with autocommit. */
export async function openBareMariadb({
  socketPath,
  user,
  database,
  connections,
}: MysqlSettings): Promise<Writer> {
  const pool = createPool({ socketPath: socketPath ?? '', user, database, connectionLimit: connections });
  const [, fields] = await pool.query('select * from objects limit 0');
  const names = fields.map(({ name }) => name);
  let sequence = 1_000_000_000;
  return {
    write: async (objects) => {
      const rows = objects.map((object) => {
        const row = toRow(object, ++sequence) as unknown as Record<string, string | number>;
        return names.map((name) => row[name]);
      });
      await pool.query('insert into objects values ?', [rows]);
    },
    close: () => pool.end(),
  };
}
