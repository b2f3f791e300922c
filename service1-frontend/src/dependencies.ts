import type { ApiAddresses } from './pages/reference/addresses';
import type { Services } from './services/services';

/** What the app is built from. */
export interface Dependencies {
  services: Services;
  /** How long a visit may take in all, in milliseconds. */
  visitDeadlineMs: number;
  freshSeed: () => string;
  /** How many rows one export may have. */
  exportMax: number;
  /** Where visitors reach the services, and their contracts. */
  apis: ApiAddresses;
}
