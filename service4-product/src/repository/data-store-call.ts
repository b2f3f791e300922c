import { DataStoreError } from '@quartet/service-kit';

/** Runs a database call; whatever it throws becomes a DataStoreError. */
export async function dataStoreCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new DataStoreError('The record of objects cannot be reached.', error);
  }
}
