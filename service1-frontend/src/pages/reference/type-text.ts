import type { OpenApiDocument } from '@quartet/contracts';

/** A schema of an OpenAPI document, or a reference to one. */
export type Schema = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];

/** A type as text, with the names of referenced schemas as separate parts, so that the page can link them. */
export type TypeText = (string | { schema: string })[];

/** Describes the values that a schema accepts (JSON Schema 2020-12, as in OpenAPI 3.1). */
export function typeText(schema: Schema): TypeText {
  if ('$ref' in schema) return [{ schema: schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1) }];
  if (schema.anyOf) return alternatives(schema.anyOf.map((one) => typeText(one)));
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum) return [schema.enum.map(String).join(' or ')];
  return alternatives([schema.type ?? 'object'].flat().map((type) => namedType(type, schema)));
}

const alternatives = (types: TypeText[]): TypeText =>
  types.flatMap((type, index) => (index === 0 ? type : [' or ', ...type]));

function namedType(type: string, schema: Exclude<Schema, { $ref: string }>): TypeText {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  switch (type) {
    case 'integer':
      return [`whole number${range(minimum, maximum)}`];
    case 'number':
      return [`number${range(minimum, maximum)}`];
    case 'string':
      if (schema.format === 'date-time') return ['time (RFC 3339)'];
      return [
        `text${range(minLength, maxLength, ' in length')}${schema.pattern ? ` matching ${schema.pattern}` : ''}`,
      ];
    case 'array':
      return ['list of ', ...typeText(schema.items ?? {}), range(minItems, maxItems, ' items')];
    case 'boolean':
      return ['true or false'];
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? ['map of names to ', ...typeText(schema.additionalProperties)]
        : ['object'];
    default:
      return [type];
  }
}

/** The bounds of a value or length, without the largest safe integer, which is no bound for readers. */
function range(from?: number, to?: number, unit = ''): string {
  const [low, high] = [from, to].map((bound) =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? undefined : String(bound),
  );
  if (low === undefined && high === undefined) return '';
  if (low === undefined) return `, at most ${high}${unit}`;
  return high === undefined ? `, at least ${low}${unit}` : `, ${low} to ${high}${unit}`;
}
