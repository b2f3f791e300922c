import { negotiate } from '@quartet/service-kit';
import { csvRows } from '@quartet/service-kit/csv';
import type { Request, Response } from 'express';
import type { DrawnValue } from './draw';

const MEDIA_TYPES = ['application/json', 'text/plain', 'text/csv', 'application/x-ndjson'] as const;

/**
 * Sends draws in the media type that the client prefers. The JSON response is `json`.
 *
 * Plain text has one value a line. CSV and NDJSON have one draw a line: seed, index and value. Plain text and CSV have
 * all digits of a value; JSON and NDJSON have the nearest number.
 */
export function sendDraws(
  req: Request,
  res: Response,
  name: string,
  draws: DrawnValue[],
  json: object,
): void {
  const mediaType = negotiate(req, res, MEDIA_TYPES);
  if (mediaType === 'application/json') {
    res.json(json);
    return;
  }
  res.type(mediaType).send(FORMATTERS[mediaType](name, draws));
}

const FORMATTERS = {
  'text/plain': (_name: string, draws: DrawnValue[]) => draws.map(({ value }) => `${value}\n`).join(''),
  'text/csv': (name: string, draws: DrawnValue[]) =>
    csvRows([['seed', 'index', name], ...draws.map(({ seed, index, value }) => [seed, index, value])]),
  'application/x-ndjson': (name: string, draws: DrawnValue[]) =>
    draws
      .map(({ seed, index, value }) => `${JSON.stringify({ seed, index, [name]: Number(value) })}\n`)
      .join(''),
};
