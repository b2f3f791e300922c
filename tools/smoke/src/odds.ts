import { Broken, type RuleSet } from './site';

/** @throws {Broken} where the odds of the outcomes do not add up to exactly 1, each being above 0 */
export function checkOdds({ name, outcomes }: RuleSet): void {
  let [sum, whole] = [0n, 1n];
  for (const { label, odds } of outcomes) {
    const [, over, under = '1'] = /^(\d+)(?:\/(\d+))?$/.exec(odds.fraction) ?? [];
    if (over === undefined || under === '0')
      throw new Broken(`${name}: the odds of ${label} are no fraction: ${odds.fraction}`);
    sum = sum * BigInt(under) + BigInt(over) * whole;
    whole *= BigInt(under);
  }
  if (sum !== whole)
    throw new Broken(`${name}: the odds of all outcomes add up to ${sum}/${whole}, not to 1`);
}
