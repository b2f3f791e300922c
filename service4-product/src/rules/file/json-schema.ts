import { z } from 'zod';
import { ruleFile } from './rule-file';

/** The JSON Schema (2020-12) of rule files, with which editors complete and check them. */
export function ruleFileSchema(): object {
  const table = {
    type: ['array', 'object'],
    description: 'A list or a map of text, numbers, true or false, lists and maps.',
  };
  return {
    ...z.toJSONSchema(ruleFile, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema, path }) => {
        if (zodSchema._zod.def.type === 'custom' && path.includes('tables')) Object.assign(jsonSchema, table);
      },
    }),
    title: 'Quartet rule set',
  };
}
