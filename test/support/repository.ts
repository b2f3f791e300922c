import { openRepository, type Repository } from '../../service4-product/src/repository/open';
import type { RecordingOptions } from '../../service4-product/src/repository/object-store';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { type TestDatabase, testDatabase } from './database';
import { silentKit } from './silent-kit';

/** Opens the history in a test database. The timeout is long, since the test machine may be busy. */
export const openTestRepository = (
  settings: DatabaseSettings,
  options: Partial<RecordingOptions> = {},
): Promise<Repository> =>
  openRepository(
    settings,
    { timeoutMs: 20_000, capacity: 10_000, ...options },
    silentKit('product', 'service4-product').log,
    (error) => {
      throw error;
    },
  );

/** Opens the history in an empty database before each test, and removes the database after it. */
export function useRepository() {
  let database: TestDatabase;
  let repository: Repository;
  beforeEach(async () => {
    database = await testDatabase();
    repository = await openTestRepository(database.settings);
  });
  afterEach(async () => {
    await repository.close();
    await database.remove();
  });
  return { database: () => database, repository: () => repository };
}
