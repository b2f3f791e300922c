export { createBaseApp } from './http/app';
export { readBody, readText } from './http/body';
export { ConfigError, readConfig } from './config/config';
export { contextFrom, contextOf, type RequestContext } from './observability/context';
export { endpoint } from './http/endpoint';
export {
  DataStoreError,
  type Fault,
  ServiceError,
  UpstreamError,
  UpstreamRefusal,
  UserInputError,
} from './errors/errors';
export type { HealthCheck } from './http/health';
export { createKit, type Kit } from './observability/kit';
export type { Logger } from './observability/log';
export { negotiate } from './http/negotiate';
export { operations } from './http/operations';
export { parseBody, parseQuery, pointerTo, refuseQuery } from './http/parse';
export { errorHandler, notFound, problemHandler, problemOf } from './errors/problem';
export { endStart, runService } from './process/run';
export { notFoundError, summary, unprocessableError } from './errors/user-errors';
export { type CommonConfig, commonVariables, serviceUrl, wholeNumber } from './config/variables';
export { within } from './within';
