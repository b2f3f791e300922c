import { describeService, type OpenApiDocument } from './document';
import { OBJECT_PATHS } from './product-objects';
import { RULE_PATHS } from './product-rules';

/** The contract of the product service. */
export const productOpenApi = (): OpenApiDocument =>
  describeService(
    'Quartet product API',
    'Rules, what they make of a number and a float, and the record of it.',
    { ...RULE_PATHS, ...OBJECT_PATHS },
  );
