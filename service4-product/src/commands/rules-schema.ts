import { ruleFileSchema } from '../rules/json-schema';

process.stdout.write(`${JSON.stringify(ruleFileSchema(), null, 2)}\n`);
