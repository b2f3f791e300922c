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
import { UnknownRuleError } from '../visit/find-rule';
import { PAGE_TYPES, sendHtml } from './respond';

/** The last handler of the frontend. It sends an error as a page, as a line of text or as a problem document. */
export const errorPage = (kit: Kit): ErrorRequestHandler => errorHandler(kit, sendError);

function sendError(error: ServiceError, res: Response): void {
  const type = res.req.accepts([...PAGE_TYPES, 'application/problem+json']) || 'text/plain';
  const problem = problemOf(error, contextOf(res));
  if (type === 'text/html')
    sendHtml(res, {
      view: 'error',
      title: error.title,
      problem,
      unknownRule: error instanceof UnknownRuleError ? error : undefined,
      advice: adviceFor(error),
      retryUrl: error.status >= 500 ? res.req.originalUrl : undefined,
      formUrl: FORM_PAGES.find((page) => page === res.req.path),
    });
  else if (type === 'text/plain') res.type(type).send(`${error.title}: ${error.message}\n`);
  else res.type('application/problem+json').send(JSON.stringify(problem));
}

/** The pages with a form that lets the visitor correct the input. */
const FORM_PAGES = ['/export', '/verify', '/history'];

/** The next step for the visitor, and the parts of the site that still work. */
function adviceFor(error: ServiceError): string {
  if (error instanceof DataStoreError)
    return 'Recorded objects cannot be shown until the database is available again. You can still draw new ones. Try again in a moment.';
  if (error instanceof UpstreamError) {
    return error.service === 'product'
      ? 'You cannot draw or open objects until this service works again. Try again in a moment.'
      : 'You cannot draw objects until this service works again. Links to recorded objects still work. Try again in a moment.';
  }
  if (error.status >= 500) return 'This is an error on our side. Try again in a moment.';
  if (error instanceof UnknownRuleError) return 'Choose one of the available rule sets.';
  if (error.status === 404) return 'The address may be incomplete.';
  return 'Correct the value in the address or in the form, and try again.';
}
