import {
  contextOf,
  DataStoreError,
  errorHandler,
  type Kit,
  problemOf,
  type ServiceError,
  UpstreamError,
} from '@quartet/service-kit';
import type { ErrorRequestHandler, Response } from 'express';
import { FORMS, sendPage } from './answer';
import { UnknownRuleError } from '../visit/unknown-rule';

/** The last handler of the frontend: answers every error as a page, a sentence or a problem document, as the caller likes. */
export const errorPage = (kit: Kit): ErrorRequestHandler => errorHandler(kit, answer);

async function answer(error: ServiceError, res: Response): Promise<void> {
  const form = res.req.accepts([...FORMS, 'application/problem+json']) || 'text/plain';
  const problem = problemOf(error, contextOf(res));
  if (form === 'text/html')
    await sendPage(res, 'error', {
      title: error.title,
      problem,
      unknown: error instanceof UnknownRuleError ? error : undefined,
      advice: adviceOn(error),
      again: error.status >= 500 ? res.req.originalUrl : undefined,
      back: FORM_PAGES.find((page) => page === res.req.path),
    });
  else if (form === 'text/plain') res.type(form).send(`${error.title}: ${error.message}\n`);
  else res.type('application/problem+json').send(JSON.stringify(problem));
}

/** Pages with a form, in which what is wrong can be put right. */
const FORM_PAGES = ['/export', '/verify', '/history'];

/** What a visitor can do about it, and what works in the meantime. */
function adviceOn(error: ServiceError): string {
  if (error instanceof DataStoreError)
    return 'Recorded objects cannot be shown until it is back; new ones can be drawn all the same. Try again in a moment.';
  if (error instanceof UpstreamError) {
    return error.service === 'product'
      ? 'Objects can be neither made nor shown until it works again. Try again in a moment.'
      : 'No new object can be drawn until it works again; recorded objects still open by their links. Try again in a moment.';
  }
  if (error.status >= 500) return 'It is not your doing. Try again in a moment.';
  if (error instanceof UnknownRuleError) return 'Choose one of them.';
  if (error.status === 404) return 'Perhaps the address was cut short on its way to you.';
  return 'Mend the address, or begin afresh.';
}
