import { negotiate } from '@quartet/service-kit';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import type { Drawn } from './draw';

const FORMS = ['application/json', 'text/plain', 'text/csv', 'application/x-ndjson'] as const;

/**
 * Answers draws in the form that the caller likes most: `json` as it is given; plain text with a value a line;
 * CSV and NDJSON with a draw a line, its seed included. Text keeps every digit; JSON has the nearest number.
 */
export function sendDraws(req: Request, res: Response, name: string, draws: Drawn[], json: object): void {
  const form = negotiate(req, res, FORMS);
  if (form === 'application/json') {
    res.json(json);
    return;
  }
  res.type(form).send(FORMATS[form](name, draws));
}

const FORMATS = {
  'text/plain': (_name: string, draws: Drawn[]) => draws.map(({ value }) => `${value}\n`).join(''),
  'text/csv': (name: string, draws: Drawn[]) =>
    stringify([['seed', 'index', name], ...draws.map(({ seed, index, value }) => [seed, index, value])]),
  'application/x-ndjson': (name: string, draws: Drawn[]) =>
    draws
      .map(({ seed, index, value }) => `${JSON.stringify({ seed, index, [name]: Number(value) })}\n`)
      .join(''),
};
