import { EXPORT_FORMATS, type ExportQuery } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';
import type { Dependencies } from '../dependencies';
import type { PageContent } from '../pages/respond';
import { findRule } from '../visit/find-rule';
import { bytesPerRow } from './estimate';

/** The export page: a form, the limits, and the estimated size of a row. */
export async function exportForm(
  { seed, index = 0, format, ...ruleAndVersion }: ExportQuery,
  { services, exportMax }: Dependencies,
  context: CallContext,
  origin: string,
): Promise<PageContent> {
  const { name, version } = await findRule(services, ruleAndVersion, context);
  const rowBytes = await bytesPerRow({ name, version }, services, context);
  const sizes = EXPORT_FORMATS.map((each) => `${rowBytes[each]} bytes as ${each}`).join(', ');
  const estimate = `One row of ${name} has about ${sizes}.`;
  return {
    text: () =>
      `/export?rule=NAME&seed=TEXT&index=N&count=N&format=${EXPORT_FORMATS.join('|')}, up to ${exportMax} rows\n${estimate}\n`,
    json: { rule: name, formats: EXPORT_FORMATS, maximum: exportMax, bytesPerRow: rowBytes },
    html: async () => ({
      view: 'export',
      title: 'Export',
      origin,
      rule: name,
      seed,
      index,
      format,
      formats: EXPORT_FORMATS,
      exportMax,
      rowBytes,
      estimate,
      rules: await services.rules.all(context),
    }),
  };
}
