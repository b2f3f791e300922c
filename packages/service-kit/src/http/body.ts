import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type RequestHandler } from 'express';
import { alternatives, malformedError, unsupportedBodyError } from '../errors/user-errors';
import { checkJson } from './json-body';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

export interface BodyOptions {
  /** The size limit in bytes; a larger body is refused with 413. */
  limit: number;
  /** The most values in a JSON body, including objects and arrays; more are refused with 413. */
  maxValues: number;
  /** Accept form fields in addition to JSON. */
  form?: boolean;
}

/** Middleware that reads a body of one of `types` into `req.body` as text. Refuses other bodies with 400, 413 or 415. */
export function readText(types: string[], limit: number): RequestHandler[] {
  return [requireBody(types), express.text({ limit, type: types, verify: verifyUtf8 })];
}

/** Middleware that reads a JSON body, or form fields if enabled, into `req.body`. Refuses other bodies with 400, 413 or 415. */
export function readBody({ limit, maxValues, form = false }: BodyOptions): RequestHandler[] {
  const types = form ? [JSON_TYPE, FORM_TYPE] : [JSON_TYPE];
  const parsers = [
    // Not strict: for a bare `42`, the schema's message is more helpful than "not valid JSON".
    express.json({ limit, type: JSON_TYPE, strict: false, verify: verifyJson(maxValues) }),
    ...(form ? [express.urlencoded({ limit, type: FORM_TYPE, extended: false, verify: verifyForm })] : []),
  ];
  return [requireBody(types), ...parsers];
}

type Verify = (req: IncomingMessage, res: ServerResponse, body: Buffer, encoding?: string) => void;

/** Bytes that are not UTF-8 would all become the same replacement character, and different seeds the same seed. */
const verifyUtf8: Verify = (_req, _res, body, encoding = 'utf-8') => {
  if (encoding === 'utf-8' && !isUtf8(body)) throw malformedError('The body is not valid UTF-8.');
};

/** JSON is always UTF-8 (RFC 8259, section 8.1). */
const verifyJson = (maxValues: number): Verify => {
  return (req, res, body) => {
    verifyUtf8(req, res, body);
    checkJson(body.toString(), maxValues);
  };
};

/** A field with wrong percent-encoding would be kept undecoded. */
const verifyForm: Verify = (_req, _res, body) => {
  try {
    if (!isUtf8(body)) throw new URIError();
    decodeURIComponent(body.toString());
  } catch {
    throw malformedError('The form is not valid percent-encoded UTF-8.');
  }
};

const requireBody = (types: string[]): RequestHandler => {
  return (req, _res, next) => {
    const matched = req.is(types);
    const isMissing = matched === null || req.get('content-length') === '0';
    if (isMissing) throw malformedError(`The request has no body. Send ${alternatives(types)}.`);
    if (matched === false) throw unsupportedBodyError(req.get('content-type'), types);
    next();
  };
};
