import type { RuleSet } from './rules';

/** Formats all rule sets as a table for a terminal. */
export function ruleListText(rules: readonly RuleSet[]): string {
  return table([
    ['NAME', 'TITLE', 'OUTCOMES', 'DRAWN'],
    ...rules.map(({ name, title, outcomes, drawn }) => [
      name,
      title,
      String(outcomes.length),
      String(drawn ?? '?'),
    ]),
  ]);
}

/** Formats a rule set for a terminal: its description, its ranges and a table of its odds. */
export function ruleText(rule: RuleSet): string {
  const { name, title, description, source, version, number, float, cells } = rule;
  const decimals = `${float.decimals} ${float.decimals === 1 ? 'decimal' : 'decimals'}`;
  const step = float.decimals === 0 ? 'whole numbers' : decimals;
  return [
    `${title} (${name}, version ${version})`,
    description,
    ...(source === undefined ? [] : [source]),
    '',
    `number ${number.min} to ${number.max}, float ${float.min} to ${float.max} (${step}): ${cells} draws, all equally likely`,
    ...Object.entries(rule.variables ?? {}).map(([name, meaning]) => `${name} = ${meaning}`),
    '',
    table([
      ['OUTCOME', 'ODDS', 'PERCENT', 'OBSERVED', 'MEAN PRODUCT', 'WHEN'],
      ...rule.outcomes.map(({ label, odds, observed, product, when }) => [
        label,
        odds.fraction,
        odds.percent,
        String(observed ?? '?'),
        String(Number(product.mean.value.toPrecision(6))),
        when ?? 'otherwise',
      ]),
    ]),
  ].join('\n');
}

function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
