import { describeService, type OpenApiDocument } from './document';
import { DRAW_PAGES } from './frontend-draws';
import { LIST_PAGES } from './frontend-lists';

/** The API of the frontend. */
export const frontendOpenApi = (): OpenApiDocument =>
  describeService('Quartet pages', 'The pages of the site, each as HTML, plain text and JSON.', {
    ...DRAW_PAGES,
    ...LIST_PAGES,
  });
