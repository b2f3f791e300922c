import { compose } from './site';

/** Runs an SQL query as root in the database container; returns rows of columns. */
export async function query(sql: string): Promise<string[][]> {
  const settings =
    '<(printf "[client]\\nuser=root\\npassword=%s" "$(< /run/secrets/database-root-password)")';
  const client = `mariadb --defaults-extra-file=${settings} --skip-column-names --batch quartet`;
  const text = await compose(['exec', '-T', 'database', 'bash', '-c', `${client} <<< "$0"`, sql]);
  return text === '' ? [] : text.split('\n').map((row) => row.split('\t'));
}

/** Counts the recorded rows of each object whose seed starts with `name-`, by object id. */
export async function recordedRows(name: string): Promise<Map<string, number>> {
  const rows = await query(`select id, count(*) from objects where seed like '${name}-%' group by id`);
  return new Map(rows.map(([id = '', count]) => [id, Number(count)]));
}
