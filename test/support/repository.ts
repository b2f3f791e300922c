import { openRepository, type Repository } from '../../service4-product/src/repository/open';
import type { RecordOptions } from '../../service4-product/src/repository/record';
import type { DatabaseSettings } from '../../service4-product/src/repository/database/settings';
import { silentKit } from './silent-kit';

/** The record at a test's database. Patient, since the machine may be busy. */
export const openTestRepository = (
  settings: DatabaseSettings,
  options: Partial<RecordOptions> = {},
): Promise<Repository> =>
  openRepository(
    settings,
    { timeoutMs: 5_000, capacity: 10_000, ...options },
    silentKit('product', 'service4-product').log,
    (error) => {
      throw error;
    },
  );
