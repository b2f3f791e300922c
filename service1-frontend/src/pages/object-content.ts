import { exactDecimals, type RecordedObject, type RuleSet, type UnrecordedObject } from '@quartet/contracts';
import { oddsInWords } from './odds-in-words';
import type { PageContent } from './respond';

/**
 * An object as its sentence, as JSON, and as `view`.
 * @param loadVariables returns the rule sets, and any other variables of the view
 */
export function objectContent(
  object: RecordedObject | UnrecordedObject,
  view: string,
  loadVariables: () => Promise<{ rules: readonly RuleSet[] }>,
): PageContent {
  return {
    text: () => sentence(object),
    json: object,
    html: async () => {
      const variables = await loadVariables();
      return {
        view,
        title: object.text,
        object,
        odds: oddsOf(object, variables.rules),
        exact: exactDecimals(object),
        drawQuery: drawQuery(object),
        ...variables,
      };
    },
  };
}

/** The query that repeats the draw of an object. */
const drawQuery = ({ rule, version, seed, index }: RecordedObject | UnrecordedObject) =>
  new URLSearchParams({ rule, version, seed, ...(index > 0 && { index: String(index) }) });

/** The sentence of an object. A second line explains how to repeat the draw of an object that is not recorded. */
function sentence(object: RecordedObject | UnrecordedObject): string {
  if (!('recorded' in object)) return `${object.text}\n`;
  const { rule, version, seed, index } = object;
  const query = String(new URLSearchParams({ rule, version, seed, index: String(index) }));
  return `${object.text}\n(not recorded yet: the database is unavailable; to repeat this draw: /?${query})\n`;
}

/** The rule set of an object, or undefined if its current version is another one. */
const ruleSetOf = (
  { rule, version }: RecordedObject | UnrecordedObject,
  rules: readonly RuleSet[],
): RuleSet | undefined => rules.find((current) => current.name === rule && current.version === version);

/** The odds of the outcome, exact and in words, or undefined for an old version of the rule set. */
function oddsOf(object: RecordedObject | UnrecordedObject, rules: readonly RuleSet[]) {
  const odds = ruleSetOf(object, rules)?.outcomes.find(({ label }) => label === object.outcome)?.odds;
  return odds && { ...odds, words: oddsInWords(odds) };
}
