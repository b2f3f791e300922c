import { ruleFileSchema } from '../rules/file/json-schema';

process.stdout.write(`${JSON.stringify(ruleFileSchema(), null, 2)}\n`);
