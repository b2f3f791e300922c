import type { ExportFormat, RuleSet } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';
import type { Services } from '../services/services';
import { rowsMediaType } from './file';

const SAMPLE_ROWS = 200;
/** The sample starts here, because most rows of a large export have an index with this many digits. */
const SAMPLE_INDEX = 100_000;

/** Estimates the size of one row in each format, in bytes, from the average of a sample. */
export async function bytesPerRow(
  { name, version }: Pick<RuleSet, 'name' | 'version'>,
  services: Services,
  context: CallContext,
): Promise<Record<ExportFormat, number>> {
  const fetchSample = (format: ExportFormat) =>
    services.listRows(
      name,
      { version, seed: 'estimate', index: SAMPLE_INDEX, count: SAMPLE_ROWS },
      rowsMediaType(format),
      context,
    );
  const [csv, ndjson] = await Promise.all([fetchSample('csv'), fetchSample('ndjson')]);
  const headerLength = csv.indexOf('\n') + 1;
  return {
    csv: Math.ceil((csv.length - headerLength) / SAMPLE_ROWS),
    ndjson: Math.ceil(ndjson.length / SAMPLE_ROWS),
    // A comma after each row.
    json: Math.ceil(ndjson.length / SAMPLE_ROWS + 1),
  };
}
