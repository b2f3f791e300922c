import express, { type RequestHandler } from 'express';
import { malformedError, unsupportedBodyError } from '../errors/user-errors';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

export interface BodyOptions {
  /** The largest body that is read, in bytes; a larger one is refused with 413. */
  limit: number;
  /** Whether form fields are read as well as JSON. */
  form?: boolean;
}

/** Reads a body of one of `types` into `req.body` as text; 400, 413 or 415 where that cannot be done. */
export function readText(types: string[], limit: number): RequestHandler[] {
  return [expectBody(types), express.text({ limit, type: types })];
}

/** Reads the body into `req.body`: JSON, and form fields where asked; 400, 413 or 415 where that cannot be done. */
export function readBody({ limit, form = false }: BodyOptions): RequestHandler[] {
  const types = form ? [JSON_TYPE, FORM_TYPE] : [JSON_TYPE];
  const parsers = [
    // Not strict, so that a bare `42` is told what it should be, not that it is no JSON.
    express.json({ limit, type: JSON_TYPE, strict: false }),
    ...(form ? [express.urlencoded({ limit, type: FORM_TYPE, extended: false })] : []),
  ];
  return [expectBody(types), ...parsers];
}

const expectBody = (types: string[]): RequestHandler => {
  return (req, _res, next) => {
    const matched = req.is(types);
    const missing = matched === null || req.get('content-length') === '0';
    if (missing) throw malformedError(`A body of type ${types.join(' or ')} is missing.`);
    if (matched === false) throw unsupportedBodyError(req.get('content-type'), types);
    next();
  };
};
