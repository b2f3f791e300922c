import { join } from 'node:path';
import { createKit, type Kit } from '@quartet/service-kit';

/** A service's kit that logs nothing. */
export function silentKit(service: string, folder: string): Kit {
  return createKit(service, join(__dirname, '..', '..', folder, 'src'), { LOG_LEVEL: 'silent' });
}
