import { DEFAULT_RULE } from '@quartet/contracts';
import type { Logger } from '@quartet/service-kit';
import { LRUCache } from 'lru-cache';
import type { RuleStore } from '../../repository/rule-store';
import { compileChecked } from '../check/check';
import { type Check, checkInWorker } from '../check/check-in-worker';
import { NO_RULE_FILE } from '../file/file-names';
import { describeChanges } from './describe-changes';
import { loadFolder, type LoadedFile } from './load';
import { RuleSet } from './rule-set';

/** The rule files have mistakes, each described with its file and line. */
export class RuleFileError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(`the rules have mistakes:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
    this.name = 'RuleFileError';
  }
}

const MISSING_DEFAULT = `there is no rule set ${DEFAULT_RULE}, which visits without ?rule= use: add ${DEFAULT_RULE}.yaml, or name a rule set in each visit`;

/** The number of old versions to keep compiled. */
const CACHED_VERSIONS = 50;

/** All rule sets by name, in their current and old versions. */
export class Rulebook {
  private byName = new Map<string, RuleSet>();
  private readonly oldVersions = new LRUCache<string, RuleSet>({ max: CACHED_VERSIONS });
  private reading: Promise<void> = Promise.resolve();
  private currentMistakes: readonly string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly store: RuleStore,
    private readonly log: Logger,
    private readonly check: Check,
  ) {}

  /** @throws {RuleFileError} with all mistakes of all files in the folder */
  static async open(
    folder: string,
    store: RuleStore,
    log: Logger,
    check: Check = checkInWorker,
  ): Promise<Rulebook> {
    const rulebook = new Rulebook(folder, store, log, check);
    const files = await loadFolder(folder, store, check);
    const errors = files.flatMap((file) => file.errors);
    if (files.length === 0) errors.push(`RULES_DIR ${folder}: ${NO_RULE_FILE}`);
    if (errors.length > 0) throw new RuleFileError(errors);
    rulebook.update(files);
    return rulebook;
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  get all(): RuleSet[] {
    return [...this.byName.values()];
  }

  /** The mistakes in the files when they were last read; the rule sets of these files remain unchanged. */
  get mistakes(): readonly string[] {
    return this.currentMistakes;
  }

  find(name: string): RuleSet | undefined {
    return this.byName.get(name);
  }

  /** A rule set in the given version, current or old. */
  async findVersion(name: string, version: string): Promise<RuleSet | undefined> {
    const current = this.find(name);
    if (current?.version === version) return current;
    const key = `${name} ${version}`;
    const cached = this.oldVersions.get(key);
    if (cached) return cached;
    const stored = await this.store.find(name, version);
    const program = stored && compileChecked(stored.yaml);
    if (!program) return undefined;
    const ruleSet = new RuleSet(program, stored.yaml, stored.odds);
    this.oldVersions.set(key, ruleSet);
    return ruleSet;
  }

  /** Reads the folder again. Valid files take effect; the rule set of a file with mistakes remains unchanged. */
  reload(): Promise<void> {
    this.reading = this.reading
      .then(() => this.read())
      .catch((error: unknown) => {
        this.currentMistakes = [`the rules cannot be read: ${(error as Error).message}`];
        this.log.error({ err: error }, 'Reading the rules failed; the rules remain unchanged');
      });
    return this.reading;
  }

  private async read(): Promise<void> {
    const before = this.byName;
    const hadMistakes = this.mistakes.length > 0;
    this.update(await loadFolder(this.folder, this.store, this.check));
    const changes = describeChanges(before, this.byName);
    // Warnings, so that operators see a change of rules even with a high log level.
    if (changes) this.log.warn(`Rules reloaded: ${changes}`);
    if (hadMistakes && this.mistakes.length === 0) this.log.warn('All rule files are valid again');
  }

  private update(files: LoadedFile[]): void {
    this.currentMistakes = files.flatMap(({ errors }) => errors);
    for (const mistake of this.currentMistakes) this.log.error(mistake);
    for (const warning of files.flatMap(({ warnings }) => warnings)) this.log.warn(warning);
    const ruleSets = files.flatMap(({ name, ruleSet }) => ruleSet ?? this.byName.get(name) ?? []);
    this.byName = new Map(ruleSets.map((ruleSet) => [ruleSet.name, ruleSet]));
    if (!this.byName.has(DEFAULT_RULE)) this.log.warn(MISSING_DEFAULT);
  }
}
