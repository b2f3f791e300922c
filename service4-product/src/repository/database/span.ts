import { currentSpan, inSpan, type TraceSpan } from '@quartet/service-kit';
import type { Kysely } from 'kysely';
import type { Schema } from '../schema';
import { engineOf } from './dialects';

/**
 * Runs an operation on a table in a span, for the current request or for `callers`. Its attributes contain no values, because those
 * are seeds and texts of visitors.
 */
export function inDatabaseSpan<T>(
  db: Kysely<Schema>,
  operation: string,
  table: keyof Schema,
  work: () => Promise<T>,
  callers: readonly TraceSpan[] | undefined = currentSpans(),
): Promise<T> {
  if (!callers) return work();
  const attributes = {
    'db.system.name': engineOf(db),
    'db.operation.name': operation,
    'db.collection.name': table,
  };
  return inSpan(callers, `${operation} ${table}`, attributes, work);
}

function currentSpans(): TraceSpan[] | undefined {
  const span = currentSpan();
  return span && [span];
}
