export { ConfigError, readConfig } from './config/config';
export { serviceUrl } from './config/service-url';
export { type CommonConfig, commonVariables, wholeNumber } from './config/variables';
export {
  DataStoreError,
  type Fault,
  ServiceError,
  UpstreamError,
  UpstreamRefusal,
  UserInputError,
} from './errors/errors';
export { errorHandler, notFound, problemHandler, problemOf } from './errors/problem';
export {
  forbiddenError,
  notFoundError,
  tooManyRequestsError,
  unprocessableError,
} from './errors/user-errors';
export { createBaseApp } from './http/app';
export { readBody, readText } from './http/body';
export { limitConcurrency, limitTo } from './http/concurrency-limit';
export { endpoint } from './http/endpoint';
export type { HealthCheck } from './http/health';
export { internalOnly } from './http/internal';
export { negotiate } from './http/negotiate';
export { operations } from './http/operations';
export { parseBody, parseQuery, pointerTo, refuseQuery } from './http/parse';
export { contextFrom, contextOf, type RequestContext } from './observability/context';
export { createKit, type Kit } from './observability/kit';
export type { Logger } from './observability/log';
export type { TraceSpan } from './observability/span';
export { currentSpan, inSpan } from './observability/tracing';
export { failStart, runService } from './process/run';
export { within } from './within';
