import type { Request, Response } from 'express';
import { notAcceptableError } from '../errors/user-errors';

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
