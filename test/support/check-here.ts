import { checkRules } from '../../service4-product/src/rules/check/check';
import type { Check, CheckedApart } from '../../service4-product/src/rules/check/check-in-worker';

const cache = new Map<string, CheckedApart>();

/** Checks rule files in this thread instead of a worker. Caches the results by file content, since many tests load the same rules. */
export const checkHere: Check = (tasks) =>
  Promise.resolve(
    tasks.map(({ file, yaml }) => {
      const { problems, odds } = cache.get(yaml) ?? checkRules(file, yaml);
      const checked = { problems, ...(odds ? { odds } : {}) };
      cache.set(yaml, checked);
      return checked;
    }),
  );
