import { drawFloat, drawNumber, floatRangeFromJson, freshSeed } from '@quartet/draws';
import { Broken, type Drawn, type RuleSet, type Site } from './site';

/** Draws an object, works it out here, and looks it up. @throws {Broken} where any of these is another object */
export async function checkReplay(site: Site, { name, number, float }: RuleSet): Promise<void> {
  const seed = `smoke-${freshSeed()}`;
  const shown = await site.draw(name, seed, 0);
  if (shown.recorded === false)
    throw new Broken(`${site.origin}: ${name}: what is drawn is not recorded now`);
  const expected = {
    seed,
    index: 0,
    number: drawNumber(number, seed, 0),
    float: Number(drawFloat(floatRangeFromJson(float), seed, 0)),
  };
  compare(site, name, shown, expected, 'worked out here from the seed');
  compare(site, name, shown, await site.draw(name, seed, 0), 'drawn again');
  compare(site, name, shown, await site.get<Drawn>(`/api/objects/${shown.id}`), 'in the record');
}

const FIELDS = ['id', 'rule', 'seed', 'index', 'number', 'float', 'product', 'outcome'] as const;

function compare(site: Site, rule: string, shown: Drawn, other: Partial<Drawn>, how: string): void {
  for (const field of FIELDS)
    if (other[field] !== undefined && shown[field] !== other[field])
      throw new Broken(
        `${site.origin}: ${rule}: ${field} is ${shown[field]}, and ${other[field]} ${how} (seed ${shown.seed})`,
      );
}
