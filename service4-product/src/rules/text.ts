const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The names that a text's placeholders ask for, such as `outcome` in `{outcome}`. */
export function placeholders(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** A text with its placeholders filled from `values`, all of which must be there. */
export function fill(template: string, values: Record<string, string>): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}
