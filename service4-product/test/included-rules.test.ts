import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { DEFAULT_RANGES, DEFAULT_RULE } from '@quartet/contracts';
import { parse } from 'yaml';
import { checkRules } from '../src/rules/check/check';
import { ruleFileSchema } from '../src/rules/file/json-schema';
import { RuleSet } from '../src/rules/book/rule-set';

const FOLDER = join(__dirname, '..', 'rules');
const texts = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [file.replace('.yaml', ''), readFileSync(join(FOLDER, file), 'utf8')]),
);
const ruleSets = new Map(
  [...texts].map(([name, yaml]) => {
    const { problems, program, odds } = checkRules(`${name}.yaml`, yaml);
    return [name, { problems, ruleSet: program && odds && new RuleSet(program, yaml, odds) }];
  }),
);
const ruleSet = (name: string) => ruleSets.get(name)!.ruleSet!;

/** Calculated by hand, independently of the project. */
const ODDS: Record<string, Record<string, string>> = {
  attack: { MISSED: '1/3', CRIT: '500/3003', HIT: '1502/3003' },
  product: { PRODUCT: '1' },
  dice: { 'CRITICAL HIT': '1/20', 'CRITICAL MISS': '1/20', SUCCESS: '9/20', FAILURE: '9/20' },
  prize: { WIN: '1/4', LOSE: '3/4' },
  code: { LAPTOP: '17/117', CAR: '25/234', HOUSE: '25/234', NOTHING: '25/39' },
  plague: {
    MARKET: '1/7',
    RATS: '1/7',
    DOCTOR: '1/7',
    FEVER: '1/7',
    FRIENDS: '1/7',
    QUARANTINE: '1/7',
    BELLS: '1/14',
    SILENCE: '1/14',
  },
  driving: {
    'SLOW TO LIMIT': '1/3',
    CAUTION: '1/3',
    'SLOW DOWN': '1/6',
    CONTINUE: '1/12',
    'DRIVE WITH CARE': '1/12',
  },
  cricket: { '4': '12/35', '1': '9/35', '6': '8/35', '3': '6/35' },
  footballer: {
    scores: '5/16',
    assists: '3/16',
    'is booked': '3/16',
    'scores twice': '1/8',
    'misses a penalty': '1/16',
    'saves a penalty': '1/16',
    'is sent off': '1/16',
  },
  draft: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((round) => [`ROUND ${round}`, '1/7'])),
  event: { TRAINING: '1/3', BLESSING: '1/3', FEAST: '1/3' },
  oracle: { YES: '1/2', VAGUE: '1/4', NO: '1/4' },
  hero: {
    acrobat: '21/101',
    inventor: '20/101',
    detective: '20/101',
    giant: '16/101',
    telepath: '8/101',
    shapeshifter: '6/101',
    'time traveller': '6/101',
    stormbringer: '4/101',
  },
};

/** Counts quantity × price in whole cents with plain loops. */
function orderOdds(): Record<string, string> {
  const counts = { LARGE: 0, MEDIUM: 0, SMALL: 0 };
  for (let quantity = 1; quantity <= 5; quantity++) {
    for (let cents = 99; cents <= 9_999; cents++) {
      const total = quantity * cents;
      counts[total >= 25_000 ? 'LARGE' : total >= 5_000 ? 'MEDIUM' : 'SMALL'] += 1;
    }
  }
  return Object.fromEntries(Object.entries(counts).map(([label, count]) => [label, `${count}/49505`]));
}

describe('The included rule sets', () => {
  it('are the fourteen expected ones', () => {
    expect([...texts.keys()].sort()).toEqual([...Object.keys(ODDS), 'order'].sort());
    expect(texts.size).toBe(14);
  });

  it.each([...texts.keys()])('%s has neither errors nor warnings', (name) => {
    expect(ruleSets.get(name)!.problems).toEqual([]);
  });

  it.each([...Object.entries(ODDS), ['order', orderOdds()] as const])(
    '%s has exactly the expected odds',
    (name, odds) => {
      expect(
        Object.fromEntries(ruleSet(name).odds.outcomes.map(({ label, fraction }) => [label, fraction])),
      ).toEqual(odds);
    },
  );

  it('attack has the default ranges of the number and float services', () => {
    const { number, float } = ruleSet(DEFAULT_RULE);
    expect({ number, float }).toEqual(DEFAULT_RANGES);
  });

  it('prize pays £812.50 on average', () => {
    let total = 0;
    for (let number = 1; number <= 12; number++) {
      for (let sport = 0; sport < 12; sport++)
        total += ruleSet('prize').decide(number, String(sport), '0').attributes.prize as number;
    }
    expect(total / 144).toBe(812.5);
  });

  it.each([
    ['attack', 2, '7.21', '14.42', 'Your attack CRIT and did 14.42'],
    [
      'order',
      3,
      '19.90',
      '59.7',
      'A MEDIUM order: 3 at €19.90, in all €59.70, with €0.00 off; shipping free',
    ],
    ['dice', 20, '0', '0', 'You rolled 20: CRITICAL HIT'],
    ['prize', 7, '1', '7', 'You drew basketball with 7 points and won £3500'],
    ['prize', 7, '5', '35', 'You drew golf with 7 points and won nothing'],
    ['code', 1234, '3', '3702', 'Your code is 1234D: it wins the LAPTOP'],
    ['cricket', 1, '0', '0', 'Bertram plays a cover drive and scores 6'],
    ['draft', 33, '15', '495', 'You are pick 33, ROUND 2, place 1: kicker'],
    ['event', 1, '1', '1', 'A BLESSING: knights gain 10 armour and stand at 55'],
    ['hero', 101, '9.5', '959.5', 'You are a legendary stormbringer with a power of 9.5'],
  ])('%s returns the expected text for %d and %s', (name, number, float, product, text) => {
    expect(ruleSet(name).decide(number, float, product).text).toBe(text);
  });
});

describe('The published JSON Schema', () => {
  const schema = JSON.parse(readFileSync(join(FOLDER, 'rule-set.schema.json'), 'utf8')) as object;

  it('is up to date: npm run rules:schema writes it', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(ruleFileSchema())));
  });

  it('accepts the included rule sets and refuses unknown keys', () => {
    const validate = new Ajv2020({ strict: false }).compile(schema);
    for (const yaml of texts.values()) expect(validate(parse(yaml)) ? null : validate.errors).toBeNull();
    expect(validate({ ...(parse(texts.get('attack')!) as object), titel: 'x' })).toBe(false);
  });
});
