import type { Kit } from '@quartet/service-kit';
import type { Assets } from './http/assets';
import type { ApiAddresses } from './pages/reference/addresses';
import type { Services } from './services/services';

/** The settings and collaborators that the caller of `createApp` provides. */
export interface AppOptions {
  services: Services;
  /** The deadline of a whole visit, in milliseconds. */
  visitDeadlineMs: number;
  /** The deadline of one call to another service, in milliseconds. */
  attemptMs: number;
  freshSeed: () => string;
  /** The maximum number of rows in one export. */
  exportMax: number;
  /** The public addresses of the services and of their OpenAPI documents. */
  apis: ApiAddresses;
}

/** Everything that a route can use. */
export interface Dependencies extends AppOptions {
  kit: Kit;
  assets: Assets;
}
