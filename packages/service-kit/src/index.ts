export { createBaseApp } from './app';
export { readBody, readText } from './body';
export { ConfigError, readConfig } from './config';
export { contextFrom, contextOf, type RequestContext } from './context';
export { endpoint } from './endpoint';
export {
  DataStoreError,
  type Fault,
  ServiceError,
  UpstreamError,
  UpstreamRefusal,
  UserInputError,
} from './errors';
export type { HealthCheck } from './health';
export { createKit, type Kit } from './kit';
export type { Logger } from './log';
export { negotiate } from './negotiate';
export { operations } from './operations';
export { parseBody, parseQuery, pointerTo, refuseQuery } from './parse';
export { errorHandler, notFound, problemHandler, problemOf } from './problem';
export { endStart, runService } from './run';
export { notFoundError, summary, unprocessableError } from './user-errors';
export { type CommonConfig, commonVariables, serviceUrl, wholeNumber } from './variables';
export { within } from './within';
