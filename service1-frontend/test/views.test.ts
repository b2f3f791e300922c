import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileViews } from '../src/pages/views';

describe('Compiled views', () => {
  const compile = (views: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'quartet-views-'));
    mkdirSync(join(folder, 'partials'));
    for (const [name, text] of Object.entries(views)) writeFileSync(join(folder, `${name}.ejs`), text);
    const render = compileViews(folder, { site: 'Quartet' });
    // Rendering must not read files: it would take longer than everything else.
    rmSync(folder, { recursive: true });
    return render;
  };

  it('include other views, relative to their own folder, without reading files', () => {
    const render = compile({
      page: "<%- include('partials/list', { items: ['a', 'b'] }) %> of <%= site %>",
      'partials/list': "<% for (const item of items) { %><%- include('item', { item }) %><% } %><%= owner %>",
      'partials/item': '(<%= item %>)',
    });
    expect(render('page', { owner: '<me>' })).toBe('(a)(b)&lt;me&gt; of Quartet');
  });

  it('name a view that does not exist', () => {
    const render = compile({ page: "<%- include('nowhere') %>" });
    expect(() => render('page', {})).toThrow('there is no view nowhere');
  });
});
