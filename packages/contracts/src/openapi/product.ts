import { describeService, type OpenApiDocument } from './document';
import { OBJECT_PATHS } from './product-objects';
import { RULE_PATHS } from './product-rules';

/** The API of the product service. */
export const productOpenApi = (): OpenApiDocument =>
  describeService(
    'Quartet product API',
    'Rule sets, the objects made by them, and the history of these objects.',
    {
      ...RULE_PATHS,
      ...OBJECT_PATHS,
    },
  );
