import type { Logger } from '@quartet/service-kit';

/**
 * The log for what becomes of the rules. That they have changed is news to whoever runs the service, though nothing is
 * wrong: it is told at LOG_LEVEL=warn too, which `npm start` sets.
 */
export const rulesLog = (log: Logger): Logger =>
  log.isLevelEnabled('warn') && !log.isLevelEnabled('info') ? log.child({}, { level: 'info' }) : log;
