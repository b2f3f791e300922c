import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRules } from '../src/rules/check/check';

const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8');
const examples = [...guide.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = '']) => yaml);

describe('The guide to writing rule sets', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  it.each(examples)('has an example without problems: %#', (yaml) => {
    expect(checkRules('example.yaml', yaml).problems).toEqual([]);
  });
});

describe('npm run rules:check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quartet-check-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const ROOT = join(__dirname, '..', '..');
  const run = (...args: string[]) => {
    const command = [
      '-C',
      'source',
      '-r',
      'ts-node/register/transpile-only',
      join(ROOT, 'service4-product/src/commands/rules-check.ts'),
    ];
    try {
      const env = { PATH: process.env.PATH ?? '', TS_NODE_PROJECT: join(ROOT, 'tsconfig.json') };
      return {
        code: 0,
        out: execFileSync(process.execPath, [...command, ...args], {
          cwd: ROOT,
          env,
          encoding: 'utf8',
          stdio: 'pipe',
        }),
      };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, out: stdout + stderr };
    }
  };
  const write = (name: string, yaml: string) => {
    const file = join(folder, name);
    writeFileSync(file, yaml);
    return file;
  };
  const coin = examples[0] ?? '';

  it('prints the odds of a valid file, as the guide shows', () => {
    const { code, out } = run(write('coin.yaml', coin));
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^coin\.yaml: valid, 2 draws: /) as string,
    });
    expect(guide).toContain(out);
  });

  it('exits with 1 for errors, and marks each one in its line', () => {
    const { code, out } = run(
      write('coin.yaml', coin.replace('number == 1', 'numbr == 1')),
      write('die.yaml', coin),
    );
    expect(code).toBe(1);
    expect(out)
      .toBe(`coin.yaml:7:28: error: outcomes[0].when: unknown variable: numbr; known are number, float, product
      - { label: HEADS, when: 'numbr == 1' }
                               ^^^^^
die.yaml:1:7: error: name: the rule set is named coin: rename the file to coin.yaml
    name: coin
          ^^^^
`);
  });

  it('marks a name that differs from the file name, and keeps the extension in its advice', () => {
    const { code, out } = run(write('die.yml', `# A coin\n${coin.replace('name: coin', 'name:   coin')}`));
    expect({ code, out }).toEqual({
      code: 1,
      out: `die.yml:2:9: error: name: the rule set is named coin: rename the file to coin.yml
    name:   coin
            ^^^^
`,
    });
  });

  it('does not advise to rename a file to an invalid name', () => {
    const { out } = run(write('coin.yaml', coin.replace('name: coin', 'name: My Coin')));
    expect(out).toMatch(/^coin\.yaml:1:7: error: name: must be a rule set name/);
    expect(out).not.toContain('rename the file');
  });

  it('checks the rule files of a folder, and reports two for the same rule set', () => {
    write('notes.txt', 'not a rule');
    write('coin.yaml', coin);
    write('coin.yml', coin);
    const { code, out } = run(folder);
    expect({ code, out }).toEqual({
      code: 1,
      out: `coin.yaml:1:1: error: coin.yml is the same rule set: remove one of the two files
coin.yml:1:1: error: coin.yaml is the same rule set: remove one of the two files
`,
    });
  });

  it('reports each unreadable file with exit code 2, and checks the others', () => {
    mkdirSync(join(folder, 'empty'));
    const { code, out } = run(
      join(folder, 'nope.yaml'),
      write('coin.yaml', coin),
      join(folder, 'empty'),
      join(folder, 'coin.yaml', 'below.yaml'),
    );
    expect(code).toBe(2);
    expect(out).toContain('coin.yaml: valid, 2 draws');
    expect(out.replaceAll(`${folder}/`, '')).toContain(`nope.yaml: there is no such file
empty: there is no rule file (NAME.yaml or NAME.yml) in this folder
coin.yaml/below.yaml: there is no such file
`);
    expect(out).not.toMatch(/Usage|ENO/);
  });

  it('marks no place for a mistake of the whole file', () => {
    expect(run(write('coin.yaml', '')).out).toMatch(/^coin\.yaml:1:1: error: the file is empty: .*\n$/);
  });

  it('prints JSON with --json', () => {
    const { code, out } = run('--json', write('coin.yaml', coin));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { problems: [], odds: { cells: 2, outcomes: [{ fraction: '1/2' }, { fraction: '1/2' }] } },
    ]);
  });

  it('prints its usage with --help, and exits with 2 for wrong arguments', () => {
    expect(run('--help').out).toMatch(/^Usage: npm run rules:check/);
    expect(run('--colour')).toMatchObject({
      code: 2,
      out: expect.stringContaining("unknown option '--colour'") as string,
    });
  });
});
