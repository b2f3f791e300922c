import type { RuleSet } from './rule-set';

type ByName = ReadonlyMap<string, RuleSet>;

/** Describes the changes between two readings of the rules: `1 new (dice), 1 changed (attack)`; empty without changes. */
export function describeChanges(before: ByName, after: ByName): string {
  const names = [...after.keys()];
  const isOld = (name: string) => before.has(name);
  const changes = {
    new: names.filter((name) => !isOld(name)),
    changed: names.filter((name) => isOld(name) && before.get(name)?.yaml !== after.get(name)?.yaml),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
  return Object.entries(changes)
    .filter(([, changed]) => changed.length > 0)
    .map(([kind, changed]) => `${changed.length} ${kind} (${changed.join(', ')})`)
    .join(', ');
}
