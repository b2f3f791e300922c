import { destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * A logger of one JSON object a line on standard output, named for its service.
 * Writes are synchronous: the last lines of a dying process are the ones that matter.
 */
export function createLogger(service: string, level: string): Logger {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination({ dest: 1, sync: true }),
  );
}
