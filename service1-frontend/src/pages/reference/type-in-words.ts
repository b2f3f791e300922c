import type { OpenApiDocument } from '@quartet/contracts';

/** A schema of an OpenAPI document, or a reference to one. */
export type Schema = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];

/** A type as people say it: words, and between them the names of schemas that are described at a place of their own. */
export type Words = (string | { schema: string })[];

/** What values a schema (JSON Schema 2020-12, as OpenAPI 3.1 has it) lets through. */
export function typeInWords(schema: Schema): Words {
  if ('$ref' in schema) return [{ schema: schemaName(schema.$ref) }];
  if (schema.anyOf) return choice(schema.anyOf.map((one) => typeInWords(one)));
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum) return [schema.enum.map(String).join(' or ')];
  return choice([schema.type ?? 'object'].flat().map((type) => ofType(type, schema)));
}

export const schemaName = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

const choice = (choices: Words[]): Words =>
  choices.flatMap((words, place) => (place === 0 ? words : [' or ', ...words]));

function ofType(type: string, schema: Exclude<Schema, { $ref: string }>): Words {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  switch (type) {
    case 'integer':
      return [`whole number${range(minimum, maximum)}`];
    case 'number':
      return [`number${range(minimum, maximum)}`];
    case 'string':
      if (schema.format === 'date-time') return ['time (RFC 3339)'];
      return [
        `text${of('characters', minLength, maxLength)}${schema.pattern ? ` like ${schema.pattern}` : ''}`,
      ];
    case 'array':
      return ['list of ', ...typeInWords(schema.items ?? {}), of('of them', minItems, maxItems)];
    case 'boolean':
      return ['true or false'];
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? ['names, each with ', ...typeInWords(schema.additionalProperties)]
        : ['object'];
    default:
      return [type];
  }
}

function of(what: string, from?: number, to?: number): string {
  const count = range(from, to);
  return count === '' ? '' : `${count} ${what}`;
}

/** The bounds that mean something: the largest whole number of JavaScript is none. */
function range(from?: number, to?: number): string {
  const [low, high] = [from, to].map((bound) =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : String(bound),
  );
  if (low === undefined && high === undefined) return '';
  if (low === undefined) return `, at most ${high}`;
  return high === undefined ? `, at least ${low}` : `, ${low} to ${high}`;
}
