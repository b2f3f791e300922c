import { promisify } from 'node:util';
import type { RecordedObject } from '@quartet/contracts';
import type { Request, Response } from 'express';

/** The forms of every page. Whoever takes anything, as curl does, gets the sentence alone. */
export const FORMS = ['text/plain', 'text/html', 'application/json'] as const;

/** Sends an object: its sentence, its JSON, or `view` with what `more` adds to it. */
export async function sendObject(
  res: Response,
  form: (typeof FORMS)[number],
  object: RecordedObject,
  view: string,
  more: () => Promise<object> = () => Promise.resolve({}),
): Promise<void> {
  if (form === 'text/plain') res.type(form).send(`${object.text}\n`);
  else if (form === 'application/json') res.json(object);
  else await sendPage(res, view, { title: object.text, object, ...(await more()) });
}

/** Sends a view of `views/` inside the layout, as HTML. */
export async function sendPage(
  res: Response,
  view: string,
  locals: { title: string } & Record<string, unknown>,
): Promise<void> {
  const render = promisify(
    (name: string, values: object, done: (error: Error | null, html?: string) => void) => {
      res.app.render(name, values, done);
    },
  );
  const body = await render(view, locals);
  const html = await render('layout', { ...locals, body });
  res.type('text/html').send(html);
}

/** A speculative load (Sec-Purpose, and what older browsers send): made by a browser that guesses, for nobody yet. */
export function isSpeculative(req: Request): boolean {
  return ['sec-purpose', 'purpose', 'x-moz'].some((header) => /\bprefetch\b/i.test(req.get(header) ?? ''));
}
