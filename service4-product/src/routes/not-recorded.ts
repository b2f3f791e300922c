import { DataStoreError } from '@quartet/service-kit';
import { NotRecordedError } from '../repository/object-store';

/** Why objects could not be recorded, as an answer with `members` that still give what was made; other errors as they are. */
export const notRecorded = (error: unknown, members: Record<string, unknown>) =>
  error instanceof NotRecordedError
    ? new DataStoreError(error.message, error.cause, { queued: error.isQueued, ...members })
    : error;
