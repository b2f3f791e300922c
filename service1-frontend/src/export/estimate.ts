import type { ExportFormat, RuleSet } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';
import type { Services } from '../services/services';
import { asksFor } from './file';

/** So many rows are looked at, and from there on: where most of a large export is, indexes have as many digits. */
const ROWS = 200;
const INDEX = 100_000;

/** How many bytes a row of a rule set takes in each format, about: those of some rows, on average. */
export async function bytesPerRow(
  { name, version }: Pick<RuleSet, 'name' | 'version'>,
  services: Services,
  context: CallContext,
): Promise<Record<ExportFormat, number>> {
  const sample = (format: ExportFormat) =>
    services.listRows(
      name,
      { version, seed: 'estimate', index: INDEX, count: ROWS },
      asksFor(format),
      context,
    );
  const [csv, ndjson] = await Promise.all([sample('csv'), sample('ndjson')]);
  const head = csv.indexOf('\n') + 1;
  // A JSON document has a comma more between rows.
  const bytes = { csv: csv.length - head, ndjson: ndjson.length, json: ndjson.length + ROWS };
  return {
    csv: Math.ceil(bytes.csv / ROWS),
    ndjson: Math.ceil(bytes.ndjson / ROWS),
    json: Math.ceil(bytes.json / ROWS),
  };
}
