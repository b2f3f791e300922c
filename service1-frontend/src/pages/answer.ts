import { promisify } from 'node:util';
import type { RecordedObject, RuleSet, UnrecordedObject } from '@quartet/contracts';
import type { Request, Response } from 'express';
import { floatText } from './float-text';
import { oddsOf } from './odds-in-words';

/** The forms of every page. Whoever takes anything, as curl does, gets the sentence alone. */
export const FORMS = ['text/plain', 'text/html', 'application/json'] as const;

/** What one address answers, in each form that it has. */
export interface Answer {
  text: () => string;
  json: unknown;
  /** The view of `views/`, and what it is filled with; `title` is the page's. */
  page: () => Page | Promise<Page>;
}

export type Page = { view: string; title: string } & Record<string, unknown>;

/** Sends an answer in the form that the caller likes. */
export async function send(res: Response, form: (typeof FORMS)[number], answer: Answer): Promise<void> {
  if (form === 'text/plain') res.type(form).send(answer.text());
  else if (form === 'application/json') res.json(answer.json);
  else {
    const { view, ...locals } = await answer.page();
    await sendPage(res, view, locals);
  }
}

/** An object as its sentence, its JSON, or `view` with the rule sets and what else `more` adds to it. */
export function objectAnswer(
  object: RecordedObject | UnrecordedObject,
  view: string,
  more: () => Promise<{ rules: readonly RuleSet[] }>,
): Answer {
  return {
    text: () => sentenceOf(object),
    json: object,
    page: async () => {
      const added = await more();
      return {
        ...{ view, title: object.text, object },
        ...{
          float: floatText(object, added.rules),
          odds: oddsOf(object, added.rules),
          place: placeOf(object),
        },
        ...added,
      };
    },
  };
}

/** What of an address leads to the same draw. */
const placeOf = ({ rule, version, seed, index }: RecordedObject | UnrecordedObject) =>
  new URLSearchParams({ rule, version, seed, ...(index > 0 && { index: String(index) }) });

/** The sentence alone; where it is not recorded, a line more says so, and where it can be drawn again. */
function sentenceOf(object: RecordedObject | UnrecordedObject): string {
  if (!('recorded' in object)) return `${object.text}\n`;
  const { rule, version, seed, index } = object;
  const again = String(new URLSearchParams({ rule, version, seed, index: String(index) }));
  return `${object.text}\n(not recorded yet, the record is away; the same draw again: /?${again})\n`;
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
  const html = await render('layout', { ...locals, body, path: res.req.path });
  res.type('text/html').send(html);
}

/** A speculative load (Sec-Purpose, and what older browsers send): made by a browser that guesses, for nobody yet. */
export function isSpeculative(req: Request): boolean {
  return ['sec-purpose', 'purpose', 'x-moz'].some((header) => /\bprefetch\b/i.test(req.get(header) ?? ''));
}
