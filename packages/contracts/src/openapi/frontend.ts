import { describeService, type OpenApiDocument } from './document';
import { DRAW_PAGES } from './frontend-draws';
import { LIST_PAGES } from './frontend-lists';

/** The contract of the frontend: its pages, each of which is JSON and plain text as well. */
export const frontendOpenApi = (): OpenApiDocument =>
  describeService('Quartet pages', 'What people look at; each page is JSON and plain text as well.', {
    ...DRAW_PAGES,
    ...LIST_PAGES,
  });
