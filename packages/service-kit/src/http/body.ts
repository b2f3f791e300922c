import express, { type RequestHandler } from 'express';
import { alternatives, malformedError, unsupportedBodyError } from '../errors/user-errors';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

export interface BodyOptions {
  /** The size limit in bytes; a larger body is refused with 413. */
  limit: number;
  /** Accept form fields in addition to JSON. */
  form?: boolean;
}

/** Middleware that reads a body of one of `types` into `req.body` as text. Refuses other bodies with 400, 413 or 415. */
export function readText(types: string[], limit: number): RequestHandler[] {
  return [requireBody(types), express.text({ limit, type: types })];
}

/** Middleware that reads a JSON body, or form fields if enabled, into `req.body`. Refuses other bodies with 400, 413 or 415. */
export function readBody({ limit, form = false }: BodyOptions): RequestHandler[] {
  const types = form ? [JSON_TYPE, FORM_TYPE] : [JSON_TYPE];
  const parsers = [
    // Not strict: for a bare `42`, the schema's message is more helpful than "not valid JSON".
    express.json({ limit, type: JSON_TYPE, strict: false }),
    ...(form ? [express.urlencoded({ limit, type: FORM_TYPE, extended: false })] : []),
  ];
  return [requireBody(types), ...parsers];
}

const requireBody = (types: string[]): RequestHandler => {
  return (req, _res, next) => {
    const matched = req.is(types);
    const isMissing = matched === null || req.get('content-length') === '0';
    if (isMissing) throw malformedError(`The request has no body. Send ${alternatives(types)}.`);
    if (matched === false) throw unsupportedBodyError(req.get('content-type'), types);
    next();
  };
};
