import { type Schema, typeInWords, type Words } from './type-in-words';

/** One line of a table that describes a parameter, a body or an answer. */
export interface Field {
  /** As a path from the whole: `rules[].odds.fraction`. */
  name: string;
  type: Words;
  isRequired: boolean;
  preset?: string;
  description: string | undefined;
}

/** A field by its name and schema; what `description` says goes before the schema's own. */
export function fieldOf(name: string, schema: Schema, isRequired: boolean, description?: string): Field {
  const { description: own, default: preset } = schema as { description?: string; default?: string | number };
  return {
    ...{ name, type: typeInWords(schema), isRequired, description: description ?? own },
    ...(preset !== undefined && { preset: String(preset) }),
  };
}

/** All fields of an object, those of objects within it included; not those of schemas that it only names. */
export function fieldsOf(schema: Schema, path = ''): Field[] {
  if ('$ref' in schema) return [];
  if (schema.type === 'array') return fieldsOf(schema.items ?? {}, `${path}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = path === '' ? key : `${path}.${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    return [fieldOf(name, value, isRequired), ...fieldsOf(value, name)];
  });
}
