import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { checkHere } from '../../test/support/check-here';
import { settingsOf } from '../../test/support/database';
import { openTestRepository } from '../../test/support/repository';
import { silentKit } from '../../test/support/silent-kit';
import { createApp } from '../src/app';
import type { Repository } from '../src/repository/open';
import type { Check } from '../src/rules/check/check-in-worker';
import { Rulebook } from '../src/rules/book/rulebook';
import { watchRules } from '../src/rules/book/watch';

const INCLUDED_RULES = join(__dirname, '..', 'rules');
const kit = silentKit('product', 'service4-product');

describe('The rulebook', () => {
  let folder: string;
  let rules: string;
  let repository: Repository;
  let rulebook: Rulebook;
  let app: Express;
  let attack: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    rules = join(folder, 'rules');
    for (const name of ['attack', 'product'])
      await cp(join(INCLUDED_RULES, `${name}.yaml`), join(rules, `${name}.yaml`));
    attack = await readFile(join(rules, 'attack.yaml'), 'utf8');
    repository = await openTestRepository(settingsOf(`sqlite:${join(folder, 'quartet.db')}`));
    rulebook = await Rulebook.open(rules, repository.ruleStore, kit.log, checkHere);
    app = createApp(silentKit('product', 'service4-product'), {
      rulebook,
      repository,
      now: Date.now,
    });
  });
  afterEach(async () => {
    await repository.close();
    await rm(folder, { recursive: true });
  });

  const write = (name: string, yaml: string) => writeFile(join(rules, `${name}.yaml`), yaml);
  const draw = { number: 1, float: 4.42, seed: 'quartet' };

  it('loads new and changed files, and drops removed ones', async () => {
    await write('strike', attack.replace('name: attack', 'name: strike'));
    await write('attack', attack.replace('number == 0', 'number == 1'));
    await rm(join(rules, 'product.yaml'));
    const before = rulebook.find('attack')!.version;
    await rulebook.reload();
    expect(rulebook.names).toEqual(['attack', 'strike']);
    expect(rulebook.find('attack')!.version).not.toBe(before);
    await request(app)
      .post('/product')
      .send({ ...draw, rule: 'strike' })
      .expect(201);
  });

  it('logs which rule sets are new, changed and removed, and nothing without changes', async () => {
    const warn = jest.spyOn(kit.log, 'warn');
    await rulebook.reload();
    expect(warn).not.toHaveBeenCalled();
    await write('strike', attack.replace('name: attack', 'name: strike'));
    await write('blow', attack.replace('name: attack', 'name: blow'));
    await write('attack', attack.replace('number == 0', 'number == 1'));
    await rm(join(rules, 'product.yaml'));
    await rulebook.reload();
    expect(warn.mock.calls).toEqual([
      ['Rules reloaded: 2 new (blow, strike), 1 changed (attack), 1 removed (product)'],
    ]);
    warn.mockRestore();
  });

  it('warns when the default rule set is missing', async () => {
    const warn = jest.spyOn(kit.log, 'warn');
    const message =
      'there is no rule set attack, which visits without ?rule= use: add attack.yaml, or name a rule set in each visit';
    await rulebook.reload();
    expect(warn).not.toHaveBeenCalled();
    await rm(join(rules, 'attack.yaml'));
    await rulebook.reload();
    await Rulebook.open(rules, repository.ruleStore, kit.log, checkHere);
    expect(warn.mock.calls).toEqual([[message], ['Rules reloaded: 1 removed (attack)'], [message]]);
    warn.mockRestore();
  });

  it('keeps the old rule set of a file with a mistake, and reports it in readiness and metrics', async () => {
    const before = rulebook.find('attack')!.version;
    await write('attack', attack.replace('number == 0', 'numbr == 0'));
    await write('strike', attack);
    await rulebook.reload();
    expect(rulebook.find('attack')!.version).toBe(before);
    expect(rulebook.names).toEqual(['attack', 'product']);
    const ready = await request(app).get('/health/ready').expect(200);
    expect(ready.body.dependencies).toContainEqual({
      name: 'rules',
      required: false,
      state: 'down',
      reason: expect.stringMatching(
        /attack\.yaml:\d+:\d+: error: .*numbr.*; strike\.yaml:2:7: error: name: the rule set is named attack: rename the file to attack\.yaml/,
      ) as string,
    });
    expect((await request(app).get('/metrics')).text).toMatch(/quartet_rule_mistakes\{service="product"\} 2/);
    await write('attack', attack);
    await rm(join(rules, 'strike.yaml'));
    await rulebook.reload();
    expect(rulebook.mistakes).toEqual([]);
    expect((await request(app).get('/metrics')).text).toMatch(/quartet_rule_mistakes\{service="product"\} 0/);
  });

  it('keeps all rule sets when the folder cannot be read', async () => {
    await rm(rules, { recursive: true });
    await rulebook.reload();
    expect(rulebook.names).toEqual(['attack', 'product']);
    expect(rulebook.mistakes).toEqual([
      `the rules cannot be read: RULES_DIR ${rules}: there is no such folder`,
    ]);
  });

  it('keeps the old rule set that two files define, and reports both', async () => {
    const before = rulebook.find('attack')!.version;
    await writeFile(join(rules, 'attack.yml'), attack.replace('number == 0', 'number == 1'));
    await rulebook.reload();
    expect(rulebook.find('attack')!.version).toBe(before);
    expect(rulebook.mistakes).toEqual([
      'attack.yaml:1:1: error: attack.yml is the same rule set: remove one of the two files',
      'attack.yml:1:1: error: attack.yaml is the same rule set: remove one of the two files',
    ]);
    await rm(join(rules, 'attack.yaml'));
    await rulebook.reload();
    expect(rulebook.mistakes).toEqual([]);
    expect(rulebook.find('attack')!.version).not.toBe(before);
  });

  it('keeps old versions with their objects and rules, and draws with them again', async () => {
    const old = (await request(app).post('/product').send(draw).expect(201)).body;
    await write('attack', attack.replace('label: HIT', 'label: STRUCK'));
    await rulebook.reload();
    const now = (await request(app).post('/product').send(draw).expect(201)).body;
    expect([old.outcome, now.outcome]).toEqual(['HIT', 'STRUCK']);
    expect(now.version).not.toBe(old.version);
    const again = (
      await request(app)
        .post('/product')
        .send({ ...draw, version: old.version })
        .expect(200)
    ).body;
    expect(again).toEqual(old);
    const rule = (await request(app).get('/rules/attack').query({ version: old.version }).expect(200)).body;
    expect(rule).toMatchObject({
      version: old.version,
      drawn: 1,
      outcomes: [{}, {}, { label: 'HIT', observed: 1 }],
    });
    expect((await request(app).get('/rules/attack').expect(200)).body.version).toBe(now.version);
    const restarted = await Rulebook.open(rules, repository.ruleStore, kit.log, checkHere);
    expect((await restarted.findVersion('attack', old.version))!.outcomes.at(-1)!.label).toBe('HIT');
  });

  it('lists the objects of a removed rule set, and reports it as known', async () => {
    await write('strike', attack.replace('name: attack', 'name: strike'));
    await rulebook.reload();
    const strike = { ...draw, rule: 'strike' };
    const object = (await request(app).post('/product').send(strike).expect(201)).body;
    await rm(join(rules, 'strike.yaml'));
    await rulebook.reload();
    const { body } = await request(app).get('/objects?rule=strike').expect(200);
    expect(body.objects).toEqual([object]);
    const refused = await request(app).get('/objects?rule=nope').expect(422);
    expect(refused.body.detail).toBe('rule nope is not known; known are attack, product, strike.');
  });

  it('refuses an unknown version', async () => {
    const version = '0123456789abcdef';
    const { body } = await request(app)
      .post('/product')
      .send({ ...draw, version })
      .expect(422);
    expect(body.errors[0]).toMatchObject({
      pointer: '#/version',
      detail: expect.stringContaining('is not known') as string,
    });
    await request(app).get('/rules/attack').query({ version }).expect(404);
    await request(app).get('/rules/attack').query({ version: 'newest' }).expect(400);
  });

  it('computes the odds of a version once', async () => {
    const checked: string[] = [];
    const counting: Check = (tasks, limitMs) => {
      checked.push(...tasks.map(({ file }) => file));
      return checkHere(tasks, limitMs);
    };
    await write('attack', attack.replace('number == 0', 'number == 1'));
    await Rulebook.open(rules, repository.ruleStore, kit.log, counting);
    expect(checked).toEqual(['attack.yaml']);
    await Rulebook.open(rules, repository.ruleStore, kit.log, counting);
    expect(checked).toEqual(['attack.yaml']);
  });

  it('is reloaded when its folder changes, and on SIGHUP', async () => {
    const stop = watchRules(rules, rulebook, kit.log);
    const known = async (name: string) => {
      while (!rulebook.find(name)) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await write('strike', attack.replace('name: attack', 'name: strike'));
    await known('strike');
    stop();
    const stopWithout = watchRules(join(folder, 'nowhere'), rulebook, kit.log);
    await write('blow', attack.replace('name: attack', 'name: blow'));
    process.emit('SIGHUP');
    await known('blow');
    stopWithout();
  });
});

