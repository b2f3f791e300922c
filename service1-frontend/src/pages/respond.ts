import type { Response } from 'express';
import type { Render } from './views';

/** The media types of every page, best first: a client that accepts anything, such as curl, gets the text. */
export const PAGE_TYPES = ['text/plain', 'text/html', 'application/json'] as const;

/** The content of one page in each media type. */
export interface PageContent {
  text: () => string;
  json: unknown;
  html: () => View | Promise<View>;
}

/** A view of `views/` with its variables; `title` becomes the title of the HTML page. */
export type View = { view: string; title: string } & Record<string, unknown>;

/** Sends the content of a page in the negotiated media type. */
export async function respond(
  res: Response,
  type: (typeof PAGE_TYPES)[number],
  content: PageContent,
): Promise<void> {
  if (type === 'text/plain') res.type(type).send(content.text());
  else if (type === 'application/json') res.json(content.json);
  else sendHtml(res, await content.html());
}

/** Renders a view inside the layout, and sends it as HTML. */
export function sendHtml(res: Response, { view, ...variables }: View): void {
  const { render } = res.app.locals as { render: Render };
  const body = render(view, variables);
  const html = render('layout', { ...variables, body, path: res.req.path });
  res.type('text/html').send(html);
}
