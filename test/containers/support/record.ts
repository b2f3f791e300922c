import { compose } from './site';

/** Asks the site's own database, as its administrator; gives rows of columns. */
export async function ask(sql: string): Promise<string[][]> {
  const settings =
    '<(printf "[client]\\nuser=root\\npassword=%s" "$(< /run/secrets/database-root-password)")';
  const client = `mariadb --defaults-extra-file=${settings} --skip-column-names --batch quartet`;
  const text = await compose(['exec', '-T', 'database', 'bash', '-c', `${client} <<< "$0"`, sql]);
  return text === '' ? [] : text.split('\n').map((row) => row.split('\t'));
}

/** How often each object is recorded whose seed begins with `name-`, by id. */
export async function recorded(name: string): Promise<Map<string, number>> {
  const rows = await ask(`select id, count(*) from objects where seed like '${name}-%' group by id`);
  return new Map(rows.map(([id = '', count]) => [id, Number(count)]));
}
