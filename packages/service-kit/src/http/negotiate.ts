import type { Request, Response } from 'express';
import { notAcceptableError } from '../errors/user-errors';

/**
 * The form to answer in: the one of `offered` (best first) that the caller's `Accept` likes most.
 * @throws {UserInputError} 406 where it takes none of them
 */
export function negotiate<Form extends string>(req: Request, res: Response, offered: readonly Form[]): Form {
  res.vary('Accept');
  const form = req.accepts([...offered]);
  if (form === false) throw notAcceptableError(offered);
  return form as Form;
}
