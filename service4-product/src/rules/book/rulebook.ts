import { DEFAULT_RULE } from '@quartet/contracts';
import type { Logger } from '@quartet/service-kit';
import { LRUCache } from 'lru-cache';
import type { RuleStore } from '../../repository/rule-store';
import { compileChecked } from '../check/check';
import { type Check, checkApart } from '../check/check-in-worker';
import { NO_RULE_FILE } from '../file/file-names';
import { loadFolder, type LoadedFile } from './load';
import { newsOf } from './changes';
import { RuleSet } from './rule-set';

/** Rule files are not as they must be: carries a sentence with file and line for each mistake. */
export class RuleFileError extends Error {
  constructor(readonly sentences: readonly string[]) {
    super(`the rules have mistakes:\n${sentences.map((sentence) => `  ${sentence}`).join('\n')}`);
    this.name = 'RuleFileError';
  }
}

const NO_DEFAULT = `there is no rule set ${DEFAULT_RULE}, which a visit without ?rule= draws by: add ${DEFAULT_RULE}.yaml, or name a rule set in each visit`;

/** How many old versions are kept compiled. */
const KEPT_VERSIONS = 50;

/** All rule sets, by name, in their current and their old versions. */
export class Rulebook {
  private byName = new Map<string, RuleSet>();
  private readonly oldVersions = new LRUCache<string, RuleSet>({ max: KEPT_VERSIONS });
  private reading: Promise<void> = Promise.resolve();
  private sentences: readonly string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly store: RuleStore,
    private readonly log: Logger,
    private readonly check: Check,
  ) {}

  /** @throws {RuleFileError} with all mistakes of all files of the folder */
  static async open(
    folder: string,
    store: RuleStore,
    log: Logger,
    check: Check = checkApart,
  ): Promise<Rulebook> {
    const rulebook = new Rulebook(folder, store, log, check);
    const files = await loadFolder(folder, store, check);
    const errors = files.flatMap((file) => file.errors);
    if (files.length === 0) errors.push(`RULES_DIR ${folder}: ${NO_RULE_FILE}`);
    if (errors.length > 0) throw new RuleFileError(errors);
    rulebook.take(files);
    return rulebook;
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  get all(): RuleSet[] {
    return [...this.byName.values()];
  }

  /** What was wrong with the files when they were last read; the rule sets in question stay as they were. */
  get mistakes(): readonly string[] {
    return this.sentences;
  }

  find(name: string): RuleSet | undefined {
    return this.byName.get(name);
  }

  /** A rule set in the given version, which may be an old one. */
  async findVersion(name: string, version: string): Promise<RuleSet | undefined> {
    const current = this.find(name);
    if (current?.version === version) return current;
    const key = `${name} ${version}`;
    const kept = this.oldVersions.get(key);
    if (kept) return kept;
    const stored = await this.store.find(name, version);
    const program = stored && compileChecked(stored.yaml);
    if (!program) return undefined;
    const ruleSet = new RuleSet(program, stored.yaml, stored.odds);
    this.oldVersions.set(key, ruleSet);
    return ruleSet;
  }

  /** Reads the folder again: what is right is taken, and where a file has mistakes, its rule set stays as it was. */
  reload(): Promise<void> {
    this.reading = this.reading
      .then(() => this.read())
      .catch((error: unknown) => {
        this.sentences = [`the rules cannot be read: ${(error as Error).message}`];
        this.log.error({ err: error }, 'the rules cannot be read; they stay as they were');
      });
    return this.reading;
  }

  private async read(): Promise<void> {
    const before = this.byName;
    const hadMistakes = this.sentences.length > 0;
    this.take(await loadFolder(this.folder, this.store, this.check));
    const news = newsOf(before, this.byName);
    // A warning, though nothing is wrong: from now on other rules hold.
    if (news) this.log.warn(`rules read: ${news}`);
    if (hadMistakes && this.sentences.length === 0) this.log.warn('all rule files are right again');
  }

  private take(files: LoadedFile[]): void {
    this.sentences = files.flatMap(({ errors }) => errors);
    for (const sentence of this.sentences) this.log.error(sentence);
    for (const warning of files.flatMap(({ warnings }) => warnings)) this.log.warn(warning);
    const taken = files.flatMap(({ name, ruleSet }) => ruleSet ?? this.byName.get(name) ?? []);
    this.byName = new Map(taken.map((ruleSet) => [ruleSet.name, ruleSet]));
    if (!this.byName.has(DEFAULT_RULE)) this.log.warn(NO_DEFAULT);
  }
}
