import type { Request, RequestHandler, Response } from 'express';
import { notAcceptableError } from '../errors/user-errors';

/** The parameters of media types in `Accept`, except the weight `q`: no resource here has variants that differ in them. */
const PARAMETER = /;\s*(?!q\s*=)[\w!#$%&'*+.^`|~-]+\s*=\s*("(?:[^"\\]|\\.)*"|[^;,\s]*)/gi;

/** Middleware that removes parameters from `Accept`, so that `application/json; charset=utf-8` accepts JSON. */
export const ignoreAcceptParameters: RequestHandler = (req, _res, next) => {
  const { accept } = req.headers;
  if (accept?.includes(';')) req.headers.accept = accept.replace(PARAMETER, '');
  next();
};

/**
 * Selects the response's media type from `offered` (preferred first) by the `Accept` header.
 * @throws {UserInputError} 406 if none of them is acceptable
 */
export function negotiate<MediaType extends string>(
  req: Request,
  res: Response,
  offered: readonly MediaType[],
): MediaType {
  res.vary('Accept');
  const mediaType = req.accepts([...offered]);
  if (mediaType === false) throw notAcceptableError(offered);
  return mediaType as MediaType;
}
