import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ejs, { type TemplateFunction } from 'ejs';

/** Renders a view of the folder, by its path without extension, to HTML. */
export type Render = (view: string, variables: object) => string;

/**
 * Compiles all views of a folder. Rendering then reads no files: the `include` of EJS looks for the file at each rendering, even if
 * it has the compiled view in its cache.
 * @param globals the variables of all views
 */
export function compileViews(folder: string, globals: object): Render {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ejs'),
  );
  const views = new Map(files.map((file) => [file.slice(0, -'.ejs'.length), compile(join(folder, file))]));
  const render: Render = (view, variables) => {
    const template = views.get(view);
    if (!template) throw new Error(`there is no view ${view}`);
    // Paths of includes are relative to the file that includes them.
    const include = (path: string, more: object = {}) =>
      render(posix.join(dirname(view), path), { ...variables, ...more });
    // A variable of this name hides the function of EJS.
    return template({ ...variables, include });
  };
  return (view, variables) => render(view, { ...globals, ...variables });
}

const compile = (file: string): TemplateFunction =>
  ejs.compile(readFileSync(file, 'utf8'), { filename: file });