describe('Opening the rules', () => {
  let folder: string;
  let repository: Repository;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'quartet-rules-'));
    repository = await openTestRepository(settingsOf(`sqlite:${join(folder, 'below', 'quartet.db')}`));
  });
  afterEach(async () => {
    await repository.close();
    await rm(folder, { recursive: true });
  });
  const open = () => Rulebook.open(folder, repository.ruleStore, kit.log, checkHere);

  it('fails with the mistakes of all files', async () => {
    await writeFile(join(folder, 'a.yaml'), 'name: a\n');
    await writeFile(join(folder, 'b.yaml'), 'name: b\n');
    await expect(open()).rejects.toThrow(
      /the rules have mistakes:\n[^]*a\.yaml:1:1: error: title: is required[^]*b\.yaml:1:1: /,
    );
  });

  it('fails when a file is not named after its rule set', async () => {
    await cp(join(INCLUDED_RULES, 'attack.yaml'), join(folder, 'strike.yml'));
    await expect(open()).rejects.toThrow(
      /\n {2}strike\.yml:2:7: error: name: the rule set is named attack: rename the file to attack\.yml$/,
    );
  });

  it('fails when a file cannot be read', async () => {
    await mkdir(join(folder, 'x.yaml'));
    await expect(open()).rejects.toThrow(/^x\.yaml: this is a folder, not a file$/);
  });

  it.each([
    ['does not exist', 'nowhere', 'there is no such folder'],
    ['is a file', 'file', 'this is not a folder'],
  ])('fails when the folder %s', async (_what, name, reason) => {
    await writeFile(join(folder, 'file'), '');
    const path = join(folder, name);
    await expect(Rulebook.open(path, repository.ruleStore, kit.log, checkHere)).rejects.toThrow(
      `RULES_DIR ${path}: ${reason}`,
    );
  });

  it('fails when the folder has no rule file', async () => {
    await writeFile(join(folder, 'notes.txt'), 'not a rule');
    await expect(open()).rejects.toThrow('there is no rule file (NAME.yaml or NAME.yml) in this folder');
  });
});
