import { DataStoreError, UpstreamError } from '@quartet/service-kit';

/** Where the product service works, and only its record is away, the error is that, in its own words; other errors stay as they are. */
export function whereRecordIsAway(error: unknown): never {
  if (error instanceof UpstreamError && error.problem?.kind === 'database-unavailable')
    throw new DataStoreError(error.problem.detail, error);
  throw error;
}
