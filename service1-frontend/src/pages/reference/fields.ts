import { type Schema, type TypeText, typeText } from './type-text';

/** A parameter, or a member of a body or response, as one row of a table. */
export interface Field {
  /** The path from the root, such as `rules[].odds.fraction`. */
  name: string;
  type: TypeText;
  isRequired: boolean;
  defaultValue?: string;
  description: string | undefined;
}

/** Describes one field. `description` takes precedence over the description in the schema. */
export function fieldOf(name: string, schema: Schema, isRequired: boolean, description?: string): Field {
  const own = schema as { description?: string; default?: string | number };
  return {
    name,
    type: typeText(schema),
    isRequired,
    description: description ?? own.description,
    ...(own.default !== undefined && { defaultValue: String(own.default) }),
  };
}

/** Lists the fields of an object, nested ones included. Referenced schemas are listed separately. */
export function fieldsOf(schema: Schema, path = ''): Field[] {
  if ('$ref' in schema) return [];
  if (schema.type === 'array') return fieldsOf(schema.items ?? {}, `${path}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    const name = path === '' ? key : `${path}.${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    return [fieldOf(name, value, isRequired), ...fieldsOf(value, name)];
  });
}
