import { EXPORT_FORMATS, type ExportQuery } from '@quartet/contracts';
import type { CallContext } from '@quartet/service-kit/client';
import type { Dependencies } from '../dependencies';
import type { Answer } from '../pages/answer';
import { findRule } from '../visit/draw-object';
import { bytesPerRow } from './estimate';

/** What can be exported, and how much that would be: a form, where it is shown as a page. */
export async function exportForm(
  { seed, index = 0, format, ...which }: ExportQuery,
  { services, exportMax }: Dependencies,
  context: CallContext,
  site: string,
): Promise<Answer> {
  const { name, version } = await findRule(services, which, context);
  const rowBytes = await bytesPerRow({ name, version }, services, context);
  const sizes = EXPORT_FORMATS.map((each) => `${rowBytes[each]} bytes as ${each}`).join(', ');
  const estimate = `A row of ${name} takes about ${sizes}.`;
  return {
    text: () =>
      `/export?rule=NAME&seed=TEXT&index=N&count=N&format=${EXPORT_FORMATS.join('|')}, up to ${exportMax} rows\n${estimate}\n`,
    json: { rule: name, formats: EXPORT_FORMATS, maximum: exportMax, bytesPerRow: rowBytes },
    page: async () => ({
      ...{ view: 'export', title: 'Export', site },
      ...{ rule: name, seed, index, format, exportMax, rowBytes, estimate, formats: EXPORT_FORMATS },
      rules: await services.rules.all(context),
    }),
  };
}
