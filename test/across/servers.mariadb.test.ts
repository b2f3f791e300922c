import { Mariadb } from '../support/mariadb';

it('Two MariaDB servers have different folders for temporary tables', async () => {
  const one = await Mariadb.start();
  const other = await Mariadb.start();
  try {
    const folders = await Promise.all([one, other].map((server) => server.run('select @@tmpdir as folder')));
    expect(folders[0]).not.toEqual(folders[1]);
  } finally {
    await Promise.all([one, other].map((server) => server.remove()));
  }
});
