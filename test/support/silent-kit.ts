import { join } from 'node:path';
import { createKit, type Kit } from '@quartet/service-kit';

/** Creates the kit of a service with logging turned off. */
export function silentKit(service: string, folder: string): Kit {
  return createKit(service, join(__dirname, '..', '..', folder, 'src'), { LOG_LEVEL: 'silent' });
}
