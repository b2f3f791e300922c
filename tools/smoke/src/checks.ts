import { drawFloat, drawNumber, floatRangeFromJson, freshSeed } from '@quartet/draws';
import { CheckError, type DrawnObject, type RuleSet, type Site } from './site';

/** Checks that the odds of all outcomes add up to exactly 1. @throws {CheckError} */
export function checkOdds({ name, outcomes }: RuleSet): void {
  let numerator = 0n;
  let denominator = 1n;
  for (const { label, odds } of outcomes) {
    const [, over, under = '1'] = /^(\d+)(?:\/(\d+))?$/.exec(odds.fraction) ?? [];
    if (over === undefined || under === '0')
      throw new CheckError(`${name}: the odds of ${label} must be a fraction, got \`${odds.fraction}\``);
    numerator = numerator * BigInt(under) + BigInt(over) * denominator;
    denominator *= BigInt(under);
  }
  if (numerator !== denominator)
    throw new CheckError(`${name}: the odds must add up to 1, got ${numerator}/${denominator}`);
}

/**
 * Draws an object and compares it with the numbers computed from its seed, with a second draw and with the history.
 * @throws {CheckError} if any of them differs
 */
export async function checkReplay(site: Site, { name, number, float }: RuleSet): Promise<void> {
  const seed = `smoke-${freshSeed()}`;
  const drawn = await site.draw(name, seed, 0);
  if (drawn.recorded === false) throw new CheckError(`${site.origin}: ${name}: the draw was not recorded`);
  const computed = {
    seed,
    index: 0,
    number: drawNumber(number, seed, 0),
    float: Number(drawFloat(floatRangeFromJson(float), seed, 0)),
  };
  compare(site, name, drawn, computed, 'when computed from the seed');
  compare(site, name, drawn, await site.draw(name, seed, 0), 'when drawn again');
  compare(site, name, drawn, await site.get<DrawnObject>(`/api/objects/${drawn.id}`), 'in the history');
}

const FIELDS = ['id', 'rule', 'seed', 'index', 'number', 'float', 'product', 'outcome'] as const;

function compare(
  site: Site,
  rule: string,
  drawn: DrawnObject,
  other: Partial<DrawnObject>,
  source: string,
): void {
  for (const field of FIELDS)
    if (other[field] !== undefined && drawn[field] !== other[field])
      throw new CheckError(
        `${site.origin}: ${rule}: ${field} is ${drawn[field]}, but ${other[field]} ${source} (seed ${drawn.seed})`,
      );
}
